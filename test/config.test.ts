// Config files as a session finds them: one daemon, real files, in folders with blanks in their
// names. What a module's code may do is in slow/config.slow.ts.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { Config } from "../protocol/config.ts";
import { errorCodes } from "../protocol/errors.ts";
import type { Params } from "../protocol/methods.ts";
import { start, type StartedClient } from "../clients/shared/connect.ts";
import type { RequestError } from "../clients/shared/rpc.ts";
import { Configs } from "../src/daemon/config/configs.ts";
import { findConfig, findUserDirectory } from "../src/daemon/config/locate.ts";
import type * as api from "../src/embed/embed.d.cts";
import type { Awaitd } from "../src/kernel/magics/awaitd.ts";
import { Planner } from "../src/daemon/planner.ts";
import { launcher } from "./support/daemon.ts";

// tsc holds the types that users have to those of what is checked, and of what they are handed.
type Data<Of> = Omit<Of, "magics" | "startup">;
const _asTyped = (data: Data<Config>): Data<api.Config> => data;
const _asChecked = (typed: Data<api.Config>): Data<Config> => typed;
const _hand = (awaitd: Awaitd): api.Awaitd => awaitd;

const folder = mkdtempSync(join(tmpdir(), "awaitd config "));
const xdg = join(folder, "the user's");
let client: StartedClient;

before(async () => {
  client = await start({
    command: [process.execPath, launcher, "--stdio", "--loop-policy=perCell"],
    env: { ...process.env, XDG_CONFIG_HOME: xdg },
  });
});

after(async () => {
  await client.close();
  rmSync(folder, { recursive: true });
});

const makeFolder = (name: string, files: Record<string, string>): string => {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
};

describe("the user's own folder", () => {
  const home = join(homedir(), ".config", "awaitd");
  const cases: [title: string, NodeJS.ProcessEnv, NodeJS.Platform, string][] = [
    ["XDG", { XDG_CONFIG_HOME: "/x" }, "linux", "/x/awaitd"],
    ["XDG on macOS", { XDG_CONFIG_HOME: "/x" }, "darwin", "/x/awaitd"],
    ["a relative XDG is ignored", { XDG_CONFIG_HOME: "x" }, "linux", home],
    ["an empty one, too", { XDG_CONFIG_HOME: "" }, "darwin", home],
    ["Windows", { APPDATA: "/a b" }, "win32", "/a b/awaitd"],
    ["APPDATA elsewhere", { APPDATA: "/a b" }, "linux", home],
  ];
  for (const [title, env, platform, expected] of cases) {
    test(title, () => assert.equal(findUserDirectory("config", env, platform), expected));
  }
});

test("a folder that can be none has no config file", () => {
  const path = join(makeFolder("a file", { file: "" }), "file");
  for (const each of [path, join(path, "x"), join(folder, "x".repeat(300)), "/nowhere"]) {
    assert.equal(findConfig(each), undefined);
  }
});

interface Broken {
  title: string;
  text: string;
  told: string;
  path: string;
}

const readBroken = (): Broken[] =>
  readFileSync(new URL("cases/config/broken.txt", import.meta.url), "utf8")
    .split(/^== /m)
    .slice(1)
    .map((section) => {
      const [title = "", ...lines] = section.trimEnd().split("\n");
      const behind = (mark: string): string[] =>
        lines.filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length));
      const text = behind("| ").map((line) => `${line.replaceAll("\\r\\n", "\r\n")}\n`);
      return { title, text: text.join(""), told: behind("< ")[0]!, path: behind("path ")[0] ?? "" };
    });

test("a broken file is refused with its place; the daemon goes on", async () => {
  const cases = readBroken();
  assert.ok(cases.length > 20);
  const cwd = makeFolder("broken", {});
  const file = join(cwd, "awaitd.config.json");
  for (const { title, text, told, path } of cases) {
    writeFileSync(file, text);
    const error = await client.createSession({ cwd }).then(
      () => assert.fail(`${title}: it was taken`),
      (thrown: RequestError) => thrown,
    );
    assert.equal(error.message, file + told, title);
    assert.equal(error.code, errorCodes.InvalidOption);
    const data = error.data as { file: string; path: string; expected: string };
    assert.deepEqual([data.file, data.path], [file, path], title);
    assert.ok(data.expected.length > 0, title);
  }
});

