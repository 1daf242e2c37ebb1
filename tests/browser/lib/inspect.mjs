// What every visited page must satisfy: no axe violation and nothing wider than the screen, on a desk and on a phone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { NARROW, WIDE } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Inspects the page as it is, at both widths; `name` also names the pictures, when they are asked for. */
export async function inspect(page, name) {
  if (!page.javascript) return withCopy(page, (copy) => inspect(copy, name));
  const before = page.viewportSize();
  for (const size of [WIDE, NARROW]) {
    await page.setViewportSize(size);
    await picture(page, `${name}-${size.width}`);
    await audit(page, `${name} at ${size.width}`);
  }
  const wide = await page.evaluate(overflowing);
  assert.deepEqual(wide, [], `${name}: wider than ${NARROW.width} px`);
  await page.setViewportSize(before);
}

/** axe is a script: a page without JavaScript is inspected as a copy of its HTML, whose own script is empty. */
async function withCopy(page, look) {
  const context = await page.context().browser().newContext({ viewport: WIDE, locale: "it-IT", timezoneId: "Europe/Rome" });
  const copy = await context.newPage();
  const [address, body] = [page.url(), await page.content()];
  await context.route(address, (route) => route.fulfill({ body, contentType: "text/html; charset=utf-8" }));
  await context.route(/\/app\.[^/]*js$/, (route) => route.fulfill({ body: "", contentType: "text/javascript" }));
  copy.javascript = true;
  await copy.goto(address);
  await look(copy);
  await context.close();
}

async function audit(page, name) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async (values) => {
    const result = await window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    return result.violations.map((v) => `${v.id}: ${v.help}\n${v.nodes.map((n) => `    ${n.target} ${n.failureSummary}`).slice(0, 3).join("\n")}`);
  }, TAGS);
  assert.deepEqual(violations, [], `${name} (${page.url()})`);
}

/** The elements that push the page to the side. */
function overflowing() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > width + 1)
    .map((e) => `${e.tagName}.${e.className}`)
    .slice(0, 5);
}

/** A picture of the whole page, for a person to look at: only with SPORTELLO_BROWSER_PICTURES=FOLDER. */
export async function picture(page, name) {
  const folder = process.env.SPORTELLO_BROWSER_PICTURES;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}
