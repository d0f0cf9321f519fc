// The last step of a build: a session as most sessions begin, with programs that write their code
// caches at its end (src/load.cjs). It fails when a cell does not end as it should.
"use strict";
const { spawn } = require("node:child_process");
const { rmSync } = require("node:fs");
const path = require("node:path");

const cells = ["1 + 1", "let x = await { a: 1 }; console.log(x); x", "missing", "process.exit()"];

for (const name of ["main", "kernel"]) {
  rmSync(path.join(__dirname, "..", "dist", `${name}.cache`), { force: true });
}
const daemon = spawn(process.execPath, [path.join(__dirname, "load.cjs"), "main", "--stdio"], {
  env: { ...process.env, AWAITD_CODE_CACHE: "write" },
  stdio: ["pipe", "pipe", "inherit"],
});
send({
  id: 0,
  method: "initialize",
  params: { processId: process.pid, session: { history: false } },
});
send({ method: "initialized", params: {} });
cells.forEach((code, index) =>
  send({ id: index + 1, method: "execute", params: { code, stopOnError: false } }),
);

let received = "";
daemon.stdout.setEncoding("utf8").on("data", (text) => {
  received += text;
  // The kernel is gone: the daemon may go, too.
  if (received.includes(`"id":${cells.length},`)) daemon.stdin.end();
});
daemon.on("exit", (code) => {
  const isWell = code === 0 && received.includes('"text/plain":"{ a: 1 }"');
  if (isWell) return;
  process.stderr.write(`the program that was built does not work: ${code}\n${received}\n`);
  process.exitCode = 1;
});

function send(message) {
  const text = JSON.stringify({ jsonrpc: "2.0", ...message });
  daemon.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}
