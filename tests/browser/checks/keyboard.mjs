// By keyboard alone: the skip link comes first and works, every stop is seen, and none is a trap.

export async function check({ page }) {
  const found = [];
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate(() => document.activeElement?.blur());
  const count = await page.evaluate(() => {
    const visible = (element) => element.checkVisibility({ visibilityProperty: true }) || element.classList.contains("skip");
    return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter(visible).length;
  });
  const stops = Math.min(count, 25);
  let before = "";
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const seen = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
      const all = [...document.querySelectorAll("*")];
      return { name: element.tagName, index: all.indexOf(element), text: element.textContent.trim().slice(0, 40), seen, shown: box.width > 0 && box.bottom > 0 && box.right > 0, href: element.getAttribute("href") };
    });
    if (stop === 0 && now.href !== "#content") found.push(`the first stop is not the link to the content but ${now.name} “${now.text}”`);
    if (now.name === "BODY") {
      found.push(`stop ${stop + 1} of ${stops} is nowhere`);
      break;
    }
    if (!now.seen || !now.shown) found.push(`the focus is not seen on ${now.name} “${now.text}”`);
    if (`${now.index}` === before) found.push(`the focus stays on ${now.name} “${now.text}”`);
    before = `${now.index}`;
  }
  await page.keyboard.press("Home");
  await page.evaluate(() => document.querySelector("a[href='#content']")?.focus());
  await page.keyboard.press("Enter");
  const arrived = await page.evaluate(() => location.hash === "#content" && document.querySelector("#content") !== null);
  if (!arrived) found.push("the link to the content leads nowhere");
  return found;
}
