// WCAG 2.0 to 2.2, A and AA, by axe-core: three widths, light, dark and forced colours.

import { createRequire } from "node:module";

const axe = createRequire(import.meta.url).resolve("axe-core");
const RULES = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] };

const SETTINGS = [
  { width: 320, media: { colorScheme: "light" } },
  { width: 768, media: { colorScheme: "dark" } },
  { width: 1280, media: { colorScheme: "light" } },
  { width: 320, media: { colorScheme: "dark" } },
  { width: 1280, media: { colorScheme: "dark" } },
  { width: 768, media: { colorScheme: "light", forcedColors: "active" } },
];

export async function check({ page }) {
  const found = [];
  await page.addScriptTag({ path: axe });
  for (const { width, media } of SETTINGS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ forcedColors: "none", ...media });
    const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { runOnly: rules, resultTypes: ["violations"] }), RULES);
    for (const violation of violations) {
      const where = violation.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ");
      found.push(`${violation.id} at ${width} px ${JSON.stringify(media)}: ${violation.help} (${where})`);
    }
  }
  await page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
  return found;
}
