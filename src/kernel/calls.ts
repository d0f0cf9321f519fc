// The magics that cells call: the table of what there is, loaded when a cell is met that may hold
// one, and what each call may do while its cell runs.
import { fileURLToPath } from "node:url";
import { loadFile } from "../compiler/load.ts";
import { redirect } from "./capture.ts";
import type { Shown } from "./display/shown.ts";
import { Execution } from "./execution.ts";
import { defineGlobal } from "./globals.ts";
import * as keptGlobals from "./intrinsics.ts";
import type { Events } from "./magics/events.ts";
import type {
  Boxed,
  Detached,
  KernelAccess,
  MagicContext,
  MagicFacts,
  Prepared,
} from "./magics/magic.ts";
import type { Magics } from "./magics/table.ts";
import type { Transforms } from "./magics/transforms.ts";

const tableFile = fileURLToPath(new URL("./magics.cjs", import.meta.url));

/** Where the code that magics run is run. */
interface Home {
  prepare(execution: Execution, ...code: Parameters<MagicContext["prepare"]>): Prepared;
  importAnew(execution: Execution, url: string): Promise<object>;
  /** Is there a variable of this name, in the session or for every program? */
  hasVariable(name: string): boolean;
}

/** Who is told what magics say of themselves, show and ask. */
interface Tell {
  /** What magics there are, when that has changed. */
  magics(all: readonly MagicFacts[]): void;
  show(shown: Shown, generation: number): void;
  /** The client; null at the end of input. */
  ask(prompt: string): string | null;
}

export class MagicCalls {
  readonly #home: Home;
  #table: Magics | undefined;
  #access: KernelAccess | undefined;
  #tell: Tell | undefined;

  constructor(home: Home) {
    this.#home = home;
  }

  get table(): Magics {
    if (this.#table) return this.#table;
    const { Magics: Table } = loadFile(tableFile, { keptGlobals }) as { Magics: typeof Magics };
    const table = new Table(this.#access!, this.#home.hasVariable);
    table.onChange = () =>
      this.#tell?.magics(
        table.all().map(({ names, doc, takes }) => ({ names, doc, ...(takes && { takes }) })),
      );
    return (this.#table = table);
  }

  /** What the user wants made of each cell; none before they have asked for any. */
  get transforms(): Transforms | undefined {
    return this.#table?.transforms;
  }

  /** What is called around executions; none before the user has asked for any. */
  get events(): Events | undefined {
    return this.#table?.events;
  }

  /** What magics may do with the session; before the first cell. `awaitd` is one of `globals`. */
  offer(access: KernelAccess, globals: object, tell: Tell): void {
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
    const { command } = execution;
    const prepare: MagicContext["prepare"] = (...code) => this.#home.prepare(execution, ...code);
    const show = (shown: Shown): void => this.#tell?.show(shown, command.generation);
    return {
      kernel: this.#access!,
      get signal() {
        return execution.signal;
      },
      delayEnd: (ending) => execution.delayEnd(ending),
      executionCount: command.executionCount,
      complain: (text) => void process.stderr.write(text),
      print: (text) => void process.stdout.write(text),
      display: (bundle) => show({ kind: "display", ...bundle }),
      show,
      redirect,
      importAnew: (url) => this.#home.importAnew(execution, url),
      ask: (prompt) => (command.allowStdin ? this.#tell?.ask(prompt) : undefined),
      detach: () => this.#detach(execution),
      prepare,
      evaluate: async (code, at) => prepare(code, at).run(),
    };
  }

  /** What is run there goes on when the cell is over, as the cell's. */
  #detach({ command, runner }: Execution): Detached {
    const own = new Execution(command, runner, () => {});
    return {
      prepare: (...code) => this.#home.prepare(own, ...code),
      dispose: async () => own.scope?.dispose(),
      stop() {
        own.interrupted = { fence: false };
        own.stop();
      },
    };
  }
}

async function box(returned: Promise<Boxed | void>): Promise<Boxed> {
  return (await returned) ?? { value: undefined };
}
