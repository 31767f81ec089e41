// Builds a project with the real program and serves the result as a static host does.

import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { readdirSync } from "node:fs";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".xml": "application/xml",
  ".woff2": "font/woff2",
  ".png": "image/png",
};

/** The files below a folder, with `/` between names. */
export function files(folder) {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return found.map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/")).sort();
}

/** One page of each kind of address: the largest and the smallest, as they differ most. */
export function kinds(folder) {
  const groups = new Map();
  for (const path of files(folder).filter((path) => path.endsWith(".html"))) {
    const html = readFileSync(join(folder, path), "utf8");
    if (html.includes('http-equiv="refresh"')) continue;
    // What follows one of these words is a name; all else is the kind.
    const kind = path.replace(/(plans|leads|recommendations|topics|rounds|status|due|history|compare)\/[^/]+/g, "$1/*").replace(/\*\/[^/]+\/index/, "*/*/index");
    const group = groups.get(kind) ?? [];
    group.push({ path, size: html.length });
    groups.set(kind, group);
  }
  return [...groups.values()].flatMap((group) => {
    const bySize = group.sort((a, b) => b.size - a.size || (a.path < b.path ? -1 : 1));
    const chosen = [bySize[0], bySize.at(-1)].map((page) => page.path);
    return [...new Set(chosen)];
  });
}

export function address(path) {
  return "/" + path.replace(/index\.html$/, "");
}

/** The real program, built before. */
export function program() {
  const path = process.env.HEADWAY ?? join(root, "target/debug/headway");
  if (!existsSync(path)) throw new Error(`there is no ${path}: run \`cargo build --locked\` first`);
  return path;
}

/** Builds the project into a folder of its own and serves it on the loopback interface. */
export async function serve({ project, asOf }) {
  const parent = mkdtempSync(join(tmpdir(), "headway-browser-"));
  const folder = join(parent, "site");
  execFileSync(program(), ["build", "--project", join(root, project), "--as-of", asOf, "--out", folder], { stdio: ["ignore", "ignore", "inherit"] });
  const server = createServer((request, response) => answer(folder, request, response));
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () => {
    server.closeAllConnections();
    server.close();
    rmSync(parent, { recursive: true, force: true });
  };
  return { folder, origin, close };
}

function answer(folder, request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://site").pathname);
  let file = join(folder, path);
  if (!file.startsWith(folder)) file = join(folder, "404.html");
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
  const found = existsSync(file);
  const body = readFileSync(found ? file : join(folder, "404.html"));
  const type = found ? (TYPES[extname(file)] ?? "application/octet-stream") : TYPES[".html"];
  response.writeHead(found ? 200 : 404, { "content-type": type }).end(body);
}
