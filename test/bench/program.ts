// A plain program to set beside a cell; see floors/program.ts.
import { join } from "node:path";
import { startChild } from "./peer.ts";

const path = join(import.meta.dirname, "floors/program.ts");

export interface Program extends AsyncDisposable {
  readonly pid: number;
  /** Runs a text; `onText` gets what it prints. Resolves when it is done. */
  run(text: string, onText?: (text: string) => void): Promise<void>;
}

export function startProgram(): Program {
  const child = startChild([path]);
  child.stdout.setEncoding("utf8");
  return {
    pid: child.pid ?? 0,
    run(text, onText) {
      const done = Promise.withResolvers<void>();
      const onData = (chunk: string): void => {
        onText?.(chunk);
        if (!chunk.endsWith("\u0004\n")) return;
        child.stdout.off("data", onData);
        done.resolve();
      };
      child.stdout.on("data", onData);
      child.stdin.write(`${JSON.stringify(text)}\n`);
      return done.promise;
    },
    async [Symbol.asyncDispose]() {
      const exited = new Promise((resolve) => child.once("exit", resolve));
      child.kill();
      await exited;
    },
  };
}
