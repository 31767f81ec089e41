// Writing while the preview is open: the page follows, keeps its place and the focus, takes styles without a
// reload, shows mistakes over the last good state, and comes back when the server does.

import { strict as assert } from "node:assert";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import * as axe from "../checks/axe.mjs";
import { program, root } from "../site.mjs";

const RECOMMENDATION = "content/plans/peer-challenge-2023/recommendations/09a-language-of-choice.md";
const PAGE = "plans/peer-challenge-2023/recommendations/9a/";

/** Starts the preview; resolves with its address once it has said it. */
function start(project, port) {
  const child = spawn(program(), ["serve", "--project", project, "--as-of", "2025-06-30", "--port", String(port)], { stdio: ["ignore", "pipe", "ignore"] });
  const url = new Promise((resolve, reject) => {
    child.stdout.on("data", (data) => {
      const found = /http:\S+/.exec(String(data));
      if (found) resolve(found[0]);
    });
    child.on("exit", () => reject(new Error("the preview has ended")));
  });
  url.catch(() => {});
  return { child, url };
}

export async function scenario({ browser, page }) {
  const project = mkdtempSync(join(tmpdir(), "headway-preview-"));
  cpSync(join(root, "tests/fixtures/full-feature"), project, { recursive: true });
  const put = (path, text) => {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  };
  const source = readFileSync(join(project, RECOMMENDATION), "utf8");
  const titled = (title) => source.replace(/^title: .*$/m, `title: ${title}`);
  let server = start(project, 0);
  const noise = [];
  page.on("pageerror", (error) => noise.push(error.message));
  page.on("console", (message) => /Content.Security.Policy/i.test(message.text()) && noise.push(message.text()));
  try {
    const url = await server.url;
    const heading = (text) => page.waitForFunction((text) => document.querySelector("h1")?.textContent.includes(text), text);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(url + PAGE);
    assert.equal(await page.locator("#headway-preview").count(), 1);

    // The page comes back to where it was, with the focus where it was.
    const link = page.locator("main a[href]").last();
    await link.focus();
    const name = await link.textContent();
    await page.evaluate(() => scrollTo(0, 700));
    const before = await page.evaluate(() => scrollY);
    assert.ok(before > 0, "the page is too short to scroll");
    put(RECOMMENDATION, titled("Answer in the tongue that people choose"));
    await heading("tongue");
    await page.waitForFunction((before) => Math.abs(scrollY - before) < 60, before);
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), name, "the focus is lost");

    // Styles come without a reload.
    await page.evaluate(() => { window.isTheSame = true; });
    const styles = readFileSync(join(root, "themes/default/assets/site.css"), "utf8");
    put("themes/default/assets/site.css", `${styles}\nh1{letter-spacing:7px}\n`);
    await page.waitForFunction(() => getComputedStyle(document.querySelector("h1")).letterSpacing === "7px");
    assert.equal(await page.evaluate(() => window.isTheSame), true, "the page was loaded again for its styles");

    // Mistakes are told over the last good page, and go when they are mended.
    put(RECOMMENDATION, titled("Half a title").replace(/^topic:/m, "topci:"));
    await page.waitForSelector("#headway-preview .hw-errors");
    assert.ok((await page.locator("h1").textContent()).includes("tongue"), "the faulty page is half shown");
    assert.ok((await page.locator(".hw-errors").textContent()).includes("did you mean `topic`"));
    const context = await browser.newContext({ bypassCSP: true });
    const checked = await context.newPage();
    await checked.goto(url + PAGE);
    assert.deepEqual(await axe.check({ page: checked, browser, url: url + PAGE }), []);
    await context.close();
    put(RECOMMENDATION, titled("Mended"));
    await heading("Mended");
    await page.waitForSelector("#headway-preview .hw-errors", { state: "detached" });

    // Another day, from the bar.
    await page.fill("#headway-preview [name=as-of]", "2024-06-01");
    await page.waitForFunction(() => document.querySelector(".foot")?.textContent.includes("1 June 2024"));

    // The server goes and comes back; the page hears of what it missed.
    const port = new URL(url).port;
    server.child.kill();
    await page.waitForSelector("#headway-preview .hw-lost", { state: "visible" });
    put(RECOMMENDATION, titled("Written in the dark"));
    server = start(project, port);
    assert.equal(await server.url, url, "the port was not free again");
    await heading("Written in the dark");
    assert.deepEqual(noise, []);
  } finally {
    server.child.kill();
    rmSync(project, { recursive: true, force: true });
  }
}
