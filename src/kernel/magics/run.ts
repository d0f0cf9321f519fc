import { existsSync, realpathSync, statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { types } from "node:util";
import { interpolate } from "./interpolation.ts";
import type { Boxed, Magic, Names } from "./magic.ts";
import { resolvePath } from "./paths.ts";
import { splitWords } from "./words.ts";

const endings = ["", ".ts", ".mts", ".cts", ".js", ".mjs", ".cjs"];

export const run: Magic = {
  names: ["%run"],
  waits: true,
  doc: `Run a file as a module, afresh each time, and take over its exports as names of the session.

  %run FILE [arguments]

The file may be TypeScript and await at its top level; local files that it imports are loaded
afresh where they have changed. While it runs, its arguments are in process.argv. Its default
export, or what a CommonJS file puts in place of module.exports, is the value of the call.

  const app = %run ./server.ts --port 8080`,
  takes: "files",
  async run({ line, at }, context): Promise<Boxed> {
    const [file, ...rest] = splitWords(await interpolate(line, at, context));
    if (file === undefined) throw new SyntaxError("%run needs a file: %run ./program.ts");
    const path = findFile(file);
    const before = process.argv;
    const restore = (): void => void (process.argv = before);
    process.argv = [process.execPath, path, ...rest];
    // A module that waits goes on when it is interrupted.
    context.signal.addEventListener("abort", restore, { once: true });
    try {
      const module = await context.importAnew(pathToFileURL(path).href);
      return { value: adopt(module as Record<string, unknown>, context.kernel.names) };
    } finally {
      restore();
      context.signal.removeEventListener("abort", restore);
    }
  },
};

function findFile(typed: string): string {
  const path = resolvePath(typed);
  const found = endings.map((each) => path + each).find((each) => existsSync(each));
  if (found === undefined) throw new Error(`%run: there is no file ${path}`);
  if (statSync(found).isDirectory()) throw new Error(`%run: ${found} is a folder`);
  return realpathSync(found);
}

/** Exports become names; returns what is shown. */
function adopt(module: Record<string, unknown>, names: Names): unknown {
  const isCommon = "module.exports" in module;
  const exported = isCommon ? module["module.exports"] : module["default"];
  const isPlain = isCommon && isPlainObject(exported);
  const members = isPlain ? { ...module, ...(exported as object) } : module;
  for (const [name, value] of Object.entries(members)) {
    if (name === "default" || !/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) continue;
    names.delete(name); // it may be a constant
    names.set(name, value);
  }
  return isPlain ? undefined : exported;
}

const isPlainObject = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  !types.isProxy(value) &&
  Object.getPrototypeOf(value) === Object.prototype;
