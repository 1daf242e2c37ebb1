// A citizen asks for the TARI reduction, from the search to the receipt: once with JavaScript, once without it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { png } from "./lib/document.mjs";
import { attach, filled, fillStep, next, press, saved } from "./lib/form.mjs";
import { inspect } from "./lib/inspect.mjs";
import { VALDORIA, begin, close, startNew, useBrowser } from "./lib/site.mjs";

const browser = useBrowser();
const SHEET = "/servizi/tributi-tari-riduzione";

/** From the home page to the first step, as somebody who does not know where to look. */
async function find(page, person) {
  await page.goto(`${VALDORIA}/`);
  await inspect(page, "home");
  await page.fill("#q", "riduzione tari");
  await Promise.all([page.waitForNavigation(), page.locator(".hero-search button").click()]);
  await inspect(page, "catalogue");
  await Promise.all([page.waitForNavigation(), page.locator(`main a[href$="${SHEET}"]`).first().click()]);
  await inspect(page, "sheet");
  await Promise.all([page.waitForNavigation(), page.locator("[data-element=service-online-access]").first().click()]);
  await inspect(page, "login");
  await Promise.all([page.waitForNavigation(), page.locator(".people button", { hasText: person }).click()]);
  await startNew(page);
}

/** Review, submission, receipt. */
async function send(page) {
  await page.waitForURL(/riepilogo$/);
  await inspect(page, `review${page.javascript ? "" : "-plain"}`);
  assert.equal(await page.locator("#problems").count(), 0, await page.locator("main").innerText());
  await Promise.all([page.waitForURL(/ricevuta|firma/), page.locator(".step-actions button[name=_action]").click()]);
  if (page.url().endsWith("/firma")) await Promise.all([page.waitForURL(/ricevuta/), page.locator('form[action$="/invia"] button').click()]);
  await inspect(page, `receipt${page.javascript ? "" : "-plain"}`);
  assert.match(await page.locator(".facts-strong").innerText(), /Protocollo/);
  await Promise.all([page.waitForNavigation(), page.locator('.actions a:not([download])').first().click()]);
  await inspect(page, `citizen-case${page.javascript ? "" : "-plain"}`);
}

test("a citizen with JavaScript, from the search to the receipt", async () => {
  const page = await browser.open();
  await find(page, "Giovanna Riva");
  const data = filled("tributi-tari-riduzione", "isee");

  await fillStep(page, data);
  await inspect(page, "step-first");
  // A conditional field comes and goes with the answer that asks for it.
  const holder = page.locator('[name="dichiarante.intestatario_cf"]');
  assert.equal(await holder.count(), 0);
  await press(page, page.locator('[name="dichiarante.intestatario_utenza"][value=altro]'));
  await holder.waitFor();
  await press(page, page.locator('[name="dichiarante.intestatario_utenza"][value=richiedente]'));
  await holder.waitFor({ state: "detached" });
  // Typing saves by itself and says so; what was typed is there after a reload.
  const phone = page.locator('[name="dichiarante.contatti.cellulare"]');
  const posts = /\/bozze\//;
  await page.route(posts, (route) => setTimeout(() => route.continue(), 400));
  await phone.fill("+39 333 7777777");
  await page.locator("[data-save-status]", { hasText: "Salvataggio" }).waitFor();
  await saved(page);
  await page.waitForTimeout(1000);
  await page.unrouteAll({ behavior: "wait" });
  await page.reload();
  assert.equal(await phone.inputValue(), "+39 333 7777777");
  await next(page);

  await rows(page, "utenza.catasto.immobili");
  await fillStep(page, data);
  await next(page);

  await fillStep(page, { ...data, riduzione: { ...data.riduzione, tipo_riduzione: "compostaggio", compostaggio_luogo: "Orto", compostaggio_mezzo: "composter", consente_controlli: true } });
  await upload(page);
  await inspect(page, "step-upload");
  await next(page);

  await fillStep(page, data);
  await next(page);
  await send(page);
  await close(page);
});

/** Rows come and go, and the focus stays where the person works. */
async function rows(page, path) {
  const list = page.locator(`[data-field="${path}"]`);
  const count = () => list.locator(":scope > .list-row").count();
  const focused = () => page.evaluate(() => document.activeElement?.id ?? "");
  const before = await count();
  await press(page, list.locator(`button[value="add:${path}"]`));
  await press(page, list.locator(`button[value="add:${path}"]`));
  assert.equal(await count(), before + 2);
  const last = await list.locator(":scope > .list-row").last().getAttribute("id");
  assert.equal(await focused(), last, "the focus goes to the new row");
  await list.locator(":scope > .list-row").last().locator("[name$=foglio]").fill("99");
  await press(page, list.locator(`button[value="up:${path}.${before + 1}"]`));
  assert.equal(await list.locator(`[name="${path}.${before}.foglio"]`).inputValue(), "99", "the row moved up with what was typed");
  await press(page, list.locator(`button[value="remove:${path}.${before}"]`));
  assert.equal(await count(), before + 1);
  assert.equal(await focused(), await list.getAttribute("id"), "the focus stays at the list");
  await press(page, list.locator(`button[value="remove:${path}.${before}"]`));
  assert.equal(await count(), before);
}

/** The bar shows while the file travels; a slow line makes it visible. */
async function upload(page) {
  const slow = /\/allegati\/foto-compostiera$/;
  await page.route(slow, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue();
  });
  const slot = page.locator('fieldset.slot[data-slot$="/allegati/foto-compostiera"]');
  await slot.locator("input[type=file]").setInputFiles(png("compostiera.png"));
  await slot.locator("progress").waitFor();
  await slot.getByRole("button", { name: "Annulla" }).waitFor();
  await slot.locator(".slot-file").waitFor();
  assert.match(await slot.locator(".slot-file").innerText(), /compostiera\.png/);
  await page.unrouteAll({ behavior: "wait" });
}

test("the same citizen without JavaScript", async () => {
  const page = await browser.open({ javascript: false });
  await find(page, "Elio Tomasini");
  const data = filled("tributi-tari-riduzione", "compostaggio");
  data.dichiarante = { ...data.dichiarante, titolare: undefined };
  for (let step = 0; step < 8 && (await page.locator("#step").count()); step += 1) {
    await fillStep(page, data);
    if (await page.locator('[data-slot$="/foto-compostiera"]').count()) await attach(page, "foto-compostiera", png("cumulo.png"));
    await inspect(page, `step-plain-${step + 1}`);
    await next(page);
  }
  await send(page);
  await close(page);
});

test("a row is added and removed without JavaScript", async () => {
  const page = await browser.open({ javascript: false });
  await begin(page, "Serena Conti", "tributi-tari-riduzione");
  await page.locator('#step button[value^="goto:utenza"]').click();
  const list = page.locator('[data-field="utenza.catasto.immobili"] > .list-row');
  const before = await list.count();
  await press(page, page.locator('button[value="add:utenza.catasto.immobili"]'));
  assert.equal(await list.count(), before + 1);
  await press(page, page.locator(`button[value="remove:utenza.catasto.immobili.${before}"]`));
  assert.equal(await list.count(), before);
  await close(page);
});
