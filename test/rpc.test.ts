import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { Duplex } from "node:stream";
import { after, before, describe, it } from "node:test";
import { WebSocket } from "ws";
import { listen } from "../src/transport/listen.ts";
import { createEcho } from "./support/echo.ts";
import { connectMemory } from "./support/memory.ts";
import { root } from "./support/sources.ts";
import {
  createStreamPeer,
  createWebSocketPeer,
  type Peer,
  type WireMessage,
} from "./support/peer.ts";

interface Connected {
  peer: Peer;
  close(): Promise<void>;
}

const report = (): void => {};

const transports: Record<string, () => Promise<Connected>> = {
  memory: async () => {
    const { peer, stream } = connectMemory({ accept: createEcho().accept, report });
    const close = async (): Promise<void> => {
      stream.end();
      await peer.ended;
    };
    return { peer, close };
  },
  stdio: async () => {
    const path = join(root, "test/support/echo.ts");
    const child = spawn(process.execPath, [path], { stdio: ["pipe", "pipe", "ignore"] });
    const peer = createStreamPeer(Duplex.from({ readable: child.stdout, writable: child.stdin }));
    const close = async (): Promise<void> => {
      child.stdin.end();
      if (child.exitCode === null) await once(child, "exit");
    };
    return { peer, close };
  },
  WebSocket: async () => {
    const listener = await listen("ws://127.0.0.1:0", {
      accept: createEcho().accept,
      report,
      admit: () => ({ admitted: true, authorized: true }),
    });
    const socket = new WebSocket(listener.url);
    const peer = createWebSocketPeer(socket);
    await once(socket, "open");
    const close = async (): Promise<void> => {
      socket.close();
      await peer.ended;
      await listener.close();
    };
    return { peer, close };
  },
};

const request = (fields: object): string => JSON.stringify({ jsonrpc: "2.0", id: 70, ...fields });
const execute = (params: unknown): string => request({ method: "execute", params });

interface Expected {
  id: number | string | null;
  code: number;
  message?: RegExp;
  data?: unknown;
}

