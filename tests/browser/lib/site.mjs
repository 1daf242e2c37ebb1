// The browser and the demo server under test. tests/bin/browser starts the server and says where it is.
import { after, before } from "node:test";
import { chromium } from "playwright-core";

export const BASE = process.env.SPORTELLO_BROWSER_URL ?? "http://localhost:8080";
export const VALDORIA = `${BASE}/c/valdoria`;
export const PIETRALBA = `${BASE}/c/pietralba-sul-lago`;
export const PASSWORD = "prova-prova-2026";
export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 375, height: 740 };

/** What a browser says of a refused request; a test that provokes one names its status. */
const refusal = (status) => new RegExp(`status of (${status})\\b`);

/**
 * One browser for the tests of a file. `open` gives a page of its own session and collects what the browser complains
 * about: script errors, failed requests, violations of the content security policy.
 */
export function useBrowser() {
  const state = { browser: null };
  before(async () => {
    state.browser = await chromium.launch({
      executablePath: process.env.SPORTELLO_CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-dev-shm-usage"],
    });
  });
  after(() => state.browser?.close());
  state.open = (options) => open(state.browser, options);
  return state;
}

async function open(browser, { javascript = true, viewport = WIDE, allowed = "none" } = {}) {
  const context = await browser.newContext({ javaScriptEnabled: javascript, viewport, reducedMotion: "reduce", locale: "it-IT", timezoneId: "Europe/Rome" });
  context.setDefaultTimeout(15000);
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`script: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !refusal(allowed).test(message.text())) complaints.push(`console: ${message.text()}`);
  });
  page.complaints = complaints;
  page.javascript = javascript;
  return page;
}

/** Ends a session; fails if the browser complained. */
export async function close(page) {
  const { complaints } = page;
  await page.context().close();
  if (complaints.length) throw new Error(`the browser complained at ${complaints.join("\n")}`);
}

/** Logs a citizen in through the demo's own door, on the way to `path`. */
export async function enter(page, name, path = "/area", site = VALDORIA) {
  await page.goto(site + path);
  if (!page.url().includes("/accedi")) await page.goto(`${site}/accedi`);
  await Promise.all([page.waitForURL((url) => !url.pathname.endsWith("/accedi")), page.locator(".people button", { hasText: name }).click()]);
}

/** Opens a new draft of a service for somebody who may have one already. */
export async function begin(page, name, service, site = VALDORIA) {
  await enter(page, name, `/servizi/${service}/avvia`, site);
  await startNew(page);
}

/** On the page that offers the draft there is: another one, please. */
export async function startNew(page) {
  const another = page.locator('form[action$="/nuova"] button');
  if (await another.count()) await Promise.all([page.waitForNavigation(), another.click()]);
  await page.locator("#step").waitFor();
}

/** Logs an officer in. */
export async function enterOffice(page, username, password = PASSWORD, site = VALDORIA) {
  await page.goto(`${site}/ufficio/accedi`);
  await page.fill("#username", username);
  await page.fill("#password", password);
  await Promise.all([page.waitForNavigation(), page.locator("form.panel button[type=submit]").click()]);
}

/** The id of the case or draft of an address. */
export const idOf = (address) => new URL(address).pathname.match(/\/(?:bozze|pratiche)\/([^/]+)/)?.[1];
