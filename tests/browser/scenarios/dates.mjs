// The words for months are those of CLDR, all of which Node has: in English and in Welsh, long and short.

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { root } from "../site.mjs";

export async function scenario() {
  for (const language of ["en-GB", "cy"]) {
    const strings = readFileSync(join(root, `themes/default/strings/${language.slice(0, 2)}.yaml`), "utf8");
    const own = (key) => strings.match(new RegExp(`^${key.replace(/\./g, "\\.")}: (.*)$`, "m"))[1];
    for (const [prefix, style] of [["month", "long"], ["short.month", "short"]]) {
      const format = new Intl.DateTimeFormat(language, { day: "numeric", month: style, year: "numeric", timeZone: "UTC" });
      const month = (index) => format.formatToParts(Date.UTC(2024, index, 9)).find((part) => part.type === "month").value;
      const theirs = Array.from({ length: 12 }, (_, index) => month(index));
      const ours = theirs.map((_, index) => own(`${prefix}.${index + 1}`));
      assert.deepEqual(ours, theirs, `${language}, ${style}`);
    }
  }
}
