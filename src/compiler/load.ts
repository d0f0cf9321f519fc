// Runs a package's CommonJS file with the globals that this file sees, which are those from before
// any cell: one may say `class Error {}`, and every module of the realm would see it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import vm from "node:vm";

export function loadFile(filename: string): unknown {
  const module = { exports: {} };
  const names = ["exports", "require", "module", "__filename", "__dirname"];
  const values = [module.exports, createRequire(filename), module, filename, dirname(filename)];
  const run = vm.compileFunction(
    readFileSync(filename, "utf8"),
    [...names, ...Object.keys(globals)],
    { filename },
  );
  run(...values, ...Object.values(globals));
  return module.exports;
}

// Read when the kernel starts.
const globals = {
  Array,
  ArrayBuffer,
  Boolean,
  Buffer,
  DataView,
  Error,
  FinalizationRegistry,
  Function,
  JSON,
  Map,
  Math,
  Number,
  Object,
  Promise,
  Reflect,
  RegExp,
  Set,
  String,
  Symbol,
  TextDecoder,
  TextEncoder,
  TypeError,
  Uint8Array,
  WebAssembly: (globalThis as { WebAssembly?: unknown }).WebAssembly,
  process,
};
