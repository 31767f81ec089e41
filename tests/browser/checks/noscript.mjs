// With scripts off the page says the same.

export async function check({ page, browser, url }) {
  const words = (text) => text.replace(/\s+/g, " ").trim();
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(url);
  const without = words(await plain.locator("main").innerText());
  await context.close();
  await page.setViewportSize({ width: 1280, height: 720 });
  const within = words(await page.locator("main").evaluate((main) => {
    const copy = main.cloneNode(true);
    copy.querySelectorAll("[data-enhancement]").forEach((element) => element.remove());
    document.body.append(copy);
    const text = copy.innerText;
    copy.remove();
    return text;
  }));
  if (without === within) return [];
  const at = [...without].findIndex((letter, index) => letter !== within[index]);
  return [`without scripts it says “…${without.slice(Math.max(0, at - 30), at + 50)}…”, with them “…${within.slice(Math.max(0, at - 30), at + 50)}…”`];
}
