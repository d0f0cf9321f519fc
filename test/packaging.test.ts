// What a user gets: the files of the package, the Node that comes with a checkout, and a launcher
// that also works from an older Node.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, test } from "node:test";
import { promisify } from "node:util";
import type { Script } from "node:vm";
import { leaveHome } from "./support/home.ts";
import { root } from "./support/sources.ts";

leaveHome();
const run = promisify(execFile);
const needed = [
  "LICENSE",
  "README.md",
  "dist/client/browser.mjs",
  "dist/client/clients/shared/browser.d.ts",
  "dist/client/clients/shared/node.d.ts",
  "dist/client/node.mjs",
  "dist/client/protocol/methods.d.ts",
  "dist/config.cjs",
  "dist/control.cjs",
  "dist/embed.cjs",
  "dist/history.cjs",
  "dist/inspection.cjs",
  "dist/kernel.cache",
  "dist/kernel.cjs",
  "dist/magics.cjs",
  "dist/main.cache",
  "dist/main.cjs",
  "dist/open.cjs",
  "dist/web/index.html",
  "package.json",
  "clients/cli/README.md",
  "clients/emacs/awaitd.el",
  "clients/neovim/doc/awaitd.txt",
  "clients/neovim/lua/awaitd/init.lua",
  "clients/neovim/plugin/awaitd.lua",
  "protocol/README.md",
  "protocol/cells.md",
  "protocol/schema/types.d.ts",
  "src/embed/embed.d.cts",
  "src/launch.cjs",
  "src/load.cjs",
];
const allowed = [
  /^dist\/[\w-]+\.(cache|cjs|cjs\.map)$/,
  /^dist\/client\/(browser|node)\.mjs(\.map)?$/,
  /^dist\/client\/(clients\/shared|protocol)\/[\w-]+\.d\.ts$/,
  /^dist\/web\/([\w.]+|assets\/[\w-]+\.(js|css))$/,
  /^protocol\/([a-z]+\.md|README\.md|schema\/.+)$/,
  /^src\/(launch|load)\.cjs$/,
  /^src\/embed\/(embed\.d\.cts|README\.md)$/,
  /^clients\/(\w+\/README\.md|web\/console\.png)$/,
  /^clients\/(emacs\/|neovim\/).+\.(el|lua|txt)$/,
  /^[\w.]+$/,
];

const major = (version: string): number => Number(/^v(\d+)\./.exec(version)?.[1]);