/** What a client should not send → the one answer it gets. */
const hostile: [name: string, text: string, expected: Expected][] = [
  ["broken JSON", '{"jsonrpc":', { id: null, code: -32700, message: /broken JSON/ }],
  ["no JSON at all", "hello", { id: null, code: -32700 }],
  ["an empty message", "", { id: null, code: -32700 }],
  ["an empty batch", "[]", { id: null, code: -32600, message: /batches/ }],
  ["a batch", `[${execute({ code: "echo 1" })},1]`, { id: null, code: -32600, message: /batches/ }],
  ["a number", "1", { id: null, code: -32600 }],
  ["a string", '"initialize"', { id: null, code: -32600 }],
  ["null", "null", { id: null, code: -32600 }],
  ["an empty object", "{}", { id: null, code: -32600, message: /jsonrpc/ }],
  ["no version", '{"id":70,"method":"execute"}', { id: 70, code: -32600, message: /jsonrpc/ }],
  ["JSON-RPC 1.0", request({ jsonrpc: "1.0", method: "execute" }), { id: 70, code: -32600 }],
  ["neither method nor answer", request({}), { id: 70, code: -32600, message: /a method/ }],
  [
    "a method that is no string",
    request({ method: 5 }),
    { id: 70, code: -32600, message: /method/ },
  ],
  [
    "the id null",
    request({ id: null, method: "execute" }),
    { id: null, code: -32600, message: /id/ },
  ],
  ["an id that is an object", request({ id: {}, method: "execute" }), { id: null, code: -32600 }],
  [
    "an id that is a truth value",
    request({ id: true, method: "execute" }),
    { id: null, code: -32600 },
  ],
  [
    "an id that is no number",
    '{"jsonrpc":"2.0","id":1e999,"method":"x"}',
    { id: null, code: -32600 },
  ],
  [
    "params that are a string",
    execute("1+1"),
    { id: 70, code: -32602, data: { path: "", expected: "an object" } },
  ],
  [
    "params by position",
    execute(["1+1"]),
    { id: 70, code: -32602, data: { path: "", expected: "an object" } },
  ],
  [
    "params that are null",
    execute(null),
    { id: 70, code: -32602, data: { path: "code", expected: "a string" } },
  ],
  [
    "no params",
    request({ method: "execute" }),
    { id: 70, code: -32602, data: { path: "code", expected: "a string" } },
  ],
  [
    "params of the wrong type",
    execute({ code: "echo", timeoutMs: "1s" }),
    {
      id: 70,
      code: -32602,
      message: /^execute: timeoutMs: expected a number greater than 0, got "1s"$/,
      data: { path: "timeoutMs", expected: "a number greater than 0" },
    },
  ],
  [
    "a property deep inside",
    request({ method: "session/create", params: { limits: { memoryMb: 1 } } }),
    {
      id: 70,
      code: -32602,
      data: { path: "limits.memoryMb", expected: "an integer of at least 16" },
    },
  ],
  [
    "a value of a record, under a key with a line break",
    request({ method: "session/create", params: { env: { "A/B~\n": 1 } } }),
    { id: 70, code: -32602, data: { path: "env.A/B~\n", expected: "a string" } },
  ],
  [
    "a misspelled property",
    execute({ code: "echo", timeoutMS: 5 }),
    {
      id: 70,
      code: -32602,
      message: /^execute: timeoutMS: no such property; the nearest is "timeoutMs"$/,
      data: { path: "timeoutMS", expected: 'no such property; the nearest is "timeoutMs"' },
    },
  ],
  [
    "an unknown method",
    request({ method: "exekute" }),
    { id: 70, code: -32601, message: /"execute"/, data: { nearest: "execute" } },
  ],
  ["a method of all objects", request({ method: "constructor" }), { id: 70, code: -32601 }],
  ["an unknown $/ method", request({ method: "$/whatever" }), { id: 70, code: -32601 }],
  [
    "a second initialize",
    request({ method: "initialize" }),
    { id: 70, code: -32600, message: /once/ },
  ],
  [
    "a request that its handler refuses",
    execute({ code: "refuse" }),
    { id: 70, code: 1001, data: { sessionId: "s9" } },
  ],
  [
    "a request that meets a bug",
    execute({ code: "bug" }),
    { id: 70, code: -32603, message: /a bug of ours/ },
  ],
  [
    "a request whose answer is no JSON",
    execute({ code: "circular" }),
    { id: 70, code: -32603, message: /no JSON/ },
  ],
];

/** What is left without any answer. */
const silent: [name: string, text: string][] = [
  ["an unknown notification", '{"jsonrpc":"2.0","method":"whatever"}'],
  [
    "a notification of a request's name",
    '{"jsonrpc":"2.0","method":"execute","params":{"code":"echo"}}',
  ],
  ["progress without params", '{"jsonrpc":"2.0","method":"$/progress"}'],
  ["a trace setting", '{"jsonrpc":"2.0","method":"$/setTrace","params":{"value":"off"}}'],
  ["initialized", '{"jsonrpc":"2.0","method":"initialized","params":{}}'],
  ["a cancellation without params", '{"jsonrpc":"2.0","method":"$/cancelRequest"}'],
  ["a cancellation of null", '{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":null}}'],
  ["a cancellation of nothing", '{"jsonrpc":"2.0","method":"$/cancelRequest","params":{"id":999}}'],
  ["a cancellation by position", '{"jsonrpc":"2.0","method":"$/cancelRequest","params":[1]}'],
  ["an answer to nothing", '{"jsonrpc":"2.0","id":5,"result":1}'],
  ["an error without an id", '{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"x"}}'],
];

interface Used {
  peer: Peer;
  assertAlive(): Promise<void>;
}

/** One initialized client for all tests of a `describe`. */
const useClient = (connect: () => Promise<Connected>): Used => {
  let client: Connected;
  const used = {
    get peer(): Peer {
      return client.peer;
    },
    assertAlive: async (): Promise<void> => {
      const { peer } = client;
      peer.send({ jsonrpc: "2.0", id: "alive", method: "execute", params: { code: "echo yes" } });
      assert.deepEqual(await peer.next(), { jsonrpc: "2.0", id: "alive", result: "yes" });
    },
  };
  before(async () => {
    client = await connect();
    await client.peer.request("initialize", { session: {} }, "first");
    await client.peer.next();
  });
  after(() => client.close());
  return used;
};

