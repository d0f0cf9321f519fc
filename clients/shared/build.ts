// Makes `awaitd/client` in dist/client: a module for Node, one for browsers, and their types.
// Prints what a browser has to load.
import { execFileSync } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type BuildOptions } from "esbuild";

const root = join(import.meta.dirname, "../..");
const folder = join(root, "dist/client");
const shared: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  sourcemap: true,
  logLevel: "warning",
};

await Promise.all([
  build({
    ...shared,
    entryPoints: ["clients/shared/node.ts"],
    outfile: "dist/client/node.mjs",
    platform: "node",
    target: "node24",
    external: ["ws"],
  }),
  build({
    ...shared,
    entryPoints: ["clients/shared/browser.ts"],
    outfile: "dist/client/browser.mjs",
    platform: "browser",
    target: "es2023",
    minify: true,
  }),
]);

const tsc = join(root, "node_modules/.bin/tsc");
execFileSync(tsc, ["-p", import.meta.dirname], { stdio: "inherit" });
// What the compiler writes of the tables asks for TypeBox, which the package does not bring; the
// same in plain TypeScript is generated.
for (const path of globSync("protocol/*.d.ts", { cwd: folder })) {
  const text = readFileSync(join(folder, path), "utf8");
  if (!text.includes('from "typebox"') && !text.includes("Static<")) continue;
  writeFileSync(join(folder, path), 'export * from "../../../protocol/schema/types.js";\n');
}

const content = readFileSync(join(folder, "browser.mjs"));
const kibibytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;
const zipped = kibibytes(gzipSync(content).length);
process.stdout.write(`dist/client/browser.mjs: ${kibibytes(content.length)}, ${zipped} gzipped\n`);