/** Every `node` of the path, each once, with the number of its release. */
async function findNodes(): Promise<{ path: string; major: number }[]> {
  const paths = (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((folder) => join(folder, "node"))
    .filter((path) => existsSync(path));
  const real = new Set([process.execPath, ...paths].map((path) => realpathSync(path)));
  return Promise.all(
    Array.from(real, async (path) => {
      const { stdout } = await run(path, ["--version"]);
      return { path, major: major(stdout) };
    }),
  );
}

const folder = mkdtempSync(join(tmpdir(), "awaitd package-"));
after(() => rmSync(folder, { recursive: true, force: true }));
/** What a user's `npm install awaitd` fetches. */
const packed = run("npm", ["pack", "--json", "--ignore-scripts", `--pack-destination=${folder}`], {
  cwd: root,
});

test("the package holds the program and nothing else", async () => {
  const [pack] = JSON.parse((await packed).stdout) as [{ files: { path: string }[] }];
  const paths = pack.files.map(({ path }) => path);
  for (const path of needed) {
    assert.ok(paths.includes(path), `${path} is missing`);
  }
  const strangers = paths.filter((path) => !allowed.some((each) => each.test(path)));
  assert.deepEqual(strangers, []);
});

/** Somebody's program, in types and in deed: it has nothing of ours but the package. */
const program = `
import { connect, start, type ExecuteResult, type Output } from "awaitd/client";

const client = await start();
const execution = client.execute("console.log('hi'); await 6 * 7");
for await (const output of execution) {
  const { kind, text }: Output = output;
  console.log(kind, JSON.stringify(text));
}
const { status, result }: ExecuteResult = await execution;
console.log(status, result?.data["text/plain"]);
await client.close();

client.on("execution/didStart", ({ code }) => code.length);
client.onConnection((event) => event.type === "reconnected" && event.replayed.toFixed());
const { sessions } = await client.request("session/list").catch(() => ({ sessions: [] }));
// @ts-expect-error: there is no such status
if (status === "nonsense") await connect("ws://127.0.0.1:1", { reconnect: { maxAttempts: 1 } });
// @ts-expect-error: nor such a method, which a type that knows nothing would let pass
const nothing = (): unknown => client.request("session/lists");
export { nothing, sessions };
`;
const page = `
import { connect } from "awaitd/client";
const client = await connect("ws://127.0.0.1:1/rpc", { token: "t", reconnect: true });
for await (const { text = "" } of client.execute("1")) console.log(text);
`;
const browsers = { moduleResolution: "bundler", module: "esnext", customConditions: ["browser"] };
const strangers = [
  { name: "program", text: program, module: "nodenext", lib: ["es2024"] },
  { name: "page", text: page, ...browsers, lib: ["es2024", "dom"] },
];

test("a stranger's programs compile against the package, and run", async () => {
  await packed;
  const [archive] = globSync("*.tgz", { cwd: folder });
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "awaitd"), { recursive: true });
  const into = ["-C", join(modules, "awaitd"), "--strip-components=1"];
  await run("tar", ["-xzf", join(folder, archive!), ...into]);
  for (const name of ["@types", "undici-types", "ws"]) {
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  }
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  const tsc = join(root, "node_modules/.bin/tsc");
  await Promise.all(
    strangers.map(async ({ name, text, ...options }) => {
      writeFileSync(join(folder, `${name}.ts`), text);
      const compilerOptions = { strict: true, target: "es2024", types: [], ...options };
      const config = { compilerOptions, files: [`${name}.ts`] };
      writeFileSync(join(folder, `${name}.json`), JSON.stringify(config));
      await run(tsc, ["-p", join(folder, `${name}.json`)]).catch(({ stdout }: { stdout: string }) =>
        assert.fail(stdout),
      );
    }),
  );
  const { stdout } = await run(process.execPath, [join(folder, "program.js")]);
  assert.equal(stdout, 'stream "hi\\n"\nok 42\n');
});

test("what V8 compiled at build time is taken at a start", () => {
  const { compile } = createRequire(import.meta.url)("../src/load.cjs") as {
    compile(name: string): { script: Script };
  };
  for (const name of ["main", "kernel"]) {
    assert.equal(compile(name).script.cachedDataRejected, false, name);
  }
});

test("what is read as Latin-1 is ASCII, but for comments", () => {
  for (const name of ["main", "kernel"]) {
    const text = readFileSync(join(root, `dist/${name}.cjs`), "utf8");
    // esbuild escapes strings; in a regular expression a character stays what it is.
    const strange = text.split("\n").filter((line) => /[^\0-\x7f]/.test(line));
    assert.deepEqual(
      strange.filter((line) => !/^\s*(\/\*\*|\*|\/\/)/.test(line)),
      [],
    );
  }
});

test("the launcher can be executed", () => {
  accessSync(join(root, "src/launch.cjs"), constants.X_OK);
});

test("a checkout brings a Node that the program runs on", async () => {
  const { stdout } = await run(join(root, "node_modules/.bin/node"), ["--version"]);
  assert.equal(major(stdout), 24);
});

test("the launcher works from every Node on the path", async () => {
  const nodes = await findNodes();
  assert.ok(nodes.length > 0);
  for (const node of nodes) {
    const { stdout } = await run(node.path, [join(root, "src/launch.cjs"), "--version"]);
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/, `under Node ${node.major}`);
  }
});
