// Searching the example site as a reader does: from the head of any page, by keyboard, by address.
// The site stands below a path, as it may on any host.

import { strict as assert } from "node:assert";

export async function scenario({ page, sites }) {
  const { origin } = sites["example"];
  const base = `${origin}/below/here/`;
  await page.route(`${base}**`, (route) => route.continue({ url: route.request().url().replace(base, `${origin}/`) }));
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname + new URL(request.url()).search));
  const indexFiles = () => asked.filter((path) => path.endsWith(".json"));
  const found = () => page.locator(".hits-found").textContent();
  const titles = () => page.locator(".hits h2").allTextContents();
  const settle = async (words) => {
    await page.fill("#seek", words);
    await page.waitForFunction(
      (words) =>
        new URLSearchParams(location.hash.slice(1)).get("q") === words && !document.querySelector(".hits").hasAttribute("aria-busy"),
      words,
    );
  };

  await page.goto(base);
  await page.locator(".find input").fill("workforce");
  assert.deepEqual(indexFiles(), [], "the index is loaded before anybody searched");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".hits mark");
  assert.match(page.url(), /search\/#q=workforce$/);
  assert.match((await titles())[0], /workforce/i, "titles come first");
  assert.match(await found(), /^Pages found: \d+\.$/);
  assert.ok(!asked.some((path) => path.includes("workforce")), "a server is told what is searched for");
  await page.waitForFunction(() => [...document.querySelectorAll(".hit-words")].some((said) => /workforce/i.test(said.textContent) && said.querySelector("mark")));
  assert.ok(indexFiles().length <= 3, `${indexFiles()} for one word`);

  const whole = await titles();
  await settle("WORKFÔRCE plan");
  assert.match(page.url(), /q=WORKF/, "the address says what was searched");
  assert.match((await titles())[0], /workforce plan/i, "accents and case do not count, and the page with both in its title is first");
  await settle("workf");
  assert.deepEqual(new Set(await titles()), new Set(whole), "the beginning of a word finds it");
  await settle("workforxe");
  assert.match(await found(), /words that begin with “workfor”/);
  await settle("zzzqqq");
  assert.match(await found(), /^Nothing was found/);
  assert.equal(await page.locator(".hits li").count(), 0, "nothing is left of the search before");

  await page.goto(`${base}search/?q=finance+reports`);
  await page.waitForSelector(".hits h2");
  assert.equal(await page.inputValue("#seek"), "finance reports");
  const first = page.locator(".hits a").first();
  const leadsTo = (await first.getAttribute("href")).replace(/#.*/, "");
  await page.focus("#seek");
  for (let press = 0; press < 5; press++) {
    await page.keyboard.press("Tab");
    if (await first.evaluate((link) => link === document.activeElement)) break;
  }
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === new URL(leadsTo, `${base}search/`).pathname);
  assert.match(await page.locator("h1").textContent(), /finance/i);

  // The site is published anew while the page is open: the files that it knows of are gone.
  let gone = true;
  await page.route("**/search/words-*.json", (route) => {
    const answer = gone ? route.fulfill({ status: 404 }) : route.fallback();
    gone = false;
    return answer;
  });
  await page.goto(`${base}search/?q=workforce`);
  await page.waitForSelector(".hits mark");
  await page.route("**/search/*.json", (route) => route.abort());
  await page.goto(`${base}search/?q=workforce`);
  await page.waitForFunction(() => /could not be loaded/.test(document.querySelector(".hits-found").textContent));
  assert.ok(await page.isVisible(".by-list"), "the lists are there when the search is not");

  // A Welsh word is found in its other forms.
  const full = sites["full-feature"].origin;
  await page.route(`${full}/search/*`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('<html lang="en-GB"', '<html lang="cy"') });
  });
  await page.unroute("**/search/*.json");
  await page.goto(`${full}/search/?q=gymraeg`);
  await page.waitForFunction(() => [...document.querySelectorAll("mark")].some((mark) => mark.textContent === "Cymraeg"));
}
