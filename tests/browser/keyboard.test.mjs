// Somebody who uses no mouse: everything is reached with Tab, one sees where one is, errors lead to their fields.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "./lib/inspect.mjs";
import { VALDORIA, begin, close, useBrowser } from "./lib/site.mjs";

const browser = useBrowser();

/** What has the focus, and whether one sees it. */
const here = (page) =>
  page.evaluate(() => {
    const e = document.activeElement;
    const style = getComputedStyle(e);
    const ring = (s) => (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1) || s.boxShadow !== "none";
    const label = e.nextElementSibling && ["radio", "checkbox"].includes(e.type) ? getComputedStyle(e.nextElementSibling) : null;
    const box = e.getBoundingClientRect();
    return { tag: e.tagName, id: e.id, name: e.name ?? "", value: e.value ?? "", text: e.textContent.trim().slice(0, 40), visible: ring(style) || (label !== null && ring(label)), inside: box.bottom > 0 && box.top < innerHeight };
  });

/** Tabs on until `wanted` holds; every stop on the way must be visible. */
async function tabTo(page, wanted, key = "Tab") {
  for (let turn = 0; turn < 150; turn += 1) {
    await page.keyboard.press(key);
    const stop = await here(page);
    if (stop.tag === "BODY") continue;
    assert.ok(stop.visible, `the focus is not seen on ${JSON.stringify(stop)}`);
    assert.ok(stop.inside, `the focus is out of sight on ${JSON.stringify(stop)}`);
    if (wanted(stop)) return stop;
  }
  return assert.fail("not reached with Tab");
}

test("the first stop of a page leads to its content", async () => {
  const page = await browser.open();
  await page.goto(`${VALDORIA}/servizi`);
  await page.keyboard.press("Tab");
  assert.equal((await here(page)).text, "Vai al contenuto");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "main");
  await close(page);
});

test("a step is filled and left by keyboard only", async () => {
  const page = await browser.open({ allowed: "422" });
  await begin(page, "Dario Valenti", "tributi-tari-riduzione");
  // A wrong answer is kept, and the step says so when one comes to correct: the summary has the focus, its line leads to the field.
  await tabTo(page, (stop) => stop.name.endsWith("contatti.email"));
  await page.keyboard.type("non-e-un-indirizzo");
  await leave(page, "next");
  await page.goto(page.url().replace(/[^/]+$/, "dichiarante?errori=1"));
  assert.equal((await here(page)).id, "problems");
  assert.match(await page.title(), /^Errore: /);
  await inspect(page, "step-errors");
  await tabTo(page, (stop) => stop.tag === "A" && stop.text.startsWith("Posta elettronica"));
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.name?.endsWith("contatti.email"));
  // Radios with arrows, a tick with space, text by typing.
  await tabTo(page, (stop) => stop.name === "dichiarante.intestatario_utenza");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Space");
  assert.ok(await page.locator('[name="dichiarante.intestatario_utenza"]:checked').count());
  await page.locator("[data-save-status]", { hasText: "salvata" }).waitFor();
  assert.equal((await here(page)).name, "dichiarante.intestatario_utenza", "saving does not take the focus away");
  await close(page);
});

/** Leaves the step by its button, reached with Tab. */
async function leave(page, value) {
  await tabTo(page, (stop) => stop.tag === "BUTTON" && stop.value === value);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
}

test("the summary of errors of the review has the focus and leads to what is missing", async () => {
  const page = await browser.open();
  await begin(page, "Dario Valenti", "tributi-tari-riduzione");
  await page.goto(page.url().replace(/[^/]+$/, "riepilogo"));
  assert.equal((await here(page)).id, "problems");
  await inspect(page, "review-errors");
  await tabTo(page, (stop) => stop.tag === "A");
  const target = await page.evaluate(() => new URL(document.activeElement.href).hash.slice(1));
  assert.notEqual(target, "");
  await page.keyboard.press("Enter");
  await page.waitForFunction((id) => document.getElementById(id)?.getBoundingClientRect().top < innerHeight, target);
  await close(page);
});

test("a code list is searched with the arrows", async () => {
  const page = await browser.open();
  await begin(page, "Dario Valenti", "tributi-tari-riduzione");
  const field = await tabTo(page, (stop) => stop.name.endsWith("comune_residenza") || stop.name.endsWith("stato_residenza"));
  await page.keyboard.press("Control+A");
  await page.keyboard.type(field.name.endsWith("stato_residenza") ? "Fran" : "Tren", { delay: 30 });
  const list = page.locator(`[id="${field.id}"]`).locator("xpath=ancestor::*[@data-combobox]").locator("[role=option]");
  await list.first().waitFor();
  await inspect(page, "combobox-open");
  await page.locator(`[id="${field.id}"]`).focus();
  await page.keyboard.press("ArrowDown");
  const label = await list.first().innerText().catch(() => "");
  await page.keyboard.press("Enter");
  await page.locator("[data-save-status]", { hasText: "salvata" }).waitFor();
  if (label) assert.equal(await page.inputValue(`[id="${field.id}"]`), label.trim());
  await close(page);
});
