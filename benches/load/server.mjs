// The program under load: a demo in a folder of its own, its CPU and memory as the kernel counts them.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import http from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, "127.0.0.1", () => { const { port } = server.address(); server.close(() => done(port)); });
});

const alive = (port) => new Promise((done) => {
  http.get({ host: "127.0.0.1", port, path: "/c/valdoria/" }, (answer) => { answer.resume(); done(answer.statusCode === 200); }).on("error", () => done(false));
});

export class Server {
  constructor(binary, cases) {
    this.binary = binary;
    this.folder = mkdtempSync(join(tmpdir(), "sportello-load."));
    const more = cases ? ["--cases", String(cases)] : [];
    execFileSync(binary, ["demo", "--folder", this.folder, "--only-data", ...more], { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, RUST_LOG: "error" } });
  }

  /** Starts it; milliseconds until its first page. */
  async start() {
    this.port = await freePort();
    const began = process.hrtime.bigint();
    this.process = spawn(this.binary, ["demo", "--folder", this.folder, "--port", String(this.port)], { stdio: "ignore" });
    while (!(await alive(this.port))) await new Promise((done) => setTimeout(done, 5));
    return Number(process.hrtime.bigint() - began) / 1e6;
  }

  get base() { return `http://127.0.0.1:${this.port}/c/valdoria`; }

  /** Milliseconds of CPU that all its threads have used. */
  cpu() {
    const tasks = `/proc/${this.process.pid}/task`;
    return readdirSync(tasks).reduce((sum, id) => sum + Number(readFileSync(`${tasks}/${id}/schedstat`, "utf8").split(" ")[0]), 0) / 1e6;
  }

  /** Resident megabytes. */
  memory() {
    return Number(readFileSync(`/proc/${this.process.pid}/status`, "utf8").match(/VmRSS:\s+(\d+)/)[1]) / 1024;
  }

  sign(path, people) {
    execFileSync(this.binary, ["demo", "--folder", this.folder, "sign", path, ...people.flatMap((p) => ["--as", p])], { stdio: "ignore" });
    return readFileSync(`${path}.p7m`);
  }

  stop() {
    this.process?.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
