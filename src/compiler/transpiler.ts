// esbuild, for what nothing else here lowers: standard decorators and `accessor`. It is another
// process, started for each class and gone after it; loaded when a class first needs it.
import { createRequire } from "node:module";
import type * as Esbuild from "esbuild";
import type { Printed } from "./fit.ts";
import { loadFile } from "./load.ts";

let loaded: typeof Esbuild | undefined;

/** Compiles a program whose classes have decorators; `problem` says what was wrong with it. */
export function compileClasses(source: string): Printed | { problem: string } {
  try {
    loaded ??= loadFile(createRequire(import.meta.url).resolve("esbuild")) as typeof Esbuild;
    const { code, map } = loaded.transformSync(source, {
      loader: "js",
      target: "esnext",
      sourcemap: "external",
      charset: "utf8",
      logLevel: "silent",
      supported: { decorators: false, "top-level-await": true },
    });
    return { code, map, breaks: /\r\n|[\n\r\u2028\u2029]/g };
  } catch (error) {
    return { problem: describe(error) };
  }
}

function describe(error: unknown): string {
  const [first] = (error as Partial<Esbuild.TransformFailure>).errors ?? [];
  if (first !== undefined) return first.text;
  return `The decorators could not be compiled: ${(error as Error).message}`;
}
