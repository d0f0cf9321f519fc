// Tasks that go on when their cell is over; what they print stays its output.
import { inspect } from "node:util";
import { settleWithin } from "../../std/timeout.ts";
import { readFlags } from "./flags.ts";
import type { Boxed, Detached, KernelAccess, Magic, MagicCall, MagicContext } from "./magic.ts";

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

/** Those of one session. */
class Tasks {
  readonly #byId = new Map<number, BackgroundTask>();
  #last = 0;

  get all(): BackgroundTask[] {
    return [...this.#byId.values()];
  }

  get(id: number): BackgroundTask | undefined {
    return this.#byId.get(id);
  }

  add(create: (id: number) => BackgroundTask): BackgroundTask {
    for (const [id, { status }] of this.#byId) if (status !== "running") this.#byId.delete(id);
    this.#last += 1;
    const task = create(this.#last);
    this.#byId.set(task.id, task);
    return task;
  }
}

const ofSessions = new WeakMap<KernelAccess, Tasks>();

function findTasks(kernel: KernelAccess): Tasks {
  const found = ofSessions.get(kernel) ?? new Tasks();
  ofSessions.set(kernel, found);
  return found;
}

export const background: Magic = {
  names: ["%bg", "%%bg"],
  takes: "code",
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
    const tasks = findTasks(context.kernel);
    if (values.k !== undefined) return stopTasks(values.k, tasks);
    if (call.body === undefined && rest === "") {
      const lines = tasks.all.map(describe);
      return context.print(`${lines.join("\n") || "There are no background tasks"}\n`);
    }
    return { value: begin(call, context, tasks) };
  },
};

function begin({ line, body, at }: MagicCall, context: MagicContext, tasks: Tasks): BackgroundTask {
  if (body !== undefined && line !== "")
    throw new SyntaxError(`code for %%bg stands below its line, not behind it: ${line}`);
  const code = body ?? line;
  const detached = context.detach();
  const prepared = detached.prepare(code, at);
  const create = (id: number): BackgroundTask =>
    new BackgroundTask(id, code, runDetached(prepared, detached), detached.stop);
  return tasks.add(create);
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
async function stopTasks(which: string, tasks: Tasks): Promise<void> {
  const found = which === "all" ? tasks.all : [tasks.get(Number(which))].filter((each) => !!each);
  if (found.length === 0 && which !== "all")
    throw new RangeError(`there is no background task ${which}; %bg lists those there are`);
  for (const task of found) task.stop();
  const ended = Promise.allSettled(found.map(({ promise }) => promise));
  await settleWithin(graceMs, ended, []);
}