for (const [transport, connect] of Object.entries(transports)) {
  describe(`what no client should send, over ${transport}`, () => {
    const client = useClient(connect);
    for (const [name, text, expected] of hostile) {
      it(`answers ${name} and goes on`, async () => {
        const { peer } = client;
        peer.sendText(text);
        const { id, error } = await peer.next();
        assert.deepEqual({ id, code: error?.code }, { id: expected.id, code: expected.code });
        if (expected.message) assert.match(error!.message, expected.message);
        if (expected.data) assert.deepEqual(error!.data, expected.data);
        await client.assertAlive();
      });
    }

    for (const [name, text] of silent) {
      it(`does not answer ${name}`, async () => {
        const { peer } = client;
        peer.sendText(text);
        await client.assertAlive();
      });
    }
  });

  describe(`ids and cancellation over ${transport}`, () => {
    const client = useClient(connect);

    it("answers a duplicate id with an error, and the first request all the same", async () => {
      const { peer } = client;
      peer.sendText(execute({ code: "wait" }));
      peer.sendText(execute({ code: "echo second" }));
      const { id, error } = await peer.next();
      assert.deepEqual([id, error?.code], [70, -32600]);
      assert.match(error!.message, /70 has not been answered/);
      peer.notify("$/cancelRequest", { id: 70 });
      assert.deepEqual(await peer.next(), { jsonrpc: "2.0", id: 70, result: "cancelled" });
      peer.sendText(execute({ code: "echo again" }));
      assert.equal((await peer.next()).result, "again");
    });

    it('tells the ids 1, "1" and "s1" apart', async () => {
      const { peer } = client;
      for (const id of [1, "1", "s1", -1, 1.5, ""]) {
        peer.send({ jsonrpc: "2.0", id, method: "execute", params: { code: "id" } });
      }
      for (const id of [1, "1", "s1", -1, 1.5, ""]) {
        assert.deepEqual(await peer.next(), { jsonrpc: "2.0", id, result: id });
      }
    });

    it("answers a cancelled request -32800, a cancelled execute with its result", async () => {
      const { peer } = client;
      peer.send({ jsonrpc: "2.0", id: "list", method: "session/list" });
      peer.send({ jsonrpc: "2.0", id: "run", method: "execute", params: { code: "wait" } });
      await client.assertAlive();
      peer.notify("$/cancelRequest", { id: "list" });
      peer.notify("$/cancelRequest", { id: "run" });
      const answers = new Map<unknown, WireMessage>();
      for (const message of [await peer.next(), await peer.next()])
        answers.set(message.id, message);
      assert.equal(answers.get("list")?.error?.code, -32800);
      assert.equal(answers.get("run")?.result, "cancelled");
    });

    it("honours a cancellation that comes with its request", async () => {
      const { peer } = client;
      for (const [id, method] of [
        ["early", "session/list"],
        ["soon", "session/info"],
      ] as const) {
        peer.send({ jsonrpc: "2.0", id, method });
        peer.notify("$/cancelRequest", { id });
        const answer = await peer.next();
        // Over a slow wire the request may have been answered before its cancellation came.
        if (id === "early" || answer.error) assert.equal(answer.error?.code, -32800);
      }
      await client.assertAlive();
    });
  });

  describe(`the order of messages over ${transport}`, () => {
    const client = useClient(connect);

    it("sends what was notified before an answer before that answer, always", async () => {
      const { peer } = client;
      const count = 100;
      for (let id = 1; id <= count; id++) {
        const code = id % 2 === 0 ? "print 3" : "trickle 3";
        peer.send({ jsonrpc: "2.0", id, method: "execute", params: { code } });
      }
      const printed: (string | undefined)[] = [];
      const order: unknown[] = [];
      while (order.length < count) {
        const message = await peer.next();
        if (message.method) printed.push(message.params?.["text"] as string);
        else {
          order.push(message.id);
          assert.equal(printed.length, order.length * 3, `before the answer to ${message.id}`);
        }
      }
      assert.deepEqual(
        order,
        Array.from({ length: count }, (_, index) => index + 1),
      );
      assert.deepEqual(printed.slice(0, 6), ["1", "2", "3", "1", "2", "3"]);
    });

    it("keeps the order of two thousand requests sent at once", async () => {
      const { peer } = client;
      const ids = Array.from({ length: 2000 }, (_, index) => index + 1);
      for (const id of ids) {
        peer.send({ jsonrpc: "2.0", id, method: "execute", params: { code: `echo ${id}` } });
      }
      for (const id of ids) {
        assert.deepEqual(await peer.next(), { jsonrpc: "2.0", id, result: `${id}` });
      }
    });

    it("takes what else prints in the daemon away from the client", async () => {
      const { peer } = client;
      peer.send({ jsonrpc: "2.0", id: 1, method: "execute", params: { code: "noise " } });
      assert.deepEqual(await peer.next(), { jsonrpc: "2.0", id: 1, result: "printed" });
      await client.assertAlive();
    });
  });
}

