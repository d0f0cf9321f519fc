// The last step of a build: a session as most sessions begin, and one at the console, with programs
// that write their code caches at their end (src/load.cjs). It fails when a cell does not end as it
// should.
"use strict";
const { spawn } = require("node:child_process");
const { rmSync } = require("node:fs");
const path = require("node:path");

const cells = ["1 + 1", "let x = await { a: 1 }; console.log(x); x", "missing", "process.exit()"];

if (process.argv[2] === "console") sit();
else warm();

function warm() {
  for (const name of ["main", "kernel", "repl"]) {
    rmSync(path.join(__dirname, "..", "dist", `${name}.cache`), { force: true });
  }
  const daemon = spawn(process.execPath, [path.join(__dirname, "load.cjs"), "main", "--stdio"], {
    env: { ...process.env, AWAITD_CODE_CACHE: "write" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const send = (message) => daemon.stdin.write(frame(message));
  send({
    id: 0,
    method: "initialize",
    params: { processId: process.pid, session: { history: false } },
  });
  send({ method: "initialized", params: {} });
  cells.forEach((code, index) =>
    send({ id: index + 1, method: "execute", params: { code, stopOnError: false } }),
  );
  // The kernel is gone after the last one: the daemon may go, too.
  finish(daemon, '"text/plain":"{ a: 1 }"', `"id":${cells.length},`, "", warmConsole);
}

/** After the daemon, whose cache it is not to write. */
function warmConsole() {
  const child = spawn(process.execPath, [__filename, "console"], {
    env: { ...process.env, NO_COLOR: "1" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.write("const x = {\r");
  child.stdin.write("a: 1 }\r");
  child.stdin.write("\x1b[200~x // pasted\x1b[201~\r");
  finish(child, "Out[2]: { a: 1 }", "In [3]", "\x04", () => {});
}

/** The console, where a pipe passes for a terminal. */
function sit() {
  process.stdin.isTTY = process.stdout.isTTY = true;
  process.stdin.setRawMode = () => {};
  process.argv.splice(2, 1, "repl", "--no-config", "--no-history");
  require("./load.cjs").load("repl", true);
}

/** Says `goodbye` once the program has told `last`, and fails if it has not told `expected`. */
function finish(child, expected, last, goodbye, next) {
  let received = "";
  let isSaid = false;
  child.stdout.setEncoding("utf8").on("data", (text) => {
    received += text;
    if (isSaid || !received.includes(last)) return;
    isSaid = true;
    child.stdin.end(goodbye);
  });
  child.on("exit", (code) => {
    if (code === 0 && received.includes(expected)) return next();
    process.stderr.write(`the program that was built does not work: ${code}\n${received}\n`);
    process.exitCode = 1;
  });
}

function frame(message) {
  const text = JSON.stringify({ jsonrpc: "2.0", ...message });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}
