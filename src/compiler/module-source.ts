// The source of a module, which is V8's to compile: what is TypeScript in it is erased, and where
// it is no JavaScript is found, since V8 does not say it of an ES module. Types are blanked, so
// that every place stays; what is more than types is printed anew, with a way back to the places.
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { parse } from "acorn";
import type { Printed } from "./fit.ts";
import { createLines, type Position } from "./positions.ts";
import { strip, transform } from "./strip.ts";
import { compileClasses } from "./transpiler.ts";

/** From a place in the code to the one in the source. */
export type Locate = (position: Position) => Position;

export type ModuleOutcome =
  { code: string; locate: Locate | undefined } | { problem: string; position: Position };

const start: Position = { line: 1, column: 1 };

/** JavaScript of a TypeScript module. */
export function eraseModule(source: string): ModuleOutcome {
  const stripped = strip(source);
  if ("text" in stripped) return lowerDecorators(stripped.text, undefined);
  const { failure } = stripped;
  if (failure.code === "UnsupportedSyntax") {
    const transformed = transform(source);
    if (!("failure" in transformed)) {
      return lowerDecorators(transformed.code, createLocate(transformed));
    }
  }
  return { problem: failure.message, position: createLines(source).position(failure.start) };
}

/** V8 has no decorators yet. */
function lowerDecorators(code: string, locate: Locate | undefined): ModuleOutcome {
  if (!code.includes("@") || !findModuleFault(code)) return { code, locate };
  const lowered = compileClasses(code);
  // V8 will say what is wrong with it.
  if ("problem" in lowered) return { code, locate };
  const toErased = createLocate(lowered);
  return { code: lowered.code, locate: locate ? (at) => locate(toErased(at)) : toErased };
}

function createLocate({ map }: Printed): Locate {
  const trace = new TraceMap(map);
  return ({ line, column }) => {
    const found = originalPositionFor(trace, { line, column: column - 1 });
    return found.line === null ? start : { line: found.line, column: found.column + 1 };
  };
}

/** The place of the first fault of an ES module's source; undefined where there is none. */
export function findModuleFault(source: string): Position | undefined {
  try {
    parse(source, { sourceType: "module", ecmaVersion: "latest", allowHashBang: true });
    return undefined;
  } catch (error) {
    const { loc } = error as { loc?: Position };
    return loc && { line: loc.line, column: loc.column + 1 };
  }
}
