// A process that plays cells, in V8's REPL mode or in ours, each sequence in a context of its own.
// What a case leaves behind (a rejection that nobody handles, a global that is gone) stays here.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import vm from "node:vm";
import { compile } from "../../src/compiler/compile.ts";
import * as compiledEval from "../../src/compiler/eval.ts";
import type { createPlayer } from "./cells.ts";
import { createReference } from "./reference.ts";

/** Where the cells are run: V8's REPL mode, or ours in each of its ways. */
export type Way =
  "reference" | "cells" | "delayed" | `${"" | "delayed "}${"generator" | "operation"}`;

export interface PlayRequest {
  cells: string[];
  way: Way;
  languageId?: "typescript" | "javascript";
  /** Once a cell has failed only the last one is played. */
  stopOnError?: boolean;
}

const stepped = ["generator", "operation"] as const;

type Player = ReturnType<typeof createPlayer>;

const [bundle = "", directory = ""] = process.argv.slice(2);
const script = new vm.Script(readFileSync(bundle, "utf8"));
const require = createRequire(`${directory}/`);

const shared = {
  require,
  __dirname: directory,
  process,
  Buffer,
  URL,
  console,
  setTimeout,
  clearTimeout,
  setImmediate,
  queueMicrotask,
  structuredClone,
  AbortController,
};

function makeContext(name: string): vm.Context {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, { name });
  for (const [key, value] of Object.entries(shared)) {
    Object.defineProperty(context, key, { value, writable: true, configurable: true });
  }
  vm.runInContext("Error.stackTraceLimit = 0", context);
  return context;
}

/** `node:vm` for code that believes its context to be the main one. */
function localVm(context: vm.Context): object {
  class Script extends vm.Script {
    override runInThisContext(options?: vm.RunningScriptOptions): unknown {
      return super.runInContext(context, options);
    }
  }
  return {
    Script,
    constants: vm.constants,
    runInThisContext: (code: string, options?: vm.RunningCodeOptions): unknown =>
      vm.runInContext(code, context, options),
  };
}

function openCells(
  way: Exclude<Way, "reference">,
  languageId: PlayRequest["languageId"] = "javascript",
): Player {
  const context = makeContext("cells");
  const load = script.runInContext(context) as (require: (name: string) => unknown) => {
    createPlayer: typeof createPlayer;
  };
  const own: Record<string, unknown> = {
    "node:vm": localVm(context),
    "node:v8": { setFlagsFromString() {} },
    "../compiler/eval.ts": compiledEval,
  };
  const cells = load((name) => own[name] ?? (require(name) as unknown));
  const unavailable = (): never => {
    throw new Error("there are no modules here");
  };
  return cells.createPlayer({
    compile,
    languageId,
    autoawait: true,
    form: stepped.find((form) => way.endsWith(form)) ?? "async",
    delayed: way.startsWith("delayed"),
    loader: {
      load: (requests) => (requests.length > 0 ? unavailable() : Promise.resolve([])),
      importModule: unavailable,
      meta: { dirname: directory, url: directory, resolve: unavailable },
    },
  });
}

process.on("unhandledRejection", () => {});
const reference = await createReference(makeContext);

async function play({ cells, way, languageId, stopOnError }: PlayRequest): Promise<string[]> {
  const run = way === "reference" ? await reference.open() : openCells(way, languageId);
  const outcomes: string[] = [];
  for (const [index, cell] of cells.entries()) {
    const isSkipped = stopOnError === true && index < cells.length - 1 && hasFailed(outcomes);
    outcomes.push(isSkipped ? "skipped" : await run(cell));
  }
  return outcomes;
}

function hasFailed(outcomes: readonly string[]): boolean {
  return outcomes.some((outcome) => /^(?:throws|refused) /.test(outcome));
}

process.on("message", ({ id, request }: { id: number; request: PlayRequest }) => {
  play(request).then(
    (outcomes) => process.send?.({ id, outcomes }),
    (error: unknown) => process.send?.({ id, failure: String(error) }),
  );
});
process.send?.({ ready: true });