/** Who says what when, from a new connection on: [method, error code or nothing]. */
const lifecycles: [name: string, steps: [method: string, params: object, code?: number][]][] = [
  [
    "requests before initialize",
    [
      ["execute", { code: "echo" }, -32002],
      ["nothing", {}, -32002],
      ["shutdown", {}, -32002],
    ],
  ],
  [
    "initialize, then anything",
    [
      ["initialize", {}],
      ["execute", { code: "echo" }],
      ["shutdown", {}],
    ],
  ],
  [
    "a failed initialize may be repeated",
    [
      ["initialize", { token: "wrong" }, 1008],
      ["execute", { code: "echo" }, -32002],
      ["initialize", { token: 5 }, -32602],
      ["initialize", {}],
      ["initialize", {}, -32600],
    ],
  ],
  [
    "after shutdown",
    [
      ["initialize", {}],
      ["shutdown", {}],
      ["execute", { code: "echo" }, -32600],
      ["shutdown", {}, -32600],
      ["initialize", {}, -32600],
      ["nothing", {}, -32600],
    ],
  ],
];

describe("the lifecycle", () => {
  for (const [name, steps] of lifecycles) {
    for (const pipelined of [false, true]) {
      it(`${name}, ${pipelined ? "all at once" : "one by one"}`, async () => {
        const { peer } = connectMemory({ accept: createEcho().accept, report });
        const answers: Promise<WireMessage>[] = [];
        for (const [method, params] of steps) {
          const answer = peer.request(method, params);
          answers.push(answer);
          if (!pipelined) await answer;
        }
        const codes = (await Promise.all(answers)).map(({ error }) => error?.code);
        assert.deepEqual(
          codes,
          steps.map(([, , code]) => code),
        );
      });
    }
  }

  const exits: [name: string, methods: string[], code: number][] = [
    ["at once", [], 1],
    ["after initialize", ["initialize"], 1],
    ["after shutdown", ["initialize", "shutdown"], 0],
  ];
  for (const [name, methods, code] of exits) {
    it(`exit ${name} is told with ${code}, even when the input ends with it`, async () => {
      const echo = createEcho();
      const { peer, stream, closed } = connectMemory({ accept: echo.accept, report });
      for (const method of methods) await peer.request(method, {});
      peer.notify("exit");
      stream.end();
      await peer.ended;
      assert.deepEqual(echo.exitCodes, [code]);
      if (!closed.aborted) await once(closed, "abort");
    });
  }

  it("reports a bug and nothing else", async () => {
    const reported: unknown[] = [];
    const options = {
      accept: createEcho().accept,
      report: (error: unknown) => reported.push(error),
    };
    const { peer } = connectMemory(options);
    await peer.request("initialize", {});
    for (const code of ["refuse", "bug", "echo", "circular"])
      await peer.request("execute", { code });
    await peer.request("nothing");
    assert.deepEqual(
      reported.map((error) => (error as Error).message.split("\n")[0]),
      ["a bug of ours", "Converting circular structure to JSON"],
    );
  });
});
