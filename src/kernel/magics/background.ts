// Tasks that go on when their cell is over; what they print stays its output.
import { inspect } from "node:util";
import { settleWithin } from "../../std/timeout.ts";
import { readFlags } from "./flags.ts";
import type { Boxed, Detached, Magic, MagicCall, MagicContext } from "./magic.ts";

/** Awaited, it is the value of its code. */
class BackgroundTask {
  readonly id: number;
  readonly code: string;
  status: "running" | "done" | "failed" | "stopped" = "running";
  readonly promise: Promise<unknown>;
  readonly #stop: () => void;

  constructor(id: number, code: string, started: Promise<unknown>, stop: () => void) {
    this.id = id;
    this.code = code;
    this.#stop = stop;
    // Nobody may wait for it: then its failure is shown as an output of its cell.
    this.promise = started.then(
      (value) => this.#end("done", value),
      (thrown: unknown) => {
        this.#end("failed");
        throw thrown;
      },
    );
  }

  #end<T>(status: "done" | "failed", value?: T): T | undefined {
    if (this.status === "running") this.status = status;
    return value;
  }

  stop(): void {
    if (this.status !== "running") return;
    this.status = "stopped";
    // That it was stopped is no failure to be told.
    this.promise.catch(() => {});
    this.#stop();
  }

  // oxlint-disable-next-line unicorn/no-thenable -- it is awaited like a promise
  then<A, B>(onValue?: (value: unknown) => A, onError?: (reason: unknown) => B): Promise<A | B> {
    return this.promise.then<A, B>(onValue, onError);
  }

  [inspect.custom](): string {
    return `BackgroundTask ${describe(this)}`;
  }
}

const describe = ({ id, status, code }: BackgroundTask): string =>
  `${id} ${status}: ${code.trim().replace(/\s*\n\s*/g, " ⏎ ")}`;

const graceMs = 1000;
const tasks = new Map<number, BackgroundTask>();
let last = 0;

export const background: Magic = {
  names: ["%bg", "%%bg"],
  waits: true,
  doc: `Run code in the background: the cell is over at once; what is printed stays its output.

  %bg CODE              its value is a task with id, status and stop(); awaited, the code's value
  %%bg                  the cell below
  %bg                   list the tasks
  %bg -k ID             stop one as an interrupt stops a cell, or \`all\`

It ends with the session. An interrupt of a cell leaves it alone. Where the loop policy is
\`perCell\` it stands still between cells.

  const build = %bg !npm run build`,
  async run(call, context): Promise<Boxed | void> {
    const { rest, values } = readFlags(call.line, { switches: [], values: ["k"] });
    if (values.k !== undefined) return stopTasks(values.k);
    if (call.body === undefined && rest === "") {
      const lines = [...tasks.values()].map(describe);
      return context.print(`${lines.join("\n") || "There are no background tasks"}\n`);
    }
    return { value: begin(call, context) };
  },
};

function begin({ line, body, at }: MagicCall, context: MagicContext): BackgroundTask {
  if (body !== undefined && line !== "")
    throw new SyntaxError(`code for %%bg stands below its line, not behind it: ${line}`);
  const code = body ?? line;
  const detached = context.detach();
  const prepared = detached.prepare(code, at);
  for (const [id, { status }] of tasks) if (status !== "running") tasks.delete(id);
  last += 1;
  const task = new BackgroundTask(last, code, runDetached(prepared, detached), detached.stop);
  tasks.set(last, task);
  return task;
}

async function runDetached(
  prepared: ReturnType<Detached["prepare"]>,
  detached: Detached,
): Promise<unknown> {
  try {
    return (await prepared.run()).value;
  } finally {
    await detached.dispose();
  }
}

/** Waits until they have ended, for as long as an interrupt would. */
async function stopTasks(which: string): Promise<void> {
  const found =
    which === "all" ? [...tasks.values()] : [tasks.get(Number(which))].filter((each) => !!each);
  if (found.length === 0 && which !== "all")
    throw new RangeError(`there is no background task ${which}; %bg lists those there are`);
  for (const task of found) task.stop();
  const ended = Promise.allSettled(found.map(({ promise }) => promise));
  await settleWithin(graceMs, ended, []);
}
