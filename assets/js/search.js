// Search while one types: the list of services follows the words. Without script the form leads to the same list.
import { say } from "./text.js";

const PAUSE = 220;

export function startSearch() {
  for (const input of document.querySelectorAll("input[data-live-search]")) follow(input);
}

function follow(input) {
  const results = document.getElementById(input.dataset.liveSearch);
  let timer;
  let request;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask(), PAUSE);
  });

  async function ask() {
    request?.abort();
    request = new AbortController();
    const url = new URL(input.form.action);
    url.search = new URLSearchParams(new FormData(input.form));
    const idle = results.hasAttribute("data-empty-hidden") && !input.value.trim();
    if (idle) return void (results.hidden = true);
    try {
      const answer = await fetch(url, { headers: { "X-Partial": "1" }, signal: request.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      results.innerHTML = await answer.text();
      results.hidden = false;
      if (location.pathname === url.pathname) history.replaceState(null, "", url);
    } catch (error) {
      if (error.name === "AbortError") return;
      results.hidden = false;
      results.textContent = say("search-failed");
    }
  }
}
