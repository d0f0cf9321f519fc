// An editor's plugin: a stock `vscode-jsonrpc` client, with nothing of this project's own, drives
// the daemon that it started, or that dials the pipe where it listens.
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";
import { after, before, describe, it } from "node:test";
import {
  CancellationTokenSource,
  createMessageConnection,
  ErrorCodes,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from "vscode-jsonrpc/node";
import { launcher } from "./support/daemon.ts";

interface Answer {
  status: string;
  result?: { data: Record<string, string> };
  error?: { name: string; message: string; frames: unknown[] };
}

interface Notice {
  executionId?: string;
  kind?: string;
  stream?: string;
  text?: string;
}

interface Editor {
  connection: MessageConnection;
  /** Everything that came unasked: [method, params]. */
  notices: [method: string, params: Notice][];
  request(method: string, params?: object): Promise<unknown>;
  execute(code: string, params?: object): Promise<Answer>;
  exited: Promise<number | null>;
  end(): void;
}

const createEditor = (
  child: ChildProcess,
  [input, output]: [input: Readable, output: Writable],
  onEnd: () => void = () => {},
): Editor => {
  const reader = new StreamMessageReader(input);
  const connection = createMessageConnection(reader, new StreamMessageWriter(output));
  const notices: Editor["notices"] = [];
  connection.onNotification((method, params) => {
    notices.push([method, params as Notice]);
  });
  connection.listen();
  // Without params this sends `[null]`, as for every `undefined` that is passed on.
  const request: Editor["request"] = (method, params) => connection.sendRequest(method, params);
  const execute: Editor["execute"] = (code, params) =>
    request("execute", { code, ...params }) as Promise<Answer>;
  const exited = once(child, "exit").then(([code]) => code as number | null);
  const end = (): void => {
    connection.dispose();
    child.kill("SIGKILL");
    onEnd();
  };
  return { connection, notices, request, execute, exited, end };
};

const openStdio = (): Editor => {
  const child = spawn(process.execPath, [launcher, "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  return createEditor(child, [child.stdout, child.stdin]);
};

const openPipe = async (): Promise<Editor> => {
  const folder = mkdtempSync(join(tmpdir(), "awaitd editor "));
  const path = join(folder, "daemon.sock");
  const server = createServer().listen(path);
  await once(server, "listening");
  const child = spawn(process.execPath, [launcher, `--pipe=${path}`], { stdio: "inherit" });
  const [socket] = (await once(server, "connection")) as [Socket];
  return createEditor(child, [socket, socket], () => {
    server.close();
    rmSync(folder, { recursive: true });
  });
};

/** What a cell printed on a stream, in one piece. */
const printed = ({ notices }: Editor, wanted: string, stream: string): string =>
  notices
    .filter(([method, { executionId }]) => method === "output" && executionId === wanted)
    .filter(([, params]) => params.stream === stream)
    .map(([, { text }]) => text)
    .join("");

/** Resolves when the daemon says that this execution runs. */
const told = ({ connection }: Editor, method: string, wanted: string): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const listening = connection.onNotification(method, (params: Notice): void => {
    if (params.executionId !== wanted) return;
    listening.dispose();
    resolve();
  });
  return promise;
};

const failure = async (request: Promise<unknown>): Promise<ResponseError<{ path?: string }>> => {
  const error = await request.then(
    () => assert.fail("it was answered with a result"),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ResponseError);
  return error;
};

const refused: [method: string, params: object, path: string][] = [
  ["execute", {}, "code"],
  ["execute", { code: 5 }, "code"],
  ["execute", { code: "1", timeoutMs: "soon" }, "timeoutMs"],
  ["setAutoawait", { enabled: "yes" }, "enabled"],
  ["session/create", { limits: { memoryMb: "much" } }, "limits.memoryMb"],
];

type Scene = [title: string, play: (editor: Editor) => Promise<void>];

/** In this order: each goes on where the one before it ended. */
const scenes: Scene[] = [
  [
    "gets no answer but an error before initialize",
    async (editor) => {
      const { code } = await failure(editor.execute("1"));
      assert.equal(code, ErrorCodes.ServerNotInitialized);
    },
  ],
  [
    "initializes",
    async (editor) => {
      const result = await editor.request("initialize", {
        processId: process.pid,
        capabilities: {},
      });
      assert.partialDeepStrictEqual(result, {
        serverInfo: { name: "awaitd" },
        protocolVersion: "1",
        session: { state: "idle", autoawait: true, runner: "native" },
      });
      await editor.connection.sendNotification("initialized", {});
    },
  ],
  [
    "executes a cell: what it prints comes before its value",
    async (editor) => {
      const code = "console.log('one'); console.error('two'); await sleep(1); console.log('3'); 42";
      const { status, result } = await editor.execute(code, { executionId: "prints" });
      assert.equal(status, "ok");
      assert.equal(result?.data["text/plain"], "42");
      assert.equal(printed(editor, "prints", "stdout"), "one\n3\n");
      assert.equal(printed(editor, "prints", "stderr"), "two\n");
    },
  ],
  [
    "gets a cell's exception as a result",
    async (editor) => {
      const { status, error } = await editor.execute("null.x");
      assert.equal(status, "error");
      assert.equal(error?.name, "TypeError");
      assert.partialDeepStrictEqual(error?.frames, [{ executionCount: 2, line: 1, column: 6 }]);
    },
  ],
  [
    "cancels a cell that runs, and one that waits, by its tokens",
    async (editor) => {
      const { connection } = editor;
      const [running, waiting] = [new CancellationTokenSource(), new CancellationTokenSource()];
      const runs = told(editor, "execution/didStart", "runs");
      const cell = {
        code: "try { await new Promise(() => {}) } finally { console.log('end') }",
        executionId: "runs",
      };
      const first = connection.sendRequest<Answer>("execute", cell, running.token);
      const second = connection.sendRequest<Answer>("execute", { code: "1" }, waiting.token);
      await runs;
      waiting.cancel();
      assert.equal((await second).status, "aborted");
      running.cancel();
      assert.equal((await first).status, "interrupted");
      assert.equal(printed(editor, "runs", "stdout"), "end\n");
      assert.partialDeepStrictEqual(await editor.execute("'alive'"), { status: "ok" });
    },
  ],
  [
    "interrupts a busy loop, and keeps its names",
    async (editor) => {
      const runs = told(editor, "output", "busy");
      const code = "let n = 1; console.log(n); while (true) n++;";
      const cell = editor.execute(code, { executionId: "busy" });
      await runs;
      const answer = await editor.request("interrupt", {});
      assert.deepEqual(answer, {
        status: "interrupted",
        how: "terminated",
        executionIds: ["busy"],
        stateLost: false,
      });
      assert.equal((await cell).status, "interrupted");
      assert.equal((await editor.execute("n > 0")).result?.data["text/plain"], "true");
      assert.partialDeepStrictEqual(await editor.request("interrupt"), { status: "idle" });
    },
  ],
  [
    "sets autoawait",
    async (editor) => {
      const off = await editor.request("setAutoawait", { enabled: false });
      assert.deepEqual(off, { enabled: false, previous: true, runner: "native" });
      assert.equal((await editor.execute("await 1")).error?.name, "SyntaxError");
      await editor.request("setAutoawait", { enabled: true });
      assert.equal((await editor.execute("await 1")).status, "ok");
    },
  ],
  [
    "asks what Enter should do, while a cell runs",
    async (editor) => {
      const runs = told(editor, "execution/didStart", "waits");
      const source = new CancellationTokenSource();
      const cell = { code: "await sleep(1e6)", executionId: "waits" };
      const busy = editor.connection.sendRequest<Answer>("execute", cell, source.token);
      await runs;
      const opened = await editor.request("isComplete", { code: "if (true) {" });
      assert.deepEqual(opened, { status: "incomplete", indent: "  " });
      assert.deepEqual(await editor.request("isComplete", { code: "1" }), { status: "complete" });
      source.cancel();
      assert.equal((await busy).status, "interrupted");
    },
  ],
  [
    "hears of a method that is none",
    async (editor) => {
      const { code, message } = await failure(editor.request("exekute", { code: "1" }));
      assert.equal(code, ErrorCodes.MethodNotFound);
      assert.match(message, /"execute"/);
    },
  ],
  ...refused.map(([method, params, path]): Scene => [
    `hears what is wrong with ${method} ${JSON.stringify(params)}`,
    async ({ request }) => {
      const { code, data } = await failure(request(method, params));
      assert.equal(code, ErrorCodes.InvalidParams);
      assert.equal(data?.path, path);
    },
  ]),
  [
    "shuts down, and the daemon ends with 0",
    async (editor) => {
      assert.equal(await editor.request("shutdown"), null);
      assert.equal((await failure(editor.execute("1"))).code, ErrorCodes.InvalidRequest);
      await editor.connection.sendNotification("exit", undefined);
      assert.equal(await editor.exited, 0);
    },
  ],
];

for (const [way, open] of [
  ["standard input and output", openStdio],
  ["a pipe", openPipe],
] as const) {
  describe(`a stock vscode-jsonrpc client over ${way}`, () => {
    let editor: Editor;
    before(async () => {
      editor = await open();
    });
    after(() => editor.end());
    for (const [title, play] of scenes) it(title, () => play(editor));
  });
}