test("what stands over what, and what a startup leaves behind", async () => {
  makeFolder("the user's/awaitd", {
    "ext.mjs": "export const load = (awaitd) => awaitd.registerMagic('mine', () => 'my own')",
    "more.mjs": "export const shout = ({ line }) => line.toUpperCase()",
    "awaitd.config.json": JSON.stringify({
      extensions: ["./ext.mjs", "./nowhere.mjs"],
      magics: { "%%shout": "./more.mjs#whisper", shout: "./more.mjs#shout" },
      languageId: "javascript",
      runner: "sync",
      loopPolicy: "persistent",
      limits: { outputBytesPerCell: 100, idleTtlMs: 5 },
      startup: ["const mine = %mine"],
    }),
  });
  const cwd = makeFolder("over and under", {
    "awaitd.config.json": `\uFEFF{\r\n  "$schema": "x", "autoawait": false, "runner": "native",\r\n
      "limits": { "outputBytesPerCell": 6 },
      "startup": ["const theirs = mine + 1", "nowhere", "console.log('7 bytes')"] }\r\n`,
  });
  const settings: Params<"session/create"> = { cwd, autoawait: true };
  const created = client.createSession(settings);
  const told: string[] = [];
  const stop = client.on("output", ({ executionId, kind, text = "", error, droppedBytes = 0 }) =>
    told.push(`${executionId} ${kind} ${text}${error?.message ?? ""} ${droppedBytes}`),
  );
  const session = await created;
  const { languageId, runner, loopPolicy, autoawait } = session.info;
  assert.deepEqual(
    { languageId, runner, loopPolicy, autoawait },
    { languageId: "javascript", runner: "native", loopPolicy: "perCell", autoawait: true },
  );
  const cell = await session.execute("[mine, theirs, In.length ?? 0, await 3]");
  assert.equal(cell.executionCount, 1);
  assert.equal(cell.result?.data["text/plain"], "[ 'my own', 'my own1', 0, 3 ]");
  const shouted = await session.execute("%shout hey");
  assert.equal(shouted.result?.data["text/plain"], "'HEY'");
  const file = join(cwd, "awaitd.config.json");
  const own = join(xdg, "awaitd", "awaitd.config.json");
  const missing = `Cannot find module '${join(xdg, "awaitd", "nowhere.mjs")}'`;
  const whisper = "./more.mjs has no function that is exported as whisper";
  const outputs = [
    `startup/2 error extensions[1] of ${own} failed: ${missing} 0`,
    `startup/3 error magics.%%shout of ${own} failed: ${whisper} 0`,
    `startup/7 error startup[1] of ${file} failed: nowhere is not defined 0`,
    "startup/8 stream 7 byte 0",
    "startup/8 stream  2",
  ];
  assert.deepEqual(told, outputs);

  // A restart reads the files again, and what was set meanwhile stays.
  await session.setRunner("sync");
  writeFileSync(file, '{ "startup": ["let fresh = typeof theirs"], "languageId": "typescript" }');
  const restarted = await session.restart({});
  assert.deepEqual(
    [restarted.runner, restarted.languageId, restarted.autoawait],
    ["sync", "typescript", true],
  );
  const { result } = await session.execute("[mine, fresh as string]");
  assert.equal(result?.data["text/plain"], "[ 'my own', 'undefined' ]");
  stop();
  await session.close();
  rmSync(xdg, { recursive: true });
});

test("a kernel is told where each setting is from", async () => {
  const cwd = makeFolder("facts", {
    "awaitd.config.json":
      '{ "runner": "sync", "loopPolicy": "perCell", "limits": { "idleTtlMs": 1 } }',
  });
  const file = join(cwd, "awaitd.config.json");
  const configs = new Configs({ file, entry: "", nodePath: "" });
  const planner = new Planner({ cwd, defaults: { loopPolicy: "persistent" }, configs });
  const options = { name: "n", autoawait: true, limits: { memoryMb: 64 } };
  const { settings, limits } = await planner.plan(options);
  assert.equal(settings.loopPolicy, "persistent");
  assert.deepEqual(limits, { idleTtlMs: 1, memoryMb: 64 });
  assert.deepEqual(settings.facts, {
    files: [file],
    origins: {
      runner: file,
      loopPolicy: "the command line",
      "limits.idleTtlMs": file,
      autoawait: "the client",
      "limits.memoryMb": "the client",
    },
    limits,
    history: true,
  });
});

test("a module in TypeScript, with functions", async () => {
  const cwd = makeFolder("a module", {
    "words.ts": "export const word: string = 'hi'",
    "awaitd.config.ts": `import { defineConfig, type Config } from "awaitd";
      import { word } from "./words.ts";
      enum Order { first = 1 }
      console.log("noise on stdout");
      const config: Config = {
        startup: [
          \`const greeting = \${JSON.stringify(word)}\`,
          async () => { await null; Object.assign(globalThis, { made: Order.first }); },
          (awaitd) => awaitd.inputTransforms.push((text) => text.replace("GREETING", "greeting")),
        ],
        magics: { later: async ({ line }) => { await null; return line.length; } },
      };
      export default defineConfig(config);`,
    "awaitd.config.json": "not read: the module goes first",
  });
  const session = await client.createSession({ cwd });
  const { result, error } = await session.execute("const n = %later abc\n[GREETING, made, n]");
  assert.equal(result?.data["text/plain"], "[ 'hi', 1, 3 ]", error?.stack);
  await session.close();
});
