// A professional with power of attorney: a SCIA from the first step to the protocol number, with signatures on five documents.
import assert from "node:assert/strict";
import { test } from "node:test";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { folder, pdf, sign } from "./lib/document.mjs";
import { attach, filled, fillStep, next } from "./lib/form.mjs";
import { inspect } from "./lib/inspect.mjs";
import { begin, close, useBrowser } from "./lib/site.mjs";

const browser = useBrowser();
/** The architect and the structural engineer of the case. */
const TECHNICIANS = ["SRTLVI84E57L378O", "BNDMRA71S02A794G"];

/** Puts a signed file into every slot of the step that still needs one. */
async function attachAll(page) {
  const wanted = await page.locator("fieldset.slot").evaluateAll((slots) =>
    slots.filter((s) => s.querySelector(".badge") && !s.querySelector(".slot-file")).map((s) => ({ key: s.dataset.name.slice("_file:".length), signed: !!s.querySelector(".slot-note") })),
  );
  for (const { key, signed } of wanted) {
    const path = pdf(`${key.replace("/", "-")}.pdf`, `Allegato ${key}`);
    await attach(page, key, signed ? sign(path, TECHNICIANS) : path);
  }
  return wanted.length;
}

/** Every document to sign: its code, the address of its bytes, who must sign. */
const toSign = (page) =>
  page.locator('section.panel[id^="document-"]').evaluateAll((sections) =>
    sections
      .filter((s) => s.querySelector(".signers"))
      .map((s) => ({ code: s.id.slice("document-".length), people: [...s.querySelectorAll(".signer span")].map((p) => p.textContent.match(/\(([A-Z0-9]{16})\)/)?.[1]).filter(Boolean) })),
  );

async function download(page, code) {
  const link = page.locator(`#document-${code} a[download]`).first();
  const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
  const path = join(folder, `${code}.pdf`);
  await file.saveAs(path);
  return path;
}

async function give(page, code, path) {
  const form = page.locator(`#document-${code} form[data-upload]`);
  await form.locator("input[type=file]").setInputFiles(path);
  await form.locator("button").click();
}

test("a SCIA from the first step to the protocol number", async () => {
  const page = await browser.open({ allowed: "422" });
  await begin(page, "Livia Sartori", "edilizia-scia");
  const data = filled("edilizia-scia", "ristrutturazione-con-procura");
  let steps = 0;
  let files = 0;
  for (; steps < 12 && !page.url().endsWith("/riepilogo"); steps += 1) {
    await fillStep(page, data);
    files += await attachAll(page);
    await inspect(page, `scia-${steps + 1}`);
    await next(page);
  }
  assert.ok(steps >= 7, `${steps} steps`);
  assert.ok(files >= 4, `${files} files`);
  await inspect(page, "scia-review");
  await Promise.all([page.waitForURL(/firma$/), page.locator(".step-actions button[name=_action]").click()]);
  await signAll(page);
  await Promise.all([page.waitForURL(/ricevuta/), page.locator('form[action$="/invia"] button').click()]);
  await inspect(page, "scia-receipt");
  const receipt = await page.locator(".facts-strong").innerText();
  assert.match(receipt, /Protocollo\s+\S+/);
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("a[download]").first().click()]);
  assert.match(file.suggestedFilename(), /\.pdf$/);
  await close(page);
});

/** A wrong file first, then each document signed by whom it wants. */
async function signAll(page) {
  await inspect(page, "sign");
  const documents = await toSign(page);
  assert.ok(documents.length >= 2, "documents to sign");
  const [first] = documents;
  await give(page, first.code, sign(pdf("un-altro.pdf", "Non e questo"), first.people));
  const verdict = page.locator(`#document-${first.code} .verdict-error`);
  await verdict.waitFor();
  assert.match(await page.locator(`#document-${first.code} .check-failed`).first().innerText(), /\S{10,}|\S+ \S+ \S+/);
  await inspect(page, "sign-refused");
  assert.equal(await page.locator('form[action$="/invia"]').count(), 0, "nothing can be sent yet");
  for (const { code, people } of documents) {
    const sealed = await download(page, code);
    const copy = join(folder, `${code}-da-firmare.pdf`);
    copyFileSync(sealed, copy);
    await give(page, code, sign(copy, people));
    await page.locator(`#document-${code} .state-good`).first().waitFor();
  }
  await inspect(page, "sign-complete");
}
