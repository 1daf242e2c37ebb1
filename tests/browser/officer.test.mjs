// A case at the desk: queue, charge, request of integration, the citizen's answer, the decision; and the door of the desk.
import assert from "node:assert/strict";
import { test } from "node:test";
import { pdf } from "./lib/document.mjs";
import { fillStep, filled, next } from "./lib/form.mjs";
import { inspect } from "./lib/inspect.mjs";
import { VALDORIA, begin, close, enter, enterOffice, idOf, useBrowser } from "./lib/site.mjs";

const browser = useBrowser();
/** An account that no other test needs. */
const LOCKED = "luca.pellegrini";

/** A case submitted by a citizen: its id and its number. */
async function submit(person) {
  const page = await browser.open({ javascript: false });
  await begin(page, person, "tributi-tari-riduzione");
  const data = filled("tributi-tari-riduzione", "isee");
  data.dichiarante = { ...data.dichiarante, titolare: undefined };
  while (await page.locator("#step").count()) {
    await fillStep(page, data);
    await next(page);
  }
  await Promise.all([page.waitForURL(/ricevuta|firma/), page.locator(".step-actions button[name=_action]").click()]);
  if (page.url().endsWith("/firma")) await Promise.all([page.waitForURL(/ricevuta/), page.locator('form[action$="/invia"] button').click()]);
  const found = { id: idOf(page.url()), number: (await page.locator(".facts-strong dd").nth(1).innerText()).trim() };
  await close(page);
  return found;
}

const go = (page, locator) => Promise.all([page.waitForNavigation(), locator.click()]);
const act = (page, label) => go(page, page.locator(".state-box a.btn", { hasText: label }).first());
const confirm = (page) => go(page, page.locator('.step-actions button[value="confirm"]'));

test("a case from the queue to the decision", async () => {
  const found = await submit("Giovanna Riva");
  const desk = await browser.open({ allowed: "422" });
  await enterOffice(desk, "marina.gatti");
  await take(desk, found);
  await ask(desk, found);

  const citizen = await browser.open();
  await answer(citizen, found);

  await desk.goto(`${VALDORIA}/ufficio`);
  await inspect(desk, "queue-mine");
  assert.match(await desk.locator(".queue tbody tr").first().locator("a").first().getAttribute("href"), new RegExp(found.id), "what waits for the officer comes first");
  await decide(desk, found);
  await inspect(desk, "officer-case-closed");

  await citizen.reload();
  await inspect(citizen, "citizen-case-closed");
  assert.match(await citizen.locator(".state-box").innerText(), /accolta/i);
  const documents = await citizen.locator('[aria-labelledby="documents"] a').allInnerTexts();
  assert.ok(documents.length >= 2, documents.join(", "));
  await close(citizen);
  await close(desk);
});

/** Finds the case in the queue and takes it. */
async function take(desk, { id, number }) {
  await desk.goto(`${VALDORIA}/ufficio?vista=ufficio`);
  await desk.fill("#q", number);
  await go(desk, desk.locator(".filter-go button"));
  await inspect(desk, "queue-found");
  const row = desk.locator(`.queue a[href*="${id}"]`);
  assert.equal(await desk.locator(".queue tbody tr").count(), 1, `only ${number} is found`);
  await go(desk, row);
  await inspect(desk, "officer-case");
  await go(desk, desk.locator('form[action$="/carico"] button'));
  assert.match(await desk.locator('[aria-labelledby="assignment"]').innerText(), /Marina Gatti/);
}

async function ask(desk) {
  await act(desk, "Chiedi integrazioni");
  if (!(await desk.locator(".list-row").count())) await go(desk, desk.locator(".list-add"));
  // Sent empty it says what is missing, and the summary has the focus.
  await confirm(desk);
  assert.equal(await desk.evaluate(() => document.activeElement.id), "problems");
  await inspect(desk, "action-errors");
  await desk.locator('.list-row textarea[name$=".testo"]').first().fill("Manca l'attestazione ISEE in corso di validità.");
  await desk.locator('[name="input.giorni"]').fill("15");
  await inspect(desk, "action");
  await confirm(desk);
  assert.match(await desk.locator(".case-head").innerText(), /Integrazione richiesta/i);
}

