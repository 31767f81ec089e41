// The pages in a real browser: `node tests/browser/run.mjs`, after `cargo build` and `npm ci` in this folder.
//
// Every kind of page of the example, of the invented borough and of its site in two languages is looked at in Chromium. Each check
// is a file of `checks/`; what a person does on a page is a file of `scenarios/`.

import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

import * as axe from "./checks/axe.mjs";
import * as conformance from "./checks/conformance.mjs";
import * as keyboard from "./checks/keyboard.mjs";
import * as languages from "./checks/languages.mjs";
import * as noscript from "./checks/noscript.mjs";
import * as print from "./checks/print.mjs";
import * as reflow from "./checks/reflow.mjs";
import * as weights from "./checks/weights.mjs";
import { address, files, kinds, serve } from "./site.mjs";

const SITES = [
  { name: "example", project: ".", asOf: "2024-02-29" },
  { name: "full-feature", project: "tests/fixtures/full-feature", asOf: "2025-06-30" },
  { name: "bilingual", project: "tests/fixtures/bilingual", asOf: "2025-06-30" },
];
const PAGE_CHECKS = { axe, reflow, keyboard, noscript, print };
const SITE_CHECKS = { conformance, weights, languages };
/** Without these Chromium asks its maker for things; no host but this one may be asked. */
const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

let passed = 0;
const failures = [];

function tell(name, found) {
  if (found.length === 0) {
    passed += 1;
    return;
  }
  failures.push(name);
  console.log(`FAILED ${name}`);
  found.slice(0, 20).forEach((problem) => console.log(`    ${problem}`));
  if (found.length > 20) console.log(`    and ${found.length - 20} more`);
}

/** Runs the checks of one page, and those of what it asks for and complains of. */
async function look(browser, site, path) {
  const url = site.origin + address(path);
  const context = await browser.newContext({ bypassCSP: true });
  const page = await context.newPage();
  const noise = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && noise.push(message.text()));
  page.on("pageerror", (error) => noise.push(error.message));
  page.on("request", (request) => !request.url().startsWith(site.origin) && !request.url().startsWith("data:") && noise.push(`asks ${request.url()}`));
  page.on("response", (response) => response.status() >= 400 && response.url() !== url && noise.push(`${response.status()} ${response.url()}`));
  await page.goto(url, { waitUntil: "load" });
  tell(`${site.name} ${address(path)} quiet`, noise.filter((line) => !line.includes("404 (Not Found)")));
  for (const [name, { check }] of Object.entries(PAGE_CHECKS)) {
    tell(`${site.name} ${address(path)} ${name}`, await check({ page, browser, url }));
  }
  await context.close();
}

/** With the page's own policy in force, since the checks above need to put scripts into the page. */
async function obey(browser, site, path) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const blocked = [];
  page.on("console", (message) => /Content.Security.Policy/i.test(message.text()) && blocked.push(message.text()));
  await page.goto(site.origin + address(path), { waitUntil: "load" });
  tell(`${site.name} ${address(path)} policy`, blocked);
  await context.close();
}

async function inTurn(items, workers, work) {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: workers }, worker));
}

async function scenarios(browser, sites) {
  const folder = join(dirname(fileURLToPath(import.meta.url)), "scenarios");
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".mjs")).sort() : [];
  for (const name of names) {
    const { scenario } = await import(join(folder, name));
    const context = await browser.newContext();
    const page = await context.newPage();
    try {
      await scenario({ page, browser, sites });
      tell(`scenario ${name}`, []);
    } catch (error) {
      tell(`scenario ${name}`, [String(error?.stack ?? error)]);
    }
    await context.close();
  }
}

/** A check that finds nothing in a page with all these faults could not fail at all. */
async function prove(browser) {
  const folder = dirname(fileURLToPath(import.meta.url));
  const url = pathToFileURL(join(folder, "faults.html")).href;
  const provable = { axe, reflow, keyboard, print, noscript };
  for (const [name, { check }] of Object.entries(provable)) {
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    await page.goto(url);
    const found = await check({ page, browser, url });
    tell(`${name} finds faults`, found.length === 0 ? ["it found nothing in faults.html"] : []);
    await context.close();
  }
  const found = await conformance.check({ folder, paths: ["faults.html"] });
  tell("conformance finds faults", found.length === 0 ? ["it found nothing in faults.html"] : []);
}

const only = process.argv[2];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGUMENTS });
const sites = {};
try {
  await prove(browser);
  for (const wanted of SITES) {
    const site = { ...wanted, ...(await serve(wanted)) };
    sites[site.name] = site;
    const all = files(site.folder);
    const paths = all.filter((path) => path.endsWith(".html"));
    const looked = kinds(site.folder).filter((path) => !only || path.includes(only));
    console.log(`${site.name}: ${paths.length} pages, ${looked.length} of them in the browser`);
    for (const [name, { check }] of Object.entries(SITE_CHECKS)) {
      tell(`${site.name} ${name}`, await check({ folder: site.folder, paths, all }));
    }
    await inTurn(looked, 2, async (path) => {
      await look(browser, site, path);
      await obey(browser, site, path);
    });
  }
  await scenarios(browser, sites);
} finally {
  await browser.close();
  Object.values(sites).forEach((site) => site.close());
}
console.log(`browser: ${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
