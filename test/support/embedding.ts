// Programs that embed a session: real processes, which tell by messages what happens to them.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import type { Client } from "../../clients/shared/client.ts";
import { connect } from "../../clients/shared/connect.ts";
import type { Listening } from "../../src/embed/embed.d.cts";
import { nodes } from "./daemon.ts";
import { root } from "./sources.ts";

export interface Program {
  child: ChildProcess;
  /** What it has printed until now. */
  printed: { stdout: string; stderr: string };
  exited: Promise<number | null>;
  /** The next session that it opens. */
  listening(): Promise<Listening>;
  /** The next thing that it says by `tell(…)`. */
  told(): Promise<unknown>;
  /** A client of the next session that it opens. */
  attach(): Promise<Client>;
  [Symbol.asyncDispose](): Promise<void>;
}

const prelude = `
import { embed } from "awaitd";
const tell = (told) => process.send({ told });
const options = { banner: false, onListening: (listening) => process.send({ listening }) };
`;

/** `code` is a module's; it has \`embed\`, \`tell(…)\`, and \`options\` that tell of a session. */
export function startProgram(
  code: string,
  node: string = nodes.node24,
  env: Record<string, string> = {},
): Program {
  const child = spawn(node, ["--input-type=module", "-e", prelude + code], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const printed = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name]!.setEncoding("utf8").on("data", (text: string) => (printed[name] += text));
  const exited = once(child, "close").then(([exitCode]) => exitCode as number | null);
  const queues = { listening: createQueue<Listening>(), told: createQueue() };
  child.on("message", (message: { listening?: Listening; told?: unknown }) => {
    if (message.listening) queues.listening.put(message.listening);
    else queues.told.put(message.told);
  });
  void exited.then(() => {
    const ended = new Error(`the program has ended: ${JSON.stringify(printed)}`);
    for (const queue of Object.values(queues)) queue.fail(ended);
  });
  const { listening, told } = { listening: queues.listening.take, told: queues.told.take };
  return {
    child,
    printed,
    exited,
    listening,
    told,
    async attach() {
      const { url, token } = await listening();
      return connect(url, { token });
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

interface Queue<T> {
  put(item: T): void;
  take: () => Promise<T>;
  fail(error: Error): void;
}

function createQueue<T = unknown>(): Queue<T> {
  const items: T[] = [];
  let waiting: PromiseWithResolvers<T> | undefined;
  let failure: Error | undefined;
  return {
    put(item) {
      if (waiting) waiting.resolve(item);
      else items.push(item);
      waiting = undefined;
    },
    async take() {
      if (items.length > 0) return items.shift()!;
      if (failure) throw failure;
      waiting = Promise.withResolvers<T>();
      return waiting.promise;
    },
    fail(error) {
      failure = error;
      waiting?.reject(error);
    },
  };
}
