// On paper: tables stay tables with their heads, which never stand alone, rows stay whole, nothing is wider than A4.

export async function check({ page }) {
  const found = [];
  await page.setViewportSize({ width: 703, height: 1000 });
  await page.emulateMedia({ media: "print" });
  const problems = await page.evaluate(() => {
    const out = [];
    const width = document.documentElement.clientWidth;
    for (const table of document.querySelectorAll("main table")) {
      const name = table.caption?.textContent.trim() ?? "a table";
      if (!table.checkVisibility()) continue;
      if (getComputedStyle(table).display !== "table") out.push(`“${name}” is no table on paper`);
      if (table.tHead && getComputedStyle(table.tHead).display !== "table-header-group") out.push(`the head of “${name}” does not repeat`);
      const row = table.tBodies[0]?.rows[0];
      if (row && getComputedStyle(row).breakInside !== "avoid") out.push(`the rows of “${name}” may break`);
      if (row && table.tHead && getComputedStyle(row).breakBefore !== "avoid") out.push(`the head of “${name}” may stand alone at the foot of a page`);
      if (table.getBoundingClientRect().right > width + 1) out.push(`“${name}” is wider than the paper`);
    }
    if (document.documentElement.scrollWidth > width + 1) out.push("the page is wider than the paper");
    return out;
  });
  found.push(...problems);
  const pdf = await page.pdf({ format: "A4" });
  if (!pdf.subarray(0, 5).equals(Buffer.from("%PDF-"))) found.push("it cannot be printed");
  await page.emulateMedia({ media: "screen" });
  return found;
}
