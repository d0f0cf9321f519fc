// Runs a package's CommonJS file with the globals that this file sees, which are those from before
// any cell: one may say `class Error {}`, and every module of the realm would see it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { setFlagsFromString } from "node:v8";
import vm from "node:vm";

/** `more`: other names that it sees. */
export function loadFile(filename: string, more: object = {}): unknown {
  const { text, bytes } = takeOut(readFileSync(filename));
  const module = { exports: {} };
  const own = {
    exports: module.exports,
    require: createRequire(filename),
    module,
    __filename: filename,
    __dirname: dirname(filename),
    [bytesName]: bytes,
    ...globals,
    ...more,
  };
  const run = vm.compileFunction(text, Object.keys(own), { filename });
  // A function of a WebAssembly module is then validated when it is first called.
  if (bytes !== undefined) setFlagsFromString("--wasm-lazy-validation");
  try {
    run(...Object.values(own));
  } finally {
    if (bytes !== undefined) setFlagsFromString("--no-wasm-lazy-validation");
  }
  return module.exports;
}

const bytesName = "__bytes";
const [before, after] = ['.from("', '", "base64")'];

/**
 * A megabyte of base64 in a file takes long to be read as a string of the program, and stays: it
 * is decoded from the file's bytes, and the program is given a name for it.
 */
function takeOut(file: Buffer): { text: string; bytes?: Buffer } {
  const start = file.indexOf(before) + before.length;
  const end = file.indexOf(after, start);
  if (end - start < 1_000_000 || start < before.length) return { text: file.toString() };
  const bytes = Buffer.from(file.toString("latin1", start, end), "base64");
  const program = [file.toString("utf8", 0, start - 1), file.toString("utf8", end + 1)];
  return { text: program.join(bytesName), bytes };
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
