// No sideways scrolling at 320 px, with text at 200 %, and with the spacing of WCAG 1.4.12; nothing is cut off.

const SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }";

export async function check({ page }) {
  const found = [];
  const look = async (what) => {
    const wide = await page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return null;
      const over = [...document.querySelectorAll("body *")].find((element) => {
        const scrolls = element.closest("pre, [tabindex]");
        return !scrolls && element.getBoundingClientRect().right > width + 1;
      });
      return over ? `<${over.tagName.toLowerCase()} class="${over.getAttribute("class") ?? ""}">` : "something";
    });
    if (wide) found.push(`${what}: ${wide} is wider than the page`);
    const cut = await page.evaluate(() => {
      const hidden = (style) => style.overflowX === "hidden" || style.overflowX === "clip";
      const cuts = (element) => hidden(getComputedStyle(element)) && element.scrollWidth > element.clientWidth + 2 && element.clientWidth > 2;
      const first = [...document.querySelectorAll("main *, header *, footer *")].find((element) => element.textContent.trim() && cuts(element));
      return first ? `<${first.tagName.toLowerCase()} class="${first.getAttribute("class") ?? ""}">` : null;
    });
    if (cut) found.push(`${what}: the text of ${cut} is cut off`);
  };
  await page.setViewportSize({ width: 768, height: 1024 });
  await look("at 768 px");
  await page.setViewportSize({ width: 320, height: 640 });
  await look("at 320 px");
  const spacing = await page.addStyleTag({ content: SPACING });
  await look("at 320 px with wide spacing");
  await page.setViewportSize({ width: 1280, height: 900 });
  await look("with wide spacing");
  await spacing.evaluate((element) => element.remove());
  const larger = await page.addStyleTag({ content: "html { font-size: 200% !important }" });
  await look("with text at 200 %");
  await page.setViewportSize({ width: 640, height: 450 });
  await larger.evaluate((element) => element.remove());
  await look("at 640 px, which is 1280 px enlarged to 200 %");
  return found;
}
