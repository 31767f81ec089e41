// Pages in several languages: each says which it is in, and knows its twins as they know it.

import { readFileSync } from "node:fs";
import { join } from "node:path";

const attribute = (element, name) => element.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1];

/** What a page says of its languages. */
function read(html) {
  const alternates = [...html.matchAll(/<link [^>]*hreflang="[^>]*>/g)].map(([element]) => [attribute(element, "hreflang"), attribute(element, "href")]);
  const nav = html.match(/<nav class="languages".*?<\/nav>/s)?.[0] ?? "";
  const links = [...nav.matchAll(/<a [^>]*>/g)].map(([element]) => [attribute(element, "hreflang"), attribute(element, "lang"), attribute(element, "href")]);
  return { language: attribute(html.match(/<html[^>]*>/)[0], "lang"), alternates: new Map(alternates), links, canonical: html.match(/<link rel="canonical" href="([^"]*)"/)?.[1] };
}

export async function check({ folder, paths }) {
  const problems = [];
  const pages = new Map();
  for (const path of paths) {
    const html = readFileSync(join(folder, path), "utf8");
    if (!html.includes('http-equiv="refresh"')) pages.set(path, read(html));
  }
  const byAddress = new Map([...pages].map(([path, page]) => [page.canonical, { path, ...page }]));
  for (const [path, page] of pages) {
    const tell = (problem) => problems.push(`${path}: ${problem}`);
    const prefix = path.match(/^([a-z]{2})\//)?.[1];
    if (!page.language || (prefix ? page.language !== prefix : page.language !== "en-GB")) tell(`is in ${page.language}`);
    // What is not found stands at no address, so nothing can be its twin for a search engine.
    if (!page.canonical) continue;
    for (const [language, address] of page.alternates) {
      const twin = byAddress.get(address);
      if (!twin) tell(`its twin ${address} is not there`);
      else if (twin.language !== language) tell(`its twin ${address} is in ${twin.language}, not in ${language}`);
      else if (twin.alternates.get(page.language) !== page.canonical) tell(`its twin ${address} does not lead back`);
    }
    if (page.alternates.size > 0 && page.alternates.get(page.language) !== page.canonical) tell("does not stand among its own twins");
    for (const [language, own, href] of page.links) {
      const to = new URL(href, `http://site/${path}`).pathname.slice(1) + "index.html";
      if (language !== own) tell(`the name of ${language} is marked as ${own}`);
      if (pages.get(to)?.language !== language) tell(`the link to ${language} leads to ${to}`);
    }
    if (page.links.length !== Math.max(0, page.alternates.size - 1)) tell(`has ${page.links.length} links to ${page.alternates.size} languages`);
  }
  return problems;
}
