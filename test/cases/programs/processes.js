// Child processes: their output, their input, their exit codes, their end by a signal.

// %%
import { spawn, execFile, exec, execFileSync, spawnSync, fork } from "node:child_process";
import { promisify } from "node:util";
import { once } from "node:events";
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import { writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const run = promisify(execFile);
const node = process.execPath;

// %% output, both of it
const { stdout, stderr } = await run(node, ["-e", "console.log('out'); console.error('err')"]);
console.log({ stdout, stderr });

// %% exit codes are errors here
for (const code of [0, 1, 42]) {
  const outcome = await run(node, ["-e", `process.exit(${code})`]).then(
    () => "fine",
    (error) => `failed with ${error.code}`,
  );
  console.log(code, outcome);
}
await run("no-such-program-here").catch((error) => console.log(error.code, error.syscall));

// %% a filter: text in, text out
async function filter(program, args, input) {
  const child = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part) => (text += part));
  await Promise.all([pipeline(Readable.from([input]), child.stdin), once(child, "close")]);
  return text;
}
console.log(await filter("sort", [], "pear\napple\nfig\n"));
console.log(await filter("tr", ["a-z", "A-Z"], "louder, please\n"));

// %% programs in a row, as a shell has them
const first = spawn("printf", ["%s\\n", "3 c", "1 a", "2 b", "1 a"]);
const second = spawn("sort", ["-u"]);
const third = spawn("cut", ["-d", " ", "-f", "2"]);
const [result] = await Promise.all([
  third.stdout.setEncoding("utf8").toArray(),
  pipeline(first.stdout, second.stdin),
  pipeline(second.stdout, third.stdin),
]);
console.log("piped:", result.join("").trim().split("\n"));

// %% a shell
const shell = await promisify(exec)("for i in 1 2 3; do echo line $i; done; echo $GREETING", {
  env: { ...process.env, GREETING: "hello from the environment" },
});
process.stdout.write(shell.stdout);

// %% the end by a signal
const sleeper = spawn(node, ["-e", "console.log('ready'); setInterval(() => {}, 1000)"]);
await once(sleeper.stdout, "data");
sleeper.kill("SIGTERM");
const [exitCode, signal] = await once(sleeper, "exit");
console.log({ exitCode, signal });

// %% the end by a deadline, and by an abort
const slow = spawnSync(node, ["-e", "setInterval(() => {}, 1000)"], { timeout: 150 });
console.log("deadline:", slow.signal, slow.error.code);
const controller = new AbortController();
const aborted = once(spawn(node, ["-e", "setInterval(() => {}, 1000)"], { signal: controller.signal }), "exit");
controller.abort();
await aborted.catch((error) => console.log("abort:", error.name));

// %% a conversation over the channel of fork
const folder = mkdtempSync(join(tmpdir(), "awaitd-processes-"));
const file = join(folder, "adder.cjs");
writeFileSync(
  file,
  `let sum = 0;
   process.on("message", (n) => {
     if (n === null) process.disconnect();
     else process.send({ n, sum: (sum += n) });
   });`,
);
const adder = fork(file);
const replies = [];
for (const n of [1, 20, 300]) {
  adder.send(n);
  const [reply] = await once(adder, "message");
  replies.push(reply);
}
adder.send(null);
const [code] = await once(adder, "exit");
console.log(replies, "exit", code);
rmSync(folder, { recursive: true });

// %% synchronously, and what goes straight to the terminal
const version = execFileSync(node, ["-p", "process.versions.node"], { encoding: "utf8" }).trim();
console.log("same node:", version === process.versions.node);

// %% several at once
const squares = await Promise.all(
  [1, 2, 3].map(async (n) => Number((await run(node, ["-p", `${n} * ${n}`])).stdout)),
);
console.log("squares:", squares);
