// Files go up one by one, with their progress and a way to stop. Without script the same address takes a plain form.
import { say } from "./text.js";

const button = (text, press) => {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-outline-primary btn-sm", textContent: text });
  made.addEventListener("click", press);
  return made;
};

/** One line of the list: the name, a bar, a button. */
function line(list, file) {
  const item = document.createElement("li");
  const label = document.createElement("span");
  const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
  label.setAttribute("role", "status");
  label.textContent = say("uploading", { name: file.name });
  bar.setAttribute("aria-label", label.textContent);
  item.append(label, bar);
  list.append(item);
  return { item, label, bar };
}

/** The server's own words for a refusal, where it gives any: { "message": "…" }. */
function reason(request, name) {
  try {
    return JSON.parse(request.responseText).message ?? say("upload-failed", { name });
  } catch {
    return say(request.status === 413 ? "upload-too-large" : "upload-failed", { name });
  }
}

function send(task) {
  const { file, address, name, csrf, max, list, done } = task;
  const { item, label, bar } = line(list, file);
  const fail = (text) => {
    label.textContent = text;
    bar.remove();
    item.replaceChildren(label, button(say("upload-retry"), () => (item.remove(), send(task))));
  };
  if (max && file.size > max) {
    label.textContent = say("upload-too-large", { name: file.name });
    bar.remove();
    return;
  }
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.append("_csrf", csrf);
  body.append(name, file);
  request.open("POST", address);
  request.setRequestHeader("X-Partial", "1");
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
    if (event.loaded === event.total) label.textContent = say("checking");
  });
  request.addEventListener("load", () => {
    if (request.status >= 200 && request.status < 300 && done(request.responseText)) return item.remove();
    if (request.status === 422 && task.refused?.(request.responseText)) return;
    fail(request.status === 401 ? say("session-expired") : reason(request, file.name));
  });
  request.addEventListener("error", () => fail(say("upload-failed", { name: file.name })));
  request.addEventListener("abort", () => fail(say("upload-cancelled", { name: file.name })));
  item.append(button(say("upload-cancel"), () => request.abort()));
  request.send(body);
}

/** A slot of a draft: what is chosen goes up at once, and the answer is the step. */
function onChoice(event, draft) {
  const input = event.target;
  const slot = input.closest?.("[data-slot]");
  if (input.type !== "file" || !slot || !draft) return;
  const list = slot.querySelector("[data-progress]");
  for (const file of input.files)
    send({
      file,
      address: slot.dataset.slot,
      name: slot.dataset.name,
      max: Number(slot.dataset.max),
      csrf: draft.form.elements._csrf.value,
      list,
      done: (html) => draft.receive(html),
    });
  input.value = "";
}

/** Shows the page that answers, if it is the same page with its verdicts, and goes to `place` in it. */
function show(html, place) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const main = fresh.getElementById("main");
  if (!main?.querySelector("form[data-upload]")) return false;
  document.title = fresh.title;
  document.getElementById("main").replaceWith(document.adoptNode(main));
  (main.querySelector("[data-focus]") ?? document.getElementById(place))?.focus();
  return true;
}

/** A signed document: the form of its own goes up with a bar, then the page shows the verdict. */
function onForm(event) {
  const form = event.target;
  const input = form.querySelector("input[type=file]");
  if (!form.matches("[data-upload]") || !input.files.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const answered = (html) => show(html, form.closest("section").id);
  send({
    file: input.files[0],
    address: form.action,
    name: input.name,
    max: Number(form.dataset.max),
    csrf: form.elements._csrf.value,
    list: form.querySelector("[data-progress]"),
    done: answered,
    refused: answered,
  });
}

export function startUploads(draft) {
  document.addEventListener("change", (event) => onChoice(event, draft));
  document.addEventListener("submit", onForm, true);
}
