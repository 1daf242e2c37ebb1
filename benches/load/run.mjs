#!/usr/bin/env node
// Load on a real server: CPU a request, a whole SCIA to its receipt, memory, start, throughput, the queue with many cases.
//   cargo build --release && node benches/load/run.mjs [--binary target/release/sportello] [--cases 200000]
// CPU is that of the server's process (schedstat), so that neither this client nor the signing program counts.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client, answered, hidden, read, rowButton } from "./client.mjs";
import { Server } from "./server.mjs";

const option = (name, otherwise) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? otherwise : process.argv[at + 1]; };
const binary = option("binary", "target/release/sportello");
const many = Number(option("cases", "200000"));
const DAY = 86_400_000;
const ISO = /^\d{4}-\d{2}-\d{2}$/;
const PDF = Buffer.from("%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");
const tell = (what, value) => console.log(`${what.padEnd(62)} ${value}`);

/** The data of a case, near dates moved to today. */
function record(path) {
  const { today, data } = JSON.parse(readFileSync(path, "utf8"));
  const written = Date.parse(today);
  const by = Math.floor((Date.now() - written) / DAY) * DAY;
  const move = (value) => {
    if (Array.isArray(value)) return value.map(move);
    if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, move(v)]));
    const near = typeof value === "string" && ISO.test(value) && Math.abs(Date.parse(value) - written) <= 500 * DAY;
    return near ? new Date(Date.parse(value) + by).toISOString().slice(0, 10) : value;
  };
  return move(data);
}

async function citizen(server, person) {
  const client = new Client(server.base);
  await client.get("/accedi");
  await client.post("/accedi", [["person", person], ["return_to", "/area"]]);
  return client;
}

