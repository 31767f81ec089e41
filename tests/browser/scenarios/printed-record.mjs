// A recommendation prints as a clean record, without the ways around the site.

import { strict as assert } from "node:assert";

export async function scenario({ page, sites }) {
  const site = sites["example"];
  await page.goto(`${site.origin}/plans/peer-challenge-2023/recommendations/9a/`);
  await page.emulateMedia({ media: "print" });
  for (const selector of [".skip", ".crumbs", ".turn"]) {
    const shown = await page.locator(selector).evaluateAll((elements) => elements.filter((element) => element.checkVisibility()).length);
    assert.equal(shown, 0, `${selector} is printed`);
  }
  assert.ok(await page.locator("h1").isVisible());
}
