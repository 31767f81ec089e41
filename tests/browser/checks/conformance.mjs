// Every page is conforming HTML, by html-validate's standard and accessibility rules.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { HtmlValidate } from "html-validate";

const validator = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // Explicit roles keep tables tables where style makes them cards.
    "no-redundant-role": "off",
    "prefer-native-element": "off",
    // A matter of taste, not of conformance.
    "no-trailing-whitespace": "off",
    "void-style": "off",
    "doctype-style": "off",
    "long-title": "off",
    "no-inline-style": "error",
  },
});

export async function check({ folder, paths }) {
  const found = [];
  for (const path of paths) {
    const report = await validator.validateString(readFileSync(join(folder, path), "utf8"), path);
    const messages = report.results.flatMap((result) => result.messages);
    const errors = messages.filter((message) => message.severity === 2);
    found.push(...errors.map((error) => `${path}:${error.line}:${error.column} ${error.ruleId}: ${error.message}`));
  }
  return found;
}
