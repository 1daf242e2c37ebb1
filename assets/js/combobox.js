// Search in a code list, as the ARIA combobox pattern (1.2) wants it. The label is what is posted.
import { say } from "./text.js";

const PAUSE = 200;
const inputOf = (target) => (target.matches?.("[data-combobox] input:not([readonly])") ? target : null);
const listOf = (input) => input.closest("[data-combobox]").querySelector("[role=listbox]");
let timer = 0;
let request = null;

function enhance() {
  for (const input of document.querySelectorAll("[data-combobox] input:not([readonly])")) {
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", listOf(input).id);
    input.setAttribute("aria-expanded", String(!listOf(input).hidden));
    input.removeAttribute("list");
  }
}

function close(input) {
  const list = listOf(input);
  list.hidden = true;
  list.replaceChildren();
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function mark(input, option) {
  for (const other of listOf(input).querySelectorAll("[role=option]")) other.setAttribute("aria-selected", String(other === option));
  if (!option) return input.removeAttribute("aria-activedescendant");
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function choose(input, option) {
  input.value = option.textContent;
  close(input);
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function announce(text) {
  let place = document.getElementById("combobox-status");
  if (!place) {
    place = Object.assign(document.createElement("p"), { id: "combobox-status", className: "visually-hidden" });
    place.setAttribute("role", "status");
    document.getElementById("main").append(place);
  }
  place.textContent = text;
}

function show(input, items) {
  const list = listOf(input);
  list.replaceChildren(
    ...items.map((item, index) => {
      const option = Object.assign(document.createElement("li"), { id: `${list.id}-${index}`, textContent: item.label });
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      return option;
    }),
  );
  list.hidden = items.length === 0;
  input.setAttribute("aria-expanded", String(items.length > 0));
  input.removeAttribute("aria-activedescendant");
  announce(items.length ? say("results", { count: items.length }) : say("no-results"));
}

async function search(input) {
  request?.abort();
  const query = input.value.trim();
  if (query.length < 2) return close(input);
  request = new AbortController();
  try {
    const address = `${input.closest("[data-combobox]").dataset.combobox}?q=${encodeURIComponent(query)}`;
    const answer = await fetch(address, { signal: request.signal, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const { items } = await answer.json();
    if (document.activeElement === input) show(input, items);
  } catch (error) {
    if (error.name !== "AbortError") announce(say("search-failed"));
  }
}

function onKey(event) {
  const input = inputOf(event.target);
  if (!input) return;
  const options = [...listOf(input).querySelectorAll("[role=option]")];
  const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    if (!options.length) return void search(input);
    mark(input, options[(at + step + options.length + (at < 0 && step < 0 ? 1 : 0)) % options.length]);
  } else if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    choose(input, options[at]);
  } else if (event.key === "Escape" && options.length) {
    event.preventDefault();
    close(input);
  }
}

export function startComboboxes() {
  enhance();
  document.addEventListener("sportello:morphed", enhance);
  document.addEventListener("keydown", onKey);
  document.addEventListener("input", (event) => {
    const input = inputOf(event.target);
    if (!input) return;
    clearTimeout(timer);
    timer = setTimeout(() => search(input), PAUSE);
  });
  document.addEventListener("focusout", (event) => {
    const input = inputOf(event.target);
    if (input) close(input);
  });
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest?.("[data-combobox] [role=option]");
    if (!option) return;
    event.preventDefault();
    choose(option.closest("[data-combobox]").querySelector("input"), option);
  });
}
