// A draft saves itself at every change. When it cannot, it says so, keeps what was typed and tries again.
import { forget, remember, restore, settle, snapshot } from "./memory.js";
import { morph } from "./morph.js";
import { say } from "./text.js";

const TYPING_PAUSE = 1500;
const LONGEST_WAIT = 60;
/** Actions of the form that change it in place; the others (next, back, goto) go to another page. */
const IN_PLACE = /^(save$|add:|remove:|up:|down:|detach:)/;

class Draft {
  constructor(form) {
    this.form = form;
    this.touched = new Set();
    this.failures = 0;
    this.saving = false;
    this.stopped = false;
    this.dirty = false;
    this.timer = 0;
    this.listen();
  }

  listen() {
    document.addEventListener("input", (event) => this.onInput(event, TYPING_PAUSE));
    document.addEventListener("change", (event) => this.onInput(event, 30));
    document.addEventListener("focusout", (event) => {
      this.touch(event.target);
      if (this.dirty && event.target.form === this.form && this.failures === 0) this.schedule(30);
    });
    document.addEventListener("submit", (event) => this.onSubmit(event));
    window.addEventListener("online", () => this.failures > 0 && this.schedule(0));
    window.addEventListener("beforeunload", (event) => {
      if (this.dirty && this.failures > 0 && !this.leaving) event.preventDefault();
    });
  }

  touch(field) {
    if (field.form === this.form && field.name) this.touched.add(field.name);
  }

  onInput(event, pause) {
    const field = event.target;
    if (field.form !== this.form || field.type === "file" || !field.name) return;
    if (event.type === "change") this.touch(field);
    this.dirty = true;
    remember(this.form);
    this.schedule(pause);
  }

  onSubmit(event) {
    if (event.target !== this.form) return;
    const action = event.submitter?.value ?? "save";
    if (IN_PLACE.test(action) && !this.stopped && event.submitter?.formAction === this.form.action) {
      event.preventDefault();
      this.save(action);
      return;
    }
    // Two saves at once would look like two windows: the page is left when the one on its way has been answered.
    if (this.saving) {
      event.preventDefault();
      this.departure = action;
      return;
    }
    this.leaving = true;
    clearTimeout(this.timer);
    remember(this.form, true);
  }

  depart() {
    const button = this.form.querySelector(`button[name=_action][value="${CSS.escape(this.departure)}"]`);
    this.departure = null;
    this.form.requestSubmit(button);
  }

  schedule(wait) {
    if (this.stopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save("save"), wait);
  }

  /** Posts the form; one request at a time, so that answers cannot overtake each other. */
  async save(action) {
    if (this.leaving || this.stopped) return;
    if (this.saving) {
      this.next = action;
      return;
    }
    this.saving = true;
    clearTimeout(this.timer);
    const sent = snapshot(this.form);
    this.dirty = false;
    this.tell(say("saving"), "busy");
    const answer = await this.post(action);
    this.saving = false;
    await this.settle(answer, sent, action);
    if (this.departure && !this.stopped) return this.depart();
    if (this.next && !this.stopped && this.failures === 0) {
      const next = this.next;
      this.next = null;
      this.save(next);
    }
  }

  async post(action) {
    const body = new URLSearchParams([...new FormData(this.form)].filter(([, value]) => typeof value === "string"));
    body.set("_action", action);
    try {
      return await fetch(this.form.action, {
        method: "POST",
        body,
        headers: { "X-Partial": "1" },
        redirect: "manual",
        signal: AbortSignal.timeout(30000),
      });
    } catch {
      return null;
    }
  }

  async settle(answer, sent, action) {
    if (answer?.ok) {
      const html = await answer.text().catch(() => "");
      if (this.receive(html, sent)) return this.arrive(action);
    }
    this.dirty = true;
    remember(this.form);
    if (answer && (answer.type === "opaqueredirect" || answer.status === 401)) return this.stop("session-expired", this.loginLink());
    if (answer?.status === 409) return this.stop("conflict", [say("conflict-reload"), location.href]);
    this.retry(action, Number(answer?.headers.get("Retry-After")) || 0);
  }

  /** Takes the server's answer into the page: after a save, or an upload. */
  receive(html, sent = null) {
    if (!morph(this.form, html, sent, this.touched)) return false;
    this.form = document.getElementById(this.form.id);
    this.failures = 0;
    if (!this.dirty) forget(this.form);
    const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    this.tell(say("saved", { when: time }), "saved");
    return true;
  }

  /** After a row was added, moved or removed the focus goes to where it happened. */
  arrive(action) {
    const [verb, path] = action.split(":");
    if (verb === "save" || !path) return;
    const list = this.form.querySelector(`[data-field="${CSS.escape(path.replace(/\.\d+$/, ""))}"]`);
    const rows = list?.querySelectorAll(":scope > .list-row") ?? [];
    const target = verb === "add" ? rows[rows.length - 1] : list;
    if (verb === "add" || verb === "remove") target?.focus();
  }

  retry(action, atLeast) {
    this.failures += 1;
    const seconds = Math.max(atLeast, Math.min(LONGEST_WAIT, 2 ** this.failures));
    const why = navigator.onLine ? `${say("save-failed")} ${say("save-retry", { seconds })}` : say("offline");
    this.tell(why, "failed");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(action), seconds * 1000);
  }

  stop(text, link) {
    this.stopped = true;
    this.tell(say(text), "failed", link);
  }

  loginLink() {
    const login = new URL(this.form.dataset.login, location.href);
    login.searchParams.set("return_to", location.pathname + location.search);
    return [say("session-login"), login.href];
  }

  tell(text, state, link) {
    const place = document.querySelector("[data-save-status]");
    if (!place) return;
    place.textContent = text;
    place.closest(".save-state")?.classList.toggle("save-state-failed", state === "failed");
    if (!link) return;
    const anchor = document.createElement("a");
    [anchor.textContent, anchor.href] = link;
    place.append(" ", anchor);
  }
}

/** Starts with the draft's form, if the page has one. */
export function startAutosave(form) {
  settle();
  if (!form) return null;
  const draft = new Draft(form);
  if (restore(form)) {
    draft.dirty = true;
    draft.tell(say("restored"), "restored");
    draft.schedule(1000);
  } else {
    forget(form);
  }
  return draft;
}
