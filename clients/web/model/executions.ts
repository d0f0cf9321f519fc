// Running cells and stopping them: what this page asks of its session, and what stands in the queue
// because of it.
import { computed, signal, type Signal } from "@preact/signals";
import type { Result } from "../../../protocol/methods.ts";
import type { InputHandler } from "../../shared/inquiries.ts";
import type { Session } from "../../shared/session.ts";
import { isUnderWay, type Cell } from "./cell.ts";
import type { Workspace } from "./workspace.ts";

type Mode = "graceful" | "terminate";

export class Executions {
  /** Set while an interrupt is under way: how hard it was asked for. */
  readonly interrupting: Signal<Mode | undefined> = signal(undefined);
  /** The cells that wait or run, in the order of the notebook. */
  readonly underWay = computed(() => this.#workspace.notebook.cells.value.filter(isUnderWay));
  readonly #session: Session;
  readonly #workspace: Workspace;
  #questions = 0;

  constructor(session: Session, workspace: Workspace) {
    this.#session = session;
    this.#workspace = workspace;
  }

  /** Resolves when the cell has ended. Does nothing for an empty one, or one that is under way. */
  async run(cell: Cell): Promise<void> {
    const code = cell.code.value;
    if (cell.kind.value !== "code" || isUnderWay(cell) || code.trim() === "") return;
    const executionId = crypto.randomUUID();
    this.#workspace.expect(executionId, cell);
    await this.#execute(cell, executionId, code);
  }

  /** All of these, one after the other; when one fails, those behind it are not run. */
  async runAll(cells: readonly Cell[]): Promise<void> {
    await Promise.all(cells.map((cell) => this.run(cell)));
  }

  /**
   * Asks gracefully; asked again while that is under way, hard. The cells that wait are taken out
   * of the queue, too.
   */
  async interrupt(): Promise<void> {
    if (this.interrupting.value === "terminate") return;
    const mode: Mode = this.interrupting.value === undefined ? "graceful" : "terminate";
    this.interrupting.value = mode;
    try {
      const { how, executionIds } = await this.#session.interrupt({ mode });
      this.#note(how, executionIds);
    } finally {
      if (this.interrupting.value === mode) this.interrupting.value = undefined;
    }
  }

  async #execute(cell: Cell, executionId: string, code: string): Promise<void> {
    try {
      const result = await this.#session.execute(code, {
        executionId,
        cellId: cell.id,
        // Its outputs come as notifications, like those of other clients' cells.
        onOutput: () => {},
        onInput: this.#ask(cell),
        // Who closes the page does not mean to stop what runs.
        detach: true,
      });
      this.#workspace.finish(result);
    } catch (error) {
      this.#workspace.fail(executionId);
      throw error;
    }
  }

  #ask(cell: Cell): InputHandler {
    return async (asked, unwanted) => {
      const { promise, resolve, reject } = Promise.withResolvers<string | null>();
      unwanted.addEventListener("abort", () => reject(new Error("No answer is wanted any more.")));
      cell.question.value = { number: ++this.#questions, asked, answer: resolve };
      try {
        return await promise;
      } finally {
        cell.question.value = undefined;
      }
    };
  }

  #note(how: Result<"interrupt">["how"], executionIds: readonly string[]): void {
    if (how === undefined) return;
    for (const executionId of executionIds) {
      const cell = this.#workspace.cellOf(executionId);
      if (cell?.run.value?.executionId === executionId) cell.run.value = { ...cell.run.value, how };
    }
  }
}
