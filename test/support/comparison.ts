// Plays cells in V8's REPL mode and in ours, in a process that stands ready for it, and says
// whether two outcomes are the same.
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import type { PlayRequest, Way } from "./comparer.ts";

type PlayOptions = Omit<PlayRequest, "cells" | "way">;

export interface Comparison {
  play(cells: readonly string[], way: Way, options?: PlayOptions): Promise<string[]>;
  close(): Promise<void>;
}

/** `directory`: what `require` and `__dirname` mean in the cells. */
export async function startComparison(directory: string): Promise<Comparison> {
  const folder = mkdtempSync(join(tmpdir(), "awaitd-comparison-"));
  const bundle = join(folder, "cells.js");
  writeFileSync(bundle, bundleCells());
  const child = fork(join(import.meta.dirname, "comparer.ts"), [bundle, directory], {
    execArgv: ["--no-warnings"],
  });
  const waiting = listen(child);
  await once(child, "message");
  let count = 0;
  return {
    play(cells, way, options) {
      const id = (count += 1);
      const request: PlayRequest = { ...options, cells: [...cells], way };
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        child.send({ id, request });
      });
    },
    async close() {
      child.disconnect();
      await once(child, "exit");
      rmSync(folder, { recursive: true });
    },
  };
}

interface Waiting {
  resolve(outcomes: string[]): void;
  reject(error: Error): void;
}

function listen(child: ChildProcess): Map<number, Waiting> {
  const waiting = new Map<number, Waiting>();
  child.on("message", (message) => {
    const { id, outcomes, failure } = message as {
      id?: number;
      outcomes?: string[];
      failure?: string;
    };
    const one = waiting.get(id ?? 0);
    waiting.delete(id ?? 0);
    if (outcomes) one?.resolve(outcomes);
    else one?.reject(new Error(failure));
  });
  child.once("exit", (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`it ended: ${code ?? signal}`));
  });
  return waiting;
}

/** A function of `require`, which gives what test/support/cells.ts exports. */
function bundleCells(): string {
  const outcome = buildSync({
    entryPoints: [join(import.meta.dirname, "cells.ts")],
    bundle: true,
    // The compiler is not of a realm: the one of the process is warm.
    external: ["*/compiler/eval.ts"],
    platform: "node",
    format: "cjs",
    target: "node24",
    write: false,
  });
  const code = outcome.outputFiles[0]?.text ?? "";
  return `(require) => { const module = { exports: {} };\n${code}\nreturn module.exports; }`;
}

/** The value, or the class of what was thrown: a message may differ. */
export function comparable(outcome: string): string {
  return outcome.replace(/^(?:throws|refused) (\w*Error): [^]*$/, "throws $1");
}
