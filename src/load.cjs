// Runs a program of `dist/` with its code cache: what V8 made of the text when it was built, so
// that a start need not compile it again (6 ms of a kernel's first cell, 20 ms of the daemon's
// start). V8 itself checks that a cache fits the text and this Node, and otherwise compiles as
// ever. As a command, `load.cjs main` and `load.cjs kernel` start the two programs.
"use strict";
const { readFileSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const folder = path.join(__dirname, "..", "dist");

/**
 * `name`: "main", "kernel" or "repl"; what follows it in `process.argv` are the program's arguments.
 * The build starts the programs once and keeps their caches (src/warm.cjs): what was compiled by the
 * end of a session is what is worth keeping.
 */
function load(name, keepsCache = process.env.AWAITD_CODE_CACHE === "write") {
  const { file, cache, script } = compile(name);
  if (keepsCache) {
    process.once("exit", () => writeFileSync(cache, script.createCachedData()));
  }
  process.argv[1] = file;
  script.runInThisContext()(require, file, folder, module, exports);
}

function compile(name) {
  const file = path.join(folder, `${name}.cjs`);
  const cache = path.join(folder, `${name}.cache`);
  // No line break before the text: positions in stacks are those of the file. esbuild writes ASCII.
  const text = readFileSync(file, "latin1");
  const head = "(function(require,__filename,__dirname,module,exports){";
  const script = new vm.Script(`${head}${text}\n})`, {
    filename: file,
    cachedData: readCache(cache),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return { file, cache, script };
}

function readCache(cache) {
  try {
    return readFileSync(cache);
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

module.exports = { load, compile };

if (require.main === module) load(process.argv.splice(2, 1)[0]);
