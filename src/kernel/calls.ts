// The magics that cells call: the table of what there is, loaded when a cell is met that may hold
// one, and what each call may do while its cell runs.
import { createRequire } from "node:module";
import type { Execution } from "./execution.ts";
import { defineGlobal } from "./globals.ts";
import type { Boxed, KernelAccess, MagicContext, MagicFacts, Prepared } from "./magics/magic.ts";
import type { Magics } from "./magics/table.ts";
import type { Transforms } from "./magics/transforms.ts";

const requireNear = createRequire(import.meta.url);

type Prepare = (execution: Execution, ...code: Parameters<MagicContext["prepare"]>) => Prepared;

export class MagicCalls {
  readonly #prepare: Prepare;
  readonly #hasVariable: (name: string) => boolean;
  #table: Magics | undefined;
  #access: KernelAccess | undefined;
  #tell: (magics: readonly MagicFacts[]) => void = () => {};

  constructor(prepare: Prepare, hasVariable: (name: string) => boolean) {
    this.#prepare = prepare;
    this.#hasVariable = hasVariable;
  }

  get table(): Magics {
    if (this.#table) return this.#table;
    const { Magics: Table } = requireNear("./magics.cjs") as { Magics: typeof Magics };
    const table = new Table(this.#access!, this.#hasVariable);
    table.onChange = () =>
      this.#tell(
        table.all().map(({ names, doc, takes }) => ({ names, doc, ...(takes && { takes }) })),
      );
    return (this.#table = table);
  }

  /** What the user wants made of each cell; none before they have asked for any. */
  get transforms(): Transforms | undefined {
    return this.#table?.transforms;
  }

  /**
   * What magics may do with the session; before the first cell. `awaitd` is one of `globals`.
   * `tell` is told of what magics there are, when that has changed.
   */
  offer(
    access: KernelAccess,
    globals: object,
    tell: (magics: readonly MagicFacts[]) => void,
  ): void {
    this.#access = access;
    this.#tell = tell;
    defineGlobal("awaitd", () => this.table.awaitd, globals);
  }

  call(
    execution: Execution,
    [name, line, row, column, body]: [string, string, number, number, string?],
  ): unknown {
    const magic = this.table.find(name);
    // A function of an earlier cell may hold one that was taken away since.
    if (!magic) throw new TypeError(`no magic is called ${name}${this.table.suggest(name)}`);
    const call = { name, line, at: { line: row, column }, ...(body !== undefined && { body }) };
    const context = this.#createContext(execution);
    if (!magic.waits) return magic.run(call, context);
    return execution.outer(box(magic.run(call, context)));
  }

  #createContext(execution: Execution): MagicContext {
    const prepare: MagicContext["prepare"] = (...code) => this.#prepare(execution, ...code);
    return {
      kernel: this.#access!,
      get signal() {
        return execution.signal;
      },
      delayEnd: (ending) => execution.delayEnd(ending),
      executionCount: execution.command.executionCount,
      complain: (text) => void process.stderr.write(text),
      print: (text) => void process.stdout.write(text),
      prepare,
      evaluate: async (code, at) => prepare(code, at).run(),
    };
  }
}

async function box(returned: Promise<Boxed | void>): Promise<Boxed> {
  return (await returned) ?? { value: undefined };
}
