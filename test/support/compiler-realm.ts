// A worker: a realm of its own, in which the cells of one case are really run.
import { parentPort, workerData } from "node:worker_threads";
import { compile } from "../../src/compiler/compile.ts";
import { createModuleLoader } from "../../src/kernel/modules.ts";
import { createPlayer, type PlayOptions } from "./cells.ts";

export interface RealmRequest extends PlayOptions {
  directory: string;
  cells: string[];
  /** Milliseconds that a cell may take at a stretch; no end unless told. */
  limitMs?: number;
}

async function main({ directory, cells, ...options }: RealmRequest): Promise<void> {
  const loader = createModuleLoader(directory, () => {});
  loader.installGlobals(globalThis);
  const play = createPlayer({ ...options, compile, loader });
  const outcomes: string[] = [];
  for (const cell of cells) outcomes.push(await play(cell));
  parentPort?.postMessage(outcomes);
}

void main((workerData as { request: RealmRequest }).request);
