// worker_threads: a pool, shared memory, transfers, a worker that dies.

// %%
import { Worker, MessageChannel, receiveMessageOnPort } from "node:worker_threads";
import { once } from "node:events";

const workerSource = `
  const { parentPort, workerData } = require("node:worker_threads");
  const isPrime = (n) => {
    if (n < 2) return false;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
    return true;
  };
  parentPort.on("message", ({ id, from, to }) => {
    let count = 0;
    for (let n = from; n < to; n++) if (isPrime(n)) count++;
    parentPort.postMessage({ id, count, name: workerData.name });
  });
`;

// %%
class Pool {
  #idle = [];
  #waiting = [];
  #all = [];

  constructor(size) {
    for (let i = 0; i < size; i++) {
      const worker = new Worker(workerSource, { eval: true, workerData: { name: `w${i}` } });
      this.#all.push(worker);
      this.#idle.push(worker);
    }
  }

  async run(task) {
    const worker = this.#idle.pop() ?? (await new Promise((resolve) => this.#waiting.push(resolve)));
    try {
      worker.postMessage(task);
      const [answer] = await once(worker, "message");
      return answer;
    } finally {
      const next = this.#waiting.shift();
      if (next) next(worker);
      else this.#idle.push(worker);
    }
  }

  async [Symbol.asyncDispose]() {
    await Promise.all(this.#all.map((worker) => worker.terminate()));
  }
}

// %%
const step = 5000;
const ranges = Array.from({ length: 8 }, (_, id) => ({ id, from: id * step, to: (id + 1) * step }));
const pool = new Pool(2);
const answers = await Promise.all(ranges.map((range) => pool.run(range)));
await pool[Symbol.asyncDispose]();

// %%
for (const { id, count } of answers) console.log(`${String(id * step).padStart(6)}: ${count} primes`);
console.log("in order:", answers.every(({ id }, index) => id === index));
console.log("total:", answers.reduce((sum, { count }) => sum + count, 0));
console.log("both worked:", new Set(answers.map(({ name }) => name)).size === 2);

// %% shared memory: four workers, one counter
const shared = new SharedArrayBuffer(8);
const counter = new Int32Array(shared);
const countingSource = `
  const { workerData } = require("node:worker_threads");
  const counter = new Int32Array(workerData);
  for (let i = 0; i < 10000; i++) Atomics.add(counter, 0, 1);
  Atomics.add(counter, 1, 1);
  Atomics.notify(counter, 1);
`;
const counters = Array.from({ length: 4 }, () => new Worker(countingSource, { eval: true, workerData: shared }));
await Promise.all(counters.map((worker) => once(worker, "exit")));
console.log("counted:", counter[0], "finished:", counter[1]);

// %% waiting, without blocking
const flag = new Int32Array(new SharedArrayBuffer(4));
const waiter = Atomics.waitAsync(flag, 0, 0);
const waker = new Worker(
  `const { workerData: flag } = require("node:worker_threads");
   Atomics.store(flag, 0, 7); Atomics.notify(flag, 0);`,
  { eval: true, workerData: flag },
);
console.log("woken:", await waiter.value, "value:", flag[0]);
await once(waker, "exit");

// %% a buffer that moves
const { port1, port2 } = new MessageChannel();
const buffer = new Uint8Array([1, 2, 3]).buffer;
port1.postMessage(buffer, [buffer]);
console.log("left behind:", buffer.byteLength, "arrived:", new Uint8Array(receiveMessageOnPort(port2).message));
port1.close();

// %% errors arrive as errors, exits as codes
const broken = new Worker("throw new RangeError('no more')", { eval: true });
const [error] = await once(broken, "error");
console.log(error.name, "-", error.message);
const quitter = new Worker("process.exit(3)", { eval: true });
console.log("exit code:", (await once(quitter, "exit"))[0]);

// %% what a worker prints
const talker = new Worker("console.log('said by the worker')", { eval: true, stdout: true });
let said = "";
for await (const part of talker.stdout) said += part;
console.log(said.trim());
