// Two municipalities in one process, by host name and by prefix; nothing of one is found in the other.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "./lib/inspect.mjs";
import { BASE, PIETRALBA, VALDORIA, close, enter, enterOffice, useBrowser } from "./lib/site.mjs";

const browser = useBrowser();
const host = (slug) => BASE.replace("localhost", `${slug}.localhost`);
const NAMES = { valdoria: "Comune di Valdoria", "pietralba-sul-lago": "Comune di Pietralba sul Lago" };

test("each municipality answers at its host name and at its prefix", async () => {
  const page = await browser.open();
  for (const [slug, name] of Object.entries(NAMES)) {
    for (const address of [`${BASE}/c/${slug}/`, `${host(slug)}/`]) {
      await page.goto(address);
      assert.equal((await page.locator(".it-brand-title").first().innerText()).trim(), name, address);
      await page.locator(".category-list a").first().click();
      assert.ok(page.url().startsWith(address), `${page.url()} stays below ${address}`);
    }
  }
  await page.goto(`${BASE}/`);
  await inspect(page, "tenants");
  await close(page);
});

test("a case of one municipality is not found in the other", async () => {
  const page = await browser.open({ allowed: "404|403" });
  await enterOffice(page, "giulio.rossetti");
  const paths = await caseOf(page);
  await page.context().clearCookies();
  await enterOffice(page, "admin.pietralba", undefined, PIETRALBA);
  for (const path of paths) {
    const answer = await page.goto(PIETRALBA + path);
    assert.equal(answer.status(), 404, path);
  }
  await inspect(page, "not-found-office");
  await close(page);
});

/** The addresses of a case of Valdoria at the desk, below the prefix. */
async function caseOf(page) {
  await page.goto(`${VALDORIA}/ufficio?vista=ufficio`);
  const links = await page.locator(".queue th a").evaluateAll((all) => all.map((a) => a.pathname));
  assert.ok(links.length > 0, "cases in the queue");
  const path = links[0].replace("/c/valdoria", "");
  return [path, `${path}/storia`];
}

test("a citizen does not find their own case in another municipality", async () => {
  const page = await browser.open({ allowed: "404|403" });
  await enter(page, "Giovanna Riva");
  const own = await page.locator(".case-row-title a").first().getAttribute("href");
  assert.match(own, /\/pratiche\//);
  await enter(page, "Giovanna Riva", "/accedi", PIETRALBA);
  const answer = await page.goto(PIETRALBA + own.replace("/c/valdoria", ""));
  assert.equal(answer.status(), 404);
  await inspect(page, "not-found");
  await close(page);
});
