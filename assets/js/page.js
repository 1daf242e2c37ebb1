// Small comforts of every page.
import { forgetAll } from "./memory.js";
import { say } from "./text.js";

const GUARD = 15000;

/** A form marked data-once is sent once: a second press, while the first is on its way, does nothing. */
function guard(event) {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("[data-once]")) return;
  if (form.dataset.sending) return event.preventDefault();
  form.dataset.sending = "1";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(() => release(form), GUARD);
}

function release(form) {
  delete form.dataset.sending;
  for (const pressed of form.querySelectorAll("[aria-disabled]")) pressed.removeAttribute("aria-disabled");
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) if (menu !== except) menu.open = false;
}

function onClick(event) {
  const target = event.target;
  closeMenus(target.closest("details[data-menu]"));
  if (target.closest("[data-print]")) window.print();
  const toggle = target.closest("[data-toggle-menu]");
  if (toggle) {
    const open = document.getElementById(toggle.getAttribute("aria-controls")).classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
  }
  const picker = target.closest("[data-date-for] button")?.parentElement;
  if (picker) openCalendar(picker);
}

/** The browser's own calendar writes the Italian date into the field. */
function openCalendar(picker) {
  const field = document.getElementById(picker.dataset.dateFor);
  const calendar = picker.querySelector("input");
  const [day, month, year] = field.value.split("/");
  if (year) calendar.value = `${year}-${month?.padStart(2, "0")}-${day.padStart(2, "0")}`;
  calendar.onchange = () => {
    if (!calendar.value) return;
    field.value = calendar.value.split("-").reverse().join("/");
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  };
  calendar.showPicker?.();
}

/** How many characters are left, once it starts to matter. */
function count(event) {
  const area = event.target;
  if (!area.matches?.("textarea[data-count]")) return;
  const left = Number(area.dataset.count) - area.value.length;
  let place = area.parentElement.querySelector(".field-count");
  if (!place) {
    place = Object.assign(document.createElement("p"), { className: "field-count", id: `${area.id}-count` });
    place.setAttribute("role", "status");
    place.setAttribute("data-keep", "");
    area.after(place);
  }
  place.textContent = left <= Number(area.dataset.count) / 5 ? say("characters-left", { count: left }) : "";
}

export function startPage() {
  document.addEventListener("submit", guard);
  document.addEventListener("submit", (event) => event.target.action.endsWith("/esci") && forgetAll());
  document.addEventListener("click", onClick);
  document.addEventListener("input", count);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details[data-menu][open]");
    closeMenus(null);
    open?.querySelector("summary").focus();
  });
  window.addEventListener("pageshow", () => document.querySelectorAll("[data-sending]").forEach(release));
  window.BOOTSTRAP_ITALIA_VERSION = getComputedStyle(document.documentElement).getPropertyValue("--bootstrap-italia-version").replace(/["']/g, "");
  document.querySelector("[data-focus]")?.focus();
}
