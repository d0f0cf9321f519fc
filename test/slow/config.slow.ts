// Config modules that do what they should not: each is refused with its file, and the daemon and
// its other sessions go on. What they start ends with them.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { errorCodes } from "../../protocol/errors.ts";
import { start, type StartedClient } from "../../clients/shared/connect.ts";
import type { RequestError } from "../../clients/shared/rpc.ts";
import { launcher } from "../support/daemon.ts";
import { isAlive } from "../support/processes.ts";

const folder = mkdtempSync(join(tmpdir(), "awaitd config "));
let client: StartedClient;

before(async () => {
  client = await start({ command: [process.execPath, launcher, "--stdio"] });
});

after(async () => {
  await client.close();
  rmSync(folder, { recursive: true });
});

const cases: [title: string, text: string, told: string | RegExp][] = [
  ["no default export", "export const runner = 'sync'", ": it has no default export"],
  ["a syntax error", "export default {\n  runner: }", /^:2:11: /],
  ["a syntax error of TypeScript", "export default {\n  runner as }", /^:2:10: /],
  ["one that throws", "export default {}\nthrow new Error('no')", ":2:7: no"],
  ["after an enum", "enum A { b }\n\nthrow new Error('no')", ":3:7: no"],
  ["throws no error", "throw 3", ": 3"],
  ["a rejected default", "export default Promise.reject(new Error('no'))", ":1:31: no"],
  ["no such import", "import './nowhere.ts'", /^: Cannot find module '.*nowhere\.ts'/],
  ["a function", "export default () => ({})", ": expected an object, got a function"],
  ["undefined", "export default undefined", ": expected an object, got null"],
  [
    "a function for a word",
    "export default { runner() {} }",
    ": runner: expected a string that is not empty, got a function",
  ],
  [
    "a bigint",
    "export default { limits: { memoryMb: 64n } }",
    ": limits.memoryMb: expected an integer of at least 16, got a bigint",
  ],
  ["a ring", "const a: any = {}; a.runner = a; export default a", /^: .*circular/i],
  ["it ends its process", "process.exit(3)", /^: its process ended .* \(exit code 3\)$/],
  ["it never settles", "await new Promise(() => {})", /^: its process ended .* \(exit code \d+\)$/],
  [
    "a flood",
    "export default { startup: ['x'.repeat(3e6)] }",
    ": it exports more than 1048576 bytes",
  ],
  [
    "a crash",
    "setTimeout(() => { throw new Error('late') });\nawait new Promise(() => {})",
    ":1:26: late",
  ],
];

const refused = async (cwd: string): Promise<RequestError> =>
  client.createSession({ cwd }).then(
    () => assert.fail("it was taken"),
    (thrown: RequestError) => thrown,
  );

for (const [title, text, told] of cases) {
  test(title, async () => {
    const cwd = join(folder, title);
    mkdirSync(cwd);
    const file = join(cwd, "awaitd.config.ts");
    writeFileSync(file, text);
    const { message, code, data } = await refused(cwd);
    assert.equal(code, errorCodes.InvalidOption, message);
    assert.ok(message.startsWith(file), message);
    const rest = message.slice(file.length);
    if (typeof told === "string") assert.equal(rest, told);
    else assert.match(rest, told);
    assert.equal((data as { file: string }).file, file);
  });
}

test("one that takes too long is ended, with what it started", async () => {
  const cwd = join(folder, "long");
  mkdirSync(cwd);
  writeFileSync(
    join(cwd, "awaitd.config.mjs"),
    `import { spawn } from "node:child_process";
     import { writeFileSync } from "node:fs";
     const child = spawn("sleep", ["1000"]);
     writeFileSync("pids", [process.pid, child.pid].join(" "));
     for (;;);`,
  );
  const { message } = await refused(cwd);
  assert.match(message, /awaitd\.config\.mjs: it took longer than 10000 ms$/);
  const pids = readFileSync(join(cwd, "pids"), "utf8").split(" ").map(Number);
  assert.deepEqual(pids.map(isAlive), [false, false]);
});

test("nothing of it is left when the daemon ends", async () => {
  const cwd = join(folder, "left");
  mkdirSync(cwd);
  const ready = join(cwd, "pid");
  writeFileSync(
    join(cwd, "awaitd.config.mjs"),
    `import { writeFileSync } from "node:fs";
     writeFileSync("pid", String(process.pid));
     for (;;);`,
  );
  writeFileSync(ready, "");
  const other = await start({ command: [process.execPath, launcher, "--stdio"] });
  const lost = assert.rejects(other.createSession({ cwd }));
  while (readFileSync(ready, "utf8") === "") await new Promise(setImmediate);
  other.kill();
  await Promise.all([lost, other.exited]);
  assert.equal(isAlive(Number(readFileSync(ready, "utf8"))), false);
});
