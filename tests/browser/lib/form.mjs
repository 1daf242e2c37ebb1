// Fills any form from the data of a filled one (tests/forms, tenants/demo): paths are the names of the controls.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FORMS = new URL("../../forms/", import.meta.url);

/** The data of a case of tests/forms with what it extends, its near dates moved as if it were written today. */
export function filled(form, name) {
  const read = (file) => JSON.parse(readFileSync(fileURLToPath(new URL(`${form}/${file}`, FORMS)), "utf8"));
  const own = read(`${name}.json`);
  const base = own.extends ? read(own.extends) : {};
  const today = own.today ?? base.today;
  return moved(merge(base.data ?? {}, own.data), Date.parse(today), Date.now() - Date.parse(today));
}

function merge(base, own) {
  if (!isObject(base) || !isObject(own)) return own ?? base;
  return Object.fromEntries([...new Set([...Object.keys(base), ...Object.keys(own)])].map((key) => [key, merge(base[key], own[key])]));
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const DAY = 86400000;

/** Dates within 500 days of the day of writing belong to the case and move with it; birth dates stay. */
function moved(value, today, by) {
  if (Array.isArray(value)) return value.map((item) => moved(item, today, by));
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, moved(item, today, by)]));
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return value;
  const date = Date.parse(value);
  return Math.abs(date - today) <= 500 * DAY ? new Date(date + Math.floor(by / DAY) * DAY).toISOString().slice(0, 10) : value;
}

const at = (data, name) => name.split(".").reduce((value, key) => value?.[key], data);

/** A value as a person writes it. `cents` tells that the control asks for an amount of money. */
function written(value, cents) {
  if (cents && typeof value === "number") return (value / 100).toFixed(2).replace(".", ",");
  if (typeof value === "number") return String(value).replace(".", ",");
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return value.split("-").reverse().join("/");
  return String(value);
}

/** Every control of the step that a person can change, as the page has it now. */
function controls(form) {
  const seen = new Map();
  for (const field of form.elements) {
    if (!field.name || field.name.startsWith("_") || /^(hidden|file|submit|button|fieldset)$/.test(field.type) || field.readOnly || field.disabled) continue;
    const known = seen.get(field.name) ?? { name: field.name, type: field.type, values: [], cents: false };
    if (field.type === "radio" || field.type === "checkbox") {
      if (field.checked) known.values.push(field.value);
    } else known.values.push(field.value);
    known.cents ||= field.parentElement.querySelector(".field-unit")?.textContent === "€";
    seen.set(field.name, known);
  }
  return [...seen.values()];
}

/** Fills what is visible and differs; returns how many controls it changed. */
async function round(page, data, done) {
  let changed = 0;
  for (const control of await page.locator("#step").evaluate(controls)) {
    const value = at(data, control.name);
    if (value === undefined || value === null || done.has(control.name)) continue;
    done.add(control.name);
    if (await answer(page, control, value)) changed += 1;
  }
  return changed;
}

async function answer(page, { name, type, values, cents }, value) {
  const field = page.locator(`#step [name="${name}"]:not([type=hidden])`);
  if (type === "radio" || type === "checkbox") {
    const wanted = [value].flat().map(String);
    let changed = false;
    for (const box of await field.all()) {
      const on = wanted.includes(await box.inputValue());
      if (on === (await box.isChecked()) || (type === "radio" && !on)) continue;
      await tick(box, on);
      changed = true;
    }
    return changed;
  }
  const text = written([value].flat()[0], cents);
  if (values.includes(text)) return false;
  if (type.startsWith("select")) await field.selectOption(text);
  else await field.fill(text);
  return true;
}

/** An answer of the server may move the page just under the pointer: then one presses again, as a person does. */
async function tick(box, on) {
  for (let turn = 0; turn < 3 && (await box.isChecked()) !== on; turn += 1) await box.setChecked(on).catch(() => {});
  if ((await box.isChecked()) !== on) throw new Error(`${await box.getAttribute("name")} cannot be ticked`);
}

/** The path of a list that still misses rows. */
async function missing(page, data) {
  for (const button of await page.locator('#step button[value^="add:"]').all()) {
    const path = (await button.getAttribute("value")).slice(4);
    const have = await page.locator(`#step [data-field="${path}"] > .list-row`).count();
    if (have < (at(data, path)?.length ?? 0)) return { button, path, have };
  }
  return null;
}

/** Waits until the script has nothing left to save. */
export async function saved(page) {
  if (!page.javascript) return;
  await page.locator("[data-save-status]", { hasText: "Bozza salvata" }).waitFor();
}

/** Presses a button of the step that stays on the page: with script the answer is morphed in, without it the page comes again. */
export async function press(page, button) {
  if (!page.javascript) return void (await Promise.all([page.waitForNavigation(), button.click()]));
  const answered = page.waitForResponse((answer) => answer.request().method() === "POST" && answer.request().headers()["x-partial"] === "1");
  await button.click();
  await (await answered).finished();
  await saved(page);
}

/** Fills the step until nothing more appears: answers open further questions, lists get their rows. */
export async function fillStep(page, data) {
  const done = new Set();
  for (let turn = 0; turn < 40; turn += 1) {
    const changed = await round(page, data, done);
    if (changed) {
      await settle(page);
      continue;
    }
    const list = await missing(page, data);
    if (!list) return;
    await press(page, list.button);
  }
  throw new Error(`the step does not come to rest: ${page.url()}`);
}

/** The server sees the answers: by autosave, or by the button that saves. */
async function settle(page) {
  if (!page.javascript) return press(page, page.locator('.step-actions button[value="save"]'));
  await page.locator("#step-title").evaluate((title) => {
    title.tabIndex = -1;
    title.focus();
  });
  await page.waitForTimeout(100);
  await page.waitForLoadState("networkidle");
  await saved(page);
}

/** Goes on to the next step or page; fails with what the page says when it does not let us. */
export async function next(page) {
  await Promise.all([page.waitForNavigation(), page.locator('.step-actions button[value="next"]').click()]);
  const problems = page.locator("#problems");
  if (await problems.count()) throw new Error(`${page.url()}: ${await problems.innerText()}`);
}

/** Puts a file into a slot, with the progress bar or with the button that pages without script have. */
export async function attach(page, key, path) {
  const slot = page.locator(`fieldset.slot[data-slot$="/allegati/${key}"]`);
  const files = await slot.locator(".slot-file").count();
  await slot.locator("input[type=file]").setInputFiles(path);
  if (!page.javascript) await Promise.all([page.waitForNavigation(), slot.getByRole("button", { name: "Carica" }).click()]);
  await slot.locator(".slot-file").nth(files).waitFor();
}