/** Fills every step of a service; gives the draft's address and its largest page. */
async function fill(client, server, procedure, data, files) {
  let at = (await client.get(`/servizi/${procedure}/avvia`, 303)).path;
  const pages = [];
  for (let turn = 0; turn < 200 && !at.endsWith("/riepilogo"); turn += 1) {
    const page = (await client.get(at)).body.toString();
    pages.push([page.length, at]);
    const form = read(page);
    const pairs = [["_csrf", hidden(page, "_csrf")], ...answered(form, data)];
    const row = rowButton(form, data);
    const slot = form.slots.find((key) => files.has(key));
    if (row) await client.post(at, [...pairs, ["_action", row]]);
    else if (slot) {
      await client.upload(`${at.replace(/\/[^/]*$/, "")}/allegati/${slot}`, [...pairs, ["_action", "save"]], `_file:${slot}`, "file.pdf", files.get(slot));
      files.delete(slot);
    } else if (fill.names === `${at} ${form.controls.map((c) => c.name)}`) at = (await client.post(at, [...pairs, ["_action", "next"]])).path.replace(/[#?].*/, "");
    else { fill.names = `${at} ${form.controls.map((c) => c.name)}`; await client.post(at, [...pairs, ["_action", "save"]]); }
  }
  const draft = at.replace("/riepilogo", "");
  return { draft, largest: pages.sort((a, b) => b[0] - a[0])[0][1] };
}

/** Seals, signs, sends, fetches the receipt; gives the CPU of it. */
async function finish(client, server, draft) {
  const review = (await client.get(`${draft}/riepilogo`)).body.toString();
  await client.post(`${draft}/riepilogo`, [["_csrf", hidden(review, "_csrf")]]);
  const page = (await client.get(`${draft}/firma`)).body.toString();
  for (const [section, code] of page.matchAll(/<section[^>]*id="document-([a-z0-9-]+)"[\s\S]*?<\/section>/g)) {
    const people = [...new Set([...section.matchAll(/\(([A-Z0-9]{16})\)/g)].map((m) => m[1]))];
    if (!section.includes('type="file"')) continue;
    const path = join(server.folder, `${code}.pdf`);
    writeFileSync(path, (await client.get(`${draft}/documenti/${code}`)).body);
    await client.upload(`${draft}/documenti/${code}`, [["_csrf", hidden(page, "_csrf")]], `_file:${code}`, "firmato.p7m", server.sign(path, people));
  }
  const ready = (await client.get(`${draft}/firma`)).body.toString();
  const sent = await client.post(`${draft}/invia`, [["_csrf", hidden(ready, "_csrf")], ["_key", hidden(ready, "_key")]]);
  await client.get(sent.path);
  await client.get(sent.path.replace(/ricevuta$/, "ricevuta.pdf"));
}

async function each(server, times, work) {
  for (let i = 0; i < 20; i += 1) await work();
  const before = server.cpu();
  for (let i = 0; i < times; i += 1) await work();
  return (server.cpu() - before) / times;
}

async function pages(server) {
  tell("start to the first page", `${(await server.start()).toFixed(0)} ms`);
  const client = await citizen(server, "SRTLVI84E57L378O");
  const path = "tests/forms/edilizia-scia/ristrutturazione-con-procura.json";
  const data = record(path);
  // The technicians sign some attachments: signed once, used again.
  const wanted = JSON.parse(readFileSync(path, "utf8")).attached;
  const plain = join(server.folder, "allegato.pdf");
  writeFileSync(plain, PDF);
  const signed = server.sign(plain, ["SRTLVI84E57L378O", "BNDMRA71S02A794G"]);
  const files = () => new Map(wanted.map((key) => [key, signed]));
  const first = await fill(client, server, "edilizia-scia", data, files());
  tell("largest step of the SCIA as a page, CPU", `${(await each(server, 300, () => client.get(first.largest))).toFixed(2)} ms`);
  const page = (await client.get(first.largest)).body.toString();
  const pairs = [["_csrf", hidden(page, "_csrf")], ["_force", "1"], ...answered(read(page), data), ["_action", "save"]];
  tell("saving that step, CPU", `${(await each(server, 300, () => client.post(first.largest, pairs))).toFixed(2)} ms`);
  await finish(client, server, first.draft);
  const before = [server.cpu(), client.requests];
  const flows = 5;
  for (let i = 0; i < flows; i += 1) {
    const other = await citizen(server, "SRTLVI84E57L378O");
    const { draft } = await fill(other, server, "edilizia-scia", data, files());
    await finish(other, server, draft);
    before[1] -= other.requests;
  }
  tell("whole flow of the SCIA to its receipt, documents included, CPU", `${((server.cpu() - before[0]) / flows).toFixed(1)} ms`);
  tell("  requests of one flow", `${((client.requests - before[1]) / flows).toFixed(0)}`);
  tell("resident memory after that", `${server.memory().toFixed(0)} MB`);
  await crowd(server, first.largest, client);
}

/** Forty people at once read the catalogue, a service and their area. */
async function crowd(server) {
  const people = await Promise.all(Array.from({ length: 40 }, () => citizen(server, "RVIGNN59C68F205G")));
  const until = Date.now() + 5_000;
  let answers = 0;
  const times = [];
  await Promise.all(people.map(async (client) => {
    while (Date.now() < until) {
      for (const path of ["/", "/servizi", "/servizi/edilizia-scia", "/area"]) {
        const began = performance.now();
        await client.get(path);
        times.push(performance.now() - began);
        answers += 1;
      }
    }
  }));
  times.sort((a, b) => a - b);
  tell("40 people at once, pages a second", `${(answers / 5).toFixed(0)} (median ${times[times.length >> 1].toFixed(0)} ms, 99 % ${times[Math.floor(times.length * 0.99)].toFixed(0)} ms)`);
  tell("resident memory after that", `${server.memory().toFixed(0)} MB`);
}

/** CPU of the queue's pages, and of the last of ten pages by key. */
async function queue(server) {
  const client = new Client(server.base);
  await client.post("/ufficio/accedi", [["username", "giulio.rossetti"], ["password", "prova-prova-2026"], ["return_to", "/ufficio"]]);
  let deep = "/ufficio?vista=ufficio";
  for (let i = 0; i < 10; i += 1) {
    const next = (await client.get(deep)).body.toString().match(/href="[^"]*?(\/ufficio\?[^"]*dopo=[^"]*)"/);
    if (next) deep = next[1].replace(/&amp;/g, "&").replace(/&#x2f;/g, "/");
  }
  return { first: await each(server, 100, () => client.get("/ufficio?vista=ufficio")), deep: await each(server, 100, () => client.get(deep)) };
}

const small = new Server(binary);
try {
  await pages(small);
  const few = await queue(small);
  tell("queue of the demo: first page, CPU", `${few.first.toFixed(2)} ms`);
} finally { small.stop(); }
if (many) {
  for (const cases of [200, many]) {
    const large = new Server(binary, cases);
    try {
      await large.start();
      const found = await queue(large);
      tell(`queue with ${cases} cases: first page, tenth page, CPU`, `${found.first.toFixed(2)} ms, ${found.deep.toFixed(2)} ms`);
      tell("  resident memory", `${large.memory().toFixed(0)} MB`);
    } finally { large.stop(); }
  }
}
