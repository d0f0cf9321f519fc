// Ctrl-C at a running cell: each further one goes a step harder, and the screen says which step.
import type { Result } from "../../protocol/methods.ts";
import type { Session } from "../shared/session.ts";

type Mode = "graceful" | "terminate" | "restart";
type Answer = Result<"interrupt">;

interface Step {
  mode: Mode;
  /** What goes on, and what another Ctrl-C does. */
  status: string;
}

const steps: readonly Step[] = [
  { mode: "graceful", status: "interrupting · Ctrl-C again: terminate" },
  { mode: "terminate", status: "terminating · Ctrl-C again: restart, and lose all names" },
  { mode: "restart", status: "restarting" },
];

const outcomes: Record<string, string> = {
  cancelled: "interrupted (cancelled): it was stopped where it waited",
  terminated: "interrupted (terminated): it was unwound where it ran",
  restarted: "interrupted (restarted): the session begins anew",
};

export class Interrupts {
  readonly #session: Session;
  readonly #executionId: string;
  #step = 0;
  #answer: Answer | undefined;
  #asked: Promise<unknown> = Promise.resolve();

  constructor(session: Session, executionId: string) {
    this.#session = session;
    this.#executionId = executionId;
  }

  /** What the screen is to say while it is under way. */
  get status(): string | undefined {
    return steps[this.#step - 1]?.status;
  }

  /** The next step of the ladder; rejects when the daemon is gone. */
  async interrupt(): Promise<void> {
    const { mode } = steps[Math.min(this.#step, steps.length - 1)]!;
    this.#step++;
    const asked = this.#session.interrupt({ mode, executionId: this.#executionId });
    this.#asked = Promise.allSettled([this.#asked, asked]);
    const answer = await asked;
    if (answer.status === "interrupted") this.#answer = answer;
  }

  /** How the cell ended, when it was by this: that is told after the cell's own result. */
  async outcome(): Promise<string> {
    await this.#asked;
    const { how, stateLost } = this.#answer ?? {};
    const said = outcomes[how ?? ""] ?? "interrupted";
    return stateLost === true ? `${said}; its names are lost` : said;
  }
}
