// Puts the server's answer into the page without disturbing who is writing.
import { Idiomorph } from "../vendor/idiomorph/idiomorph.js";

const isChoice = (field) => field.type === "radio" || field.type === "checkbox";

/** The new field takes over what was typed in the old one after the request had left. */
function carry(old, fresh) {
  if (isChoice(old)) {
    fresh.checked = old.checked;
    fresh.toggleAttribute("checked", old.checked);
  } else if (old.tagName === "SELECT") {
    for (const option of fresh.options) option.toggleAttribute("selected", option.value === old.value);
  } else if (old.tagName === "TEXTAREA") {
    fresh.textContent = old.value;
  } else {
    fresh.setAttribute("value", old.value);
  }
}

/** Whether a field was changed after `sent` (a list of name and value) was taken; all were, if the answer is not to a save. */
function changedSince(field, sent) {
  if (!sent) return true;
  const values = sent.filter(([name]) => name === field.name).map(([, value]) => value);
  return isChoice(field) ? field.checked !== values.includes(field.value) : values.length > 0 && !values.includes(field.value);
}

/** Errors are shown only where the person has been: a field not reached yet is not wrong, it is empty. */
function quieten(fresh, shown, touched) {
  if (!shown.querySelector("#problems")) fresh.querySelector("#problems")?.remove();
  for (const remark of fresh.querySelectorAll("[data-remark=error]")) {
    const place = remark.closest("[data-field]");
    if (!place || touched.has(place.dataset.field) || (remark.id && shown.querySelector(`#${CSS.escape(remark.id)}`))) continue;
    place.classList.remove("field-wrong");
    for (const field of place.querySelectorAll("[aria-describedby]")) {
      const rest = field.getAttribute("aria-describedby").split(" ").filter((id) => id !== remark.id);
      if (rest.length) field.setAttribute("aria-describedby", rest.join(" "));
      else field.removeAttribute("aria-describedby");
    }
    if (place.classList.contains("field"))
      for (const field of place.querySelectorAll("[aria-invalid]")) {
        field.removeAttribute("aria-invalid");
        field.classList.remove("is-invalid");
      }
    remark.remove();
  }
}

/** Morphs `form` into the form of `html`; false when the answer holds no such form. */
export function morph(form, html, sent, touched) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(form.id);
  if (!fresh) return false;
  quieten(fresh, form, touched);
  Idiomorph.morph(form, fresh, {
    morphStyle: "outerHTML",
    restoreFocus: true,
    callbacks: {
      beforeNodeMorphed(old, node) {
        if (old.nodeType !== Node.ELEMENT_NODE || node.nodeType !== Node.ELEMENT_NODE) return true;
        if (old.matches("[data-keep]")) return false;
        if (old.matches("input:not([type=hidden]):not([type=file]), select, textarea") && old.name && old.tagName === node.tagName) {
          if (old === document.activeElement && !isChoice(old) && old.tagName !== "SELECT") carry(old, node);
          else if (changedSince(old, sent)) carry(old, node);
        }
        return true;
      },
      // What the person has opened stays open.
      beforeAttributeUpdated: (name, node) => !(name === "open" && node.tagName === "DETAILS"),
      beforeNodeRemoved: (node) => !(node.nodeType === Node.ELEMENT_NODE && node.matches("[data-keep]") && node.childElementCount > 0),
    },
  });
  document.dispatchEvent(new CustomEvent("sportello:morphed"));
  return true;
}
