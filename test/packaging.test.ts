// What a user gets: the files of the package, the Node that comes with a checkout, and a launcher
// that also works from an older Node.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { accessSync, constants, existsSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import type { Script } from "node:vm";
import { leaveHome } from "./support/home.ts";
import { root } from "./support/sources.ts";

leaveHome();
const run = promisify(execFile);
const needed = [
  "LICENSE",
  "README.md",
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
  "protocol/README.md",
  "protocol/cells.md",
  "src/embed/embed.d.cts",
  "src/launch.cjs",
  "src/load.cjs",
];
const allowed = [
  /^dist\/[\w-]+\.(cache|cjs|cjs\.map)$/,
  /^dist\/web\/([\w.]+|assets\/[\w-]+\.(js|css))$/,
  /^protocol\/([a-z]+\.md|README\.md|schema\/.+)$/,
  /^src\/(launch|load)\.cjs$/,
  /^src\/embed\/(embed\.d\.cts|README\.md)$/,
  /^clients\/\w+\/README\.md$/,
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

test("the package holds the program and nothing else", async () => {
  const { stdout } = await run("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
    cwd: root,
  });
  const [pack] = JSON.parse(stdout) as [{ files: { path: string; mode: number }[] }];
  const paths = pack.files.map(({ path }) => path);
  for (const path of needed) {
    assert.ok(paths.includes(path), `${path} is missing`);
  }
  const strangers = paths.filter((path) => !allowed.some((each) => each.test(path)));
  assert.deepEqual(strangers, []);
});

test("what V8 compiled at build time is taken at a start", () => {
  const { compile } = createRequire(import.meta.url)("../src/load.cjs") as {
    compile(name: string): { script: Script };
  };
  for (const name of ["main", "kernel"]) {
    assert.equal(compile(name).script.cachedDataRejected, false, name);
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
