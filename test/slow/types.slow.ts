// What a TypeScript program sees of the package, however it imports it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../support/sources.ts";

const program = `
import { defineConfig, embed, type Config, type EmbedOptions, type Listening } from "awaitd";
const onListening = ({ url }: Listening) => url.length;
const options: EmbedOptions = { context: { a: 1 }, name: "n", listen: "unix:/tmp/s", onListening };
const opened: Promise<void> = embed({ ...options, banner: false });
embed();
// @ts-expect-error
embed({ contest: {} });
// @ts-expect-error
embed({ context: 1 });
void opened;
const config: Config = defineConfig({
  loopPolicy: "perCell",
  magics: { shout: ({ line }, { print }) => print(line.toUpperCase()), other: "./other.mjs#run" },
  startup: ["1", (awaitd) => void awaitd.inputTransforms.push((code) => code.trim())],
});
// @ts-expect-error
defineConfig({ looppolicy: "perCell" });
// @ts-expect-error
defineConfig({ loopPolicy: "percell" });
void config;
`;

test("its types are found and checked, as ES module and as CommonJS", async (context) => {
  const directory = mkdtempSync(join(tmpdir(), "awaitd-"));
  context.after(() => rmSync(directory, { recursive: true }));
  mkdirSync(join(directory, "node_modules/@types"), { recursive: true });
  symlinkSync(root, join(directory, "node_modules/awaitd"));
  for (const name of ["a.mts", "b.cts"]) writeFileSync(join(directory, name), program);
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  for (const kind of ["nodenext", "node20"]) {
    const flags = ["--noEmit", "--strict", "--types", "", "--module", kind];
    const args = [tsc, ...flags, "--target", "es2024", "a.mts", "b.cts"];
    const { promise, resolve } = Promise.withResolvers<string>();
    execFile(process.execPath, args, { cwd: directory }, (_error, stdout) => resolve(stdout));
    assert.equal(await promise, "", kind);
  }
});
