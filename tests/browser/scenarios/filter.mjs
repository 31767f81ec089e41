// Choosing the rows of a plan's tables and their order, by mouse, keyboard and address.

import { strict as assert } from "node:assert";

import * as axe from "../checks/axe.mjs";

export async function scenario({ browser, page, sites }) {
  const plan = `${sites["full-feature"].origin}/plans/peer-challenge-2023/`;
  const shown = () => page.locator("table.items tbody tr:visible").count();
  const said = () => page.locator(".shown").textContent();
  const dates = () => page.locator("table.items").first().locator("tbody tr").evaluateAll((rows) => rows.map((row) => row.dataset.due ?? ""));
  const query = () => new URL(page.url()).search;

  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(plan);
  const all = await shown();
  assert.ok(all > 10, `${all} rows`);
  assert.equal(await said(), "");

  const rows = page.locator("table.items tbody tr[data-status=delayed]");
  const delayed = await rows.count();
  assert.ok(delayed > 0 && delayed < all, `${delayed} delayed rows`);
  const groups = await page.locator("[data-group]").filter({ has: rows }).count();
  await page.selectOption("#finder-status", "delayed");
  assert.equal(await shown(), delayed);
  assert.equal(await said(), `${delayed} of ${all} shown.`);
  assert.equal(query(), "?status=delayed");
  assert.equal(await page.locator("[data-group]:visible").count(), groups, "a topic without a row is shown");
  await page.reload();
  assert.equal(await shown(), delayed, "the address does not keep what was chosen");

  await page.locator(".finder [role=group] button").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.search === "");
  assert.equal(await shown(), all);

  await page.fill("#finder-q", "REGISTÊR");
  await page.waitForFunction(() => location.search !== "");
  assert.ok((await shown()) > 0 && (await shown()) < all, "case and accents do not count");
  await page.fill("#finder-q", "");
  await page.waitForFunction(() => location.search === "");

  const given = await dates();
  const due = page.locator("th[data-sort=due] button").first();
  await due.focus();
  await page.keyboard.press("Enter");
  const sorted = given.filter(Boolean).sort();
  assert.deepEqual((await dates()).filter(Boolean), sorted);
  assert.equal((await dates()).indexOf(""), given.includes("") ? sorted.length : -1, "what has no date comes last");
  assert.equal(await page.getAttribute("th[data-sort=due]", "aria-sort"), "ascending");
  await page.keyboard.press("Enter");
  assert.deepEqual((await dates()).filter(Boolean), sorted.reverse());
  assert.equal(query(), "?sort=due&reversed");
  assert.match(await said(), /Sorted by: /);
  await page.keyboard.press("Enter");
  assert.deepEqual(await dates(), given, "the plan's own order comes back");
  assert.equal(query(), "");

  // On a phone the form waits, and headers that are not seen take no focus.
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto(plan);
  assert.ok(!(await page.isVisible("#finder-q")));
  assert.equal(await page.locator("th button:enabled").count(), 0);
  await page.locator(".finder summary").focus();
  await page.keyboard.press("Enter");
  await page.selectOption("#finder-sort", "due");
  assert.deepEqual((await dates()).filter(Boolean), sorted.reverse());

  // What only a script shows is held to the same rules as the pages.
  const context = await browser.newContext({ bypassCSP: true });
  for (const address of [`${plan}?status=delayed&sort=due`, `${sites["example"].origin}/search/?q=plan`]) {
    const scripted = await context.newPage();
    await scripted.goto(address);
    await scripted.waitForSelector(".shown:not(:empty), .hits mark");
    assert.deepEqual(await axe.check({ page: scripted }), []);
  }
  await context.close();
}
