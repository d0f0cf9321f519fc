// The bare clients of the benchmarks: the same one speaks to the floor and to the daemon, so that a
// client's own cost is on both sides. They know JSON-RPC and nothing of awaitd's methods.
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { WebSocket } from "ws";

export interface Peer extends AsyncDisposable {
  readonly pid: number;
  request<T = unknown>(method: string, params: object): Promise<T>;
  notify(method: string, params: object): void;
  /** Every notification, in order. One listener at a time; `undefined` takes it away. */
  onNotification: ((method: string, params: Notified) => void) | undefined;
}

/** What the benchmarks read of a notification. */
export interface Notified {
  kind?: string;
  text?: string;
  sessionId?: string;
  executionId?: string;
}

type Child = ChildProcessByStdio<Writable, Readable, null>;

export function startChild(command: readonly string[]): Child {
  return spawn(process.execPath, command, { stdio: ["pipe", "pipe", "inherit"] });
}

async function endChild(child: Child): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.stdin.destroy();
  child.kill("SIGTERM");
  await exited;
}

/** vscode-jsonrpc on both ends, as an editor has it. */
export function startStdioPeer(command: readonly string[]): Peer {
  const child = startChild(command);
  const reader = new StreamMessageReader(child.stdout);
  const connection = createMessageConnection(reader, new StreamMessageWriter(child.stdin));
  const peer: Peer = {
    pid: child.pid ?? 0,
    request: (method, params) => connection.sendRequest(method, params),
    notify: (method, params) => void connection.sendNotification(method, params),
    onNotification: undefined,
    async [Symbol.asyncDispose]() {
      connection.dispose();
      await endChild(child);
    },
  };
  connection.onNotification((method, params) => peer.onNotification?.(method, params as Notified));
  connection.listen();
  child.once("exit", () => connection.dispose());
  return peer;
}

interface Message {
  id?: number;
  method?: string;
  params?: Notified;
  result?: unknown;
  error?: { message: string };
}

/** Ids and answers for the two peers below, which differ in how a message travels. */
function createRouter(send: (text: string) => void) {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;
  const router = {
    onNotification: undefined as Peer["onNotification"],
    request<T>(method: string, params: object): Promise<T> {
      const answer = Promise.withResolvers<unknown>();
      waiting.set(++lastId, answer);
      send(JSON.stringify({ jsonrpc: "2.0", id: lastId, method, params }));
      return answer.promise as Promise<T>;
    },
    notify: (method: string, params: object): void =>
      send(JSON.stringify({ jsonrpc: "2.0", method, params })),
    receive(text: string): void {
      const { id, method, params, result, error } = JSON.parse(text) as Message;
      if (method !== undefined) return router.onNotification?.(method, params ?? {});
      const answer = waiting.get(id ?? 0);
      waiting.delete(id ?? 0);
      if (error) answer?.reject(new Error(error.message));
      else answer?.resolve(result);
    },
    end(): void {
      for (const answer of waiting.values()) answer.reject(new Error("The process has ended."));
      waiting.clear();
    },
  };
  return router;
}

/**
 * As little client as there can be, for what would otherwise measure the client: floods and
 * pipelines.
 */
export function startLeanPeer(command: readonly string[]): Peer {
  const child = startChild(command);
  let outgoing = "";
  const flush = (): void => {
    child.stdin.write(outgoing);
    outgoing = "";
  };
  const router = createRouter((text) => {
    if (outgoing === "") queueMicrotask(flush);
    outgoing += `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
  });
  readFrames(child.stdout, router.receive);
  child.once("exit", router.end);
  return Object.assign(router, {
    pid: child.pid ?? 0,
    [Symbol.asyncDispose]: () => endChild(child),
  });
}

function readFrames(stream: Readable, onText: (text: string) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  stream.on("data", (chunk: Buffer) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      const end = rest.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(rest.toString("latin1", 0, end))?.[1]);
      if (rest.length < end + 4 + length) return;
      onText(rest.toString("utf8", end + 4, end + 4 + length));
      rest = rest.subarray(end + 4 + length);
    }
  });
}

/** Dials what a child said that it listens on, in a line of JSON. */
export async function startSocketPeer(command: readonly string[]): Promise<Peer> {
  const child = startChild(command);
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  const { listening, token } = JSON.parse(line.toString()) as {
    listening: [{ url: string }];
    token: string;
  };
  const protocols = ["awaitd.v1", `awaitd.token.${token}`];
  const socket = new WebSocket(listening[0].url, protocols, { perMessageDeflate: false });
  const router = createRouter((text) => socket.send(text));
  socket.on("message", (data: Buffer) => router.receive(data.toString()));
  socket.once("close", router.end);
  await once(socket, "open");
  return Object.assign(router, {
    pid: child.pid ?? 0,
    async [Symbol.asyncDispose]() {
      socket.terminate();
      await endChild(child);
    },
  });
}
