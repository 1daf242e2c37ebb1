// What was typed and not yet confirmed by the server, kept in this tab (sessionStorage) until it is.
const PREFIX = "sportello:";

const keyOf = (form) => PREFIX + new URL(form.action).pathname;

function write(key, value) {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden: the page itself still holds what was typed.
  }
}

function readKey(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

/** The named values of a form, without files and without the page's own fields (csrf, version). */
export function snapshot(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !name.startsWith("_"));
}

export function remember(form, left = false) {
  write(keyOf(form), { values: snapshot(form), left });
}

export function forget(form) {
  sessionStorage.removeItem(keyOf(form));
}

/** Everything, when the person logs out. */
export function forgetAll() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
}

/** A page that arrives after a form was sent confirms it, unless the page says that nothing was saved (login, error). */
export function settle() {
  const unsaved = document.querySelector("[data-unsaved]") !== null;
  for (const key of Object.keys(sessionStorage)) {
    if (!key.startsWith(PREFIX)) continue;
    const kept = readKey(key);
    if (!kept?.left) continue;
    if (unsaved) write(key, { ...kept, left: false });
    else sessionStorage.removeItem(key);
  }
}

/** Puts back what was not confirmed; tells whether anything on the page changed. */
export function restore(form) {
  const kept = readKey(keyOf(form));
  if (!kept) return false;
  const before = JSON.stringify(snapshot(form));
  const wanted = new Map();
  for (const [name, value] of kept.values) wanted.set(name, [...(wanted.get(name) ?? []), value]);
  for (const field of form.elements) {
    if (!field.name || field.name.startsWith("_") || field.type === "file" || field.type === "hidden" || field.readOnly) continue;
    const values = wanted.get(field.name);
    if (field.type === "radio" || field.type === "checkbox") field.checked = values?.includes(field.value) ?? false;
    else if (values && field.tagName !== "BUTTON" && field.tagName !== "FIELDSET") field.value = values[0];
  }
  return JSON.stringify(snapshot(form)) !== before;
}
