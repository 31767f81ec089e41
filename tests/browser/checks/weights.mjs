// What a reader on an old phone must fetch, compressed.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const PAGE = 40 << 10;
const STYLE = 12 << 10;
const SCRIPT = 15 << 10;

export function check({ folder, paths, all }) {
  const found = [];
  const size = (path) => gzipSync(readFileSync(join(folder, path)), { level: 9 }).length;
  const heavy = paths.map((path) => ({ path, bytes: size(path) })).sort((a, b) => b.bytes - a.bytes);
  found.push(...heavy.filter(({ bytes }) => bytes > PAGE).map(({ path, bytes }) => `${path} has ${bytes} bytes compressed`));
  const total = (ending) => all.filter((path) => path.endsWith(ending) && !path.includes("/")).reduce((sum, path) => sum + size(path), 0);
  const [style, script] = [total(".css"), total(".js")];
  if (style > STYLE) found.push(`the styles have ${style} bytes compressed`);
  if (script > SCRIPT) found.push(`the scripts have ${script} bytes compressed`);
  console.log(`  heaviest page ${heavy[0].path}: ${heavy[0].bytes} bytes compressed; styles ${style}, scripts ${script}`);
  return found;
}
