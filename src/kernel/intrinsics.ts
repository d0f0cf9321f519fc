// The globals that the kernel's own code uses, as they were before any cell ran. A cell may say
// `class Map {}` or `const process = 2`, and a script-scope name is seen by every module of the
// realm; the build puts these in the place of the globals' names (esbuild's `inject`).
const realm = globalThis;
/** A bundle that is loaded after cells ran is handed what the kernel has kept. */
declare const keptGlobals: typeof globalThis | undefined;
const kept = typeof keptGlobals === "undefined" ? realm : keptGlobals;
export { realm as globalThis };
export const {
  AggregateError,
  AbortController,
  AsyncDisposableStack,
  Array,
  ArrayBuffer,
  Atomics,
  BigInt,
  Boolean,
  Buffer,
  Date,
  Error,
  Int32Array,
  JSON,
  Map,
  Math,
  Number,
  Object,
  Promise,
  Proxy,
  RangeError,
  ReferenceError,
  Reflect,
  RegExp,
  Set,
  SharedArrayBuffer,
  String,
  SuppressedError,
  Symbol,
  SyntaxError,
  TypeError,
  URL,
  Uint8Array,
  WeakMap,
  WeakRef,
  WeakSet,
  clearTimeout,
  console,
  parseFloat,
  parseInt,
  performance,
  process,
  setTimeout,
} = kept;
