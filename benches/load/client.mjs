// A browser without scripts: cookies, forms as they stand in the page, files. No library, so that its own work stays small.
import http from "node:http";

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

export class Client {
  constructor(base) {
    this.base = base; // http://127.0.0.1:8080/c/valdoria
    this.cookies = new Map();
    this.requests = 0;
  }

  /** Path below the municipality → { status, body (Buffer), path (where it leads) }. */
  send(method, path, body, type) {
    this.requests += 1;
    const url = new URL(this.base + path);
    const headers = { cookie: [...this.cookies].map(([n, v]) => `${n}=${v}`).join("; "), "sec-fetch-site": "same-origin" };
    if (body) Object.assign(headers, { "content-type": type, "content-length": body.length });
    return new Promise((done, fail) => {
      const request = http.request(url, { method, headers, agent }, (answer) => {
        const parts = [];
        answer.on("data", (part) => parts.push(part));
        answer.on("end", () => {
          for (const cookie of answer.headers["set-cookie"] ?? []) {
            const [, name, value] = cookie.match(/^([^=]+)=([^;]*)/);
            this.cookies.set(name, value);
          }
          const to = (answer.headers.location ?? "").replace(new URL(this.base).pathname, "");
          done({ status: answer.statusCode, body: Buffer.concat(parts), path: to });
        });
      });
      request.on("error", fail);
      request.end(body);
    });
  }

  async get(path, wanted = 200) {
    return this.expect(await this.send("GET", path), wanted, path);
  }

  async post(path, pairs, wanted = 303) {
    const body = Buffer.from(new URLSearchParams(pairs).toString());
    return this.expect(await this.send("POST", path, body, "application/x-www-form-urlencoded"), wanted, path);
  }

  async upload(path, pairs, field, name, bytes, wanted = 303) {
    const mark = "----sportello-load";
    const head = pairs.map(([n, v]) => `--${mark}\r\nContent-Disposition: form-data; name="${n}"\r\n\r\n${v}\r\n`).join("");
    const file = `--${mark}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\n\r\n`;
    const body = Buffer.concat([Buffer.from(head + file), bytes, Buffer.from(`\r\n--${mark}--\r\n`)]);
    return this.expect(await this.send("POST", path, body, `multipart/form-data; boundary=${mark}`), wanted, path);
  }

  expect(answer, wanted, path) {
    if (answer.status !== wanted) throw new Error(`${path}: ${answer.status}, not ${wanted}\n${answer.body.toString().slice(0, 2000)}`);
    return answer;
  }
}

const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#x27;/g, "'").replace(/&#x2f;/g, "/").replace(/&amp;/g, "&");

/** The value of a hidden input. */
export const hidden = (page, name) => plain(page.match(new RegExp(`name="${name}" value="([^"]*)"`))?.[1] ?? "");

/** The controls of the step's form. */
export function read(page) {
  const form = page.slice(page.indexOf('<form id="step"')).split("</form>")[0];
  const controls = [];
  const found = { controls, buttons: [], slots: [] };
  for (const tag of form.matchAll(/<(input|select|textarea|button)\b([^>]*)>([^<]*)(?:<\/textarea>)?(<span class="field-unit" aria-hidden="true">€)?/g)) {
    const own = Object.fromEntries([...tag[2].matchAll(/([a-z]+)(?:="([^"]*)")?/g)].map((a) => [a[1], plain(a[2] ?? "")]));
    if (tag[1] === "button") { if (!("disabled" in own) && own.name === "_action") found.buttons.push(own.value); continue; }
    if (own.type === "file") { found.slots.push(own.name.slice("_file:".length)); continue; }
    if (!own.name || own.name === "_csrf") continue;
    const fixed = own.type === "hidden" || "readonly" in own;
    const kind = fixed ? "fixed" : ["radio", "checkbox"].includes(own.type) ? "ticked" : "typed";
    controls.push({ kind, name: own.name, value: tag[1] === "textarea" ? plain(tag[3]) : (own.value ?? ""), money: !!tag[4] });
  }
  return found;
}

const at = (data, name) => name.split(".").reduce((value, part) => value?.[part], data);

function typed(value, money) {
  if (value === undefined || value === null) return "";
  if (typeof value === "number") return money ? (value / 100).toFixed(2).replace(".", ",") : String(value).replace(".", ",");
  return String(value);
}

function ticks(value, own) {
  if (Array.isArray(value)) return value.includes(own);
  return value !== undefined && value !== null && String(value) === own;
}

/** What the page sends when a person has answered as `data` says. */
export function answered(form, data) {
  return form.controls
    .filter((c) => c.kind !== "ticked" || ticks(at(data, c.name), c.value))
    .map((c) => [c.name, c.kind === "typed" ? typed(at(data, c.name), c.money) : c.value]);
}

/** The button that makes a list as long as it should be, if one is not. */
export function rowButton(form, data) {
  const rows = (list) => form.controls.filter((c) => c.name.startsWith(`${list}.`) && /^\d+\._id$/.test(c.name.slice(list.length + 1))).length;
  return form.buttons.find((button) => {
    const [verb, path] = button.split(":");
    return verb === "add" && rows(path) < (at(data, path)?.length ?? 0);
  });
}
