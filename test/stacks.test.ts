// Where the rows of stacks stand: V8 itself says it, running the text as it was typed.
import assert from "node:assert/strict";
import { test } from "node:test";
import vm from "node:vm";
import fc from "fast-check";
import { splitLines } from "../src/compiler/positions.ts";
import { createNamespace } from "../src/kernel/namespace.ts";
import { Sources } from "../src/kernel/sources.ts";
import { Traces } from "../src/kernel/traces.ts";
import { stackPrograms } from "./support/stack-programs.ts";
import { runsOf } from "./support/share.ts";

const namespace = createNamespace();
const sources = new Sources(namespace.names);
new Traces(sources).install();

/** The rows of one stack that are in the cell. */
type Noted = string[];

function createNotes(file: string): { notes: Noted[]; globals: Record<string, unknown> } {
  const notes: Noted[] = [];
  const note = (error: unknown): void => {
    const { stack } = error as { stack: string };
    const rows = stack.split("\n").filter((row) => row.includes(`${file}:`));
    // What runs static fields has no place of its own: V8 names the statement before the class.
    const end = rows.findIndex((row) => row.includes("<static_initializer>"));
    const compared = end < 0 ? rows : rows.slice(0, end + 1);
    notes.push(compared.map((row) => row.trim().replaceAll(`${file}:`, "")));
  };
  const at = (): void => {
    const holder: { stack?: string } = {};
    Error.captureStackTrace(holder, at);
    note(holder);
  };
  return { notes, globals: { note, at } };
}

async function runTyped(source: string, isAsync: boolean): Promise<Noted[]> {
  const { notes, globals } = createNotes("typed");
  const context = vm.createContext(globals);
  const head = isAsync ? "(async()=>{" : "";
  const code = isAsync ? `${head}${source}\n})()` : source;
  const script = new vm.Script(code, { filename: "typed" });
  await script.runInContext(context);
  const last = `at ${splitLines(source).length + 1}:`; // the call of the wrapper
  const shift = (row: string): string =>
    row.replace(/(?<=[ (])1:(\d+)/, (_, column) => `1:${Number(column) - head.length}`);
  return notes.map((rows) => rows.filter((row) => !row.startsWith(last)).map(shift));
}

async function runCell(source: string): Promise<{ notes: Noted[]; isAsync: boolean }> {
  const options = { languageId: "javascript", autoawait: true, form: "async" } as const;
  const names = { executionCount: 1 };
  const compiled = sources.compile(source, names, options);
  assert.deepEqual(compiled.diagnostics, []);
  const { notes, globals } = createNotes("In[1]");
  Object.assign(globalThis, globals);
  const wait = <T>(value: T): PromiseLike<T> => Promise.resolve(value);
  const importModule = (): never => assert.fail();
  const magic = importModule;
  const scope = namespace.open({
    file: "In[1]",
    wait,
    modules: [],
    meta: {},
    importModule,
    magic,
  });
  await namespace.prepare(compiled, scope).run();
  return { notes, isAsync: compiled.mode === "async" };
}

test("every row stands where V8 has it in what was typed", async () => {
  await fc.assert(
    fc.asyncProperty(stackPrograms, async (source) => {
      const { notes, isAsync } = await runCell(source);
      assert.deepEqual(notes, await runTyped(source, isAsync));
    }),
    { numRuns: runsOf(200) },
  );
});