async function answer(page, { id }) {
  await enter(page, "Giovanna Riva");
  await inspect(page, "area-waiting");
  await go(page, page.locator(`.waiting-box a[href*="${id}"]`).first());
  if (!page.url().includes("/azioni/")) await go(page, page.locator(".state-box a.btn-primary"));
  await inspect(page, "answer");
  const text = page.locator("#step textarea").first();
  if (await text.count()) await text.fill("Ecco l'attestazione.");
  const file = page.locator("#step input[type=file]").first();
  if (await file.count()) await file.setInputFiles(pdf("isee.pdf", "Attestazione ISEE"));
  await go(page, page.locator('.step-actions button[value="send"]'));
  assert.match(page.url(), new RegExp(`/pratiche/${id}`));
  await inspect(page, "citizen-case-answered");
}

async function decide(desk, { id }) {
  await desk.goto(`${VALDORIA}/ufficio/pratiche/${id}`);
  await act(desk, /^Accogli$/);
  await inspect(desk, "decision");
  const preview = desk.locator('button[value="preview"]');
  if (await preview.count()) {
    await go(desk, preview);
    await inspect(desk, "decision-preview");
    await desk.goBack();
  }
  await confirm(desk);
  assert.match(await desk.locator(".case-head").innerText(), /Accolta/i);
}

test("the queue filters, sorts and turns pages", async () => {
  const page = await browser.open();
  await enterOffice(page, "giulio.rossetti");
  await page.goto(`${VALDORIA}/ufficio?vista=ufficio`);
  const rows = page.locator(".queue tbody tr");
  const addresses = () => page.locator(".queue th a").evaluateAll((all) => all.map((a) => a.href));
  const first = await addresses();
  assert.ok(first.length > 1);
  const further = page.locator("nav a[rel=next]");
  if (await further.count()) {
    await go(page, further);
    const second = await addresses();
    assert.ok(second.length > 0);
    assert.deepEqual(second.filter((a) => first.includes(a)), [], "no case comes twice");
    await inspect(page, "queue-second-page");
    await page.goto(`${VALDORIA}/ufficio?vista=ufficio`);
  }
  const filter = page.locator("#filter-procedimento");
  const value = await filter.locator("option").nth(1).getAttribute("value");
  const label = (await filter.locator("option").nth(1).innerText()).trim();
  await filter.selectOption(value);
  await go(page, page.locator(".filter-go button"));
  for (const title of await page.locator(".queue th > a").allInnerTexts()) assert.equal(title.trim(), label);
  await go(page, page.locator(".filter-go a"));
  await page.locator("#sort").selectOption({ index: 1 });
  await go(page, page.locator(".filter-go button"));
  assert.ok((await rows.count()) > 0);
  await close(page);
});

test("a wrong password says so, and five of them lock the account", async () => {
  const page = await browser.open({ allowed: "401|403|422|423|429" });
  await enterOffice(page, LOCKED, "sbagliata");
  assert.match(await page.locator("#problems").innerText(), /Nome utente o password/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "problems");
  assert.equal(await page.inputValue("#username"), LOCKED);
  assert.equal(await page.inputValue("#password"), "");
  await inspect(page, "desk-wrong");
  for (let turn = 0; turn < 5; turn += 1) await enterOffice(page, LOCKED, `sbagliata-${turn}`);
  assert.match(await page.locator("#problems").innerText(), /bloccato/);
  await inspect(page, "desk-locked");
  await enterOffice(page, LOCKED);
  assert.match(await page.locator("#problems").innerText(), /bloccato/, "the right password does not help either");
  await close(page);
});
