// Every kind of page that needs no journey: no axe violation, nothing wider than a phone, with and without JavaScript.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect, picture } from "./lib/inspect.mjs";
import { VALDORIA, begin, close, enter, enterOffice, useBrowser } from "./lib/site.mjs";

const browser = useBrowser();
const PUBLIC = ["/", "/servizi", "/servizi?q=residenza", "/servizi?q=zzzz", "/servizi/edilizia-scia", "/accedi", "/privacy", "/note-legali", "/accessibilita", "/ufficio/accedi"];
const OFFICE = ["/ufficio", "/ufficio?vista=ufficio", "/ufficio/cruscotto", "/ufficio/invii"];

for (const javascript of [true, false]) {
  const how = javascript ? "with" : "without";
  test(`public pages ${how} JavaScript`, async () => {
    const page = await browser.open({ javascript, allowed: "404" });
    for (const path of PUBLIC) {
      const answer = await page.goto(VALDORIA + path);
      assert.equal(answer.status(), 200, path);
      await inspect(page, `public${path.replace(/\W+/g, "-")}-${how}`);
    }
    assert.equal((await page.goto(`${VALDORIA}/non-esiste`)).status(), 404);
    await inspect(page, `error-${how}`);
    await close(page);
  });

  test(`a citizen's pages ${how} JavaScript`, async () => {
    const page = await browser.open({ javascript });
    await enter(page, "Giovanna Riva");
    await inspect(page, `area-${how}`);
    await page.locator(".case-row-title a").first().click();
    await inspect(page, `case-${how}`);
    await page.goto(`${VALDORIA}/servizi/edilizia-cila/avvia`);
    await inspect(page, `start-${how}`);
    await close(page);
  });

  test(`an officer's pages ${how} JavaScript`, async () => {
    const page = await browser.open({ javascript });
    await enterOffice(page, "giulio.rossetti");
    for (const path of OFFICE) {
      const answer = await page.goto(VALDORIA + path);
      assert.equal(answer.status(), 200, path);
      await inspect(page, `office${path.replace(/\W+/g, "-")}-${how}`);
    }
    await page.goto(`${VALDORIA}/ufficio?vista=ufficio`);
    await page.locator(".queue th a").first().click();
    await inspect(page, `office-case-${how}`);
    const [history, ...acts] = await page.locator('main a[href*="/storia"], .state-box a.btn').evaluateAll((all) => all.map((a) => a.href).sort((a) => (a.endsWith("/storia") ? -1 : 1)));
    for (const [index, address] of [history, ...acts].entries()) {
      await page.goto(address);
      await inspect(page, `office-act-${index}-${how}`);
    }
    await close(page);
  });
}

test("a printed review shows the data and no navigation", async () => {
  const page = await browser.open();
  await begin(page, "Giovanna Riva", "tributi-tari-riduzione");
  await page.goto(page.url().replace(/[^/]+$/, "riepilogo"));
  await page.emulateMedia({ media: "print" });
  for (const hidden of [".it-header-navbar-wrapper", ".header-search", ".breadcrumb-container", ".step-actions", ".it-header-slim-wrapper"]) {
    assert.equal(await page.locator(`${hidden}:visible`).count(), 0, `${hidden} is not printed`);
  }
  assert.ok(await page.locator("main h1").isVisible());
  assert.ok((await page.locator("dl.facts:visible").count()) > 0);
  await picture(page, "print");
  await close(page);
});
