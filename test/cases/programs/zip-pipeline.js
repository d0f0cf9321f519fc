// Streams: sources, transforms, compression, and what a full pipe does to its source.

// %%
import { Readable, Transform, Writable, PassThrough, compose } from "node:stream";
import { pipeline, finished } from "node:stream/promises";
import { createGzip, createGunzip, brotliCompressSync, brotliDecompressSync, crc32 } from "node:zlib";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

// %% a log of a web server, made up but always the same
function* logLines(count) {
  const paths = ["/", "/about", "/api/items", "/api/items/7", "/login"];
  let state = 42;
  for (let i = 0; i < count; i++) {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    const status = state % 17 === 0 ? 500 : state % 5 === 0 ? 404 : 200;
    yield `${String(i).padStart(6, "0")} ${paths[state % paths.length]} ${status} ${state % 900}ms\n`;
  }
}
const text = [...logLines(5_000)].join("");
console.log(text.length, "characters; first:", text.slice(0, text.indexOf("\n")));

// %% there and back through gzip
const chunks = [];
let sourceBytes = 0;
await pipeline(
  Readable.from(logLines(5_000)),
  new Transform({
    transform(chunk, _encoding, done) {
      sourceBytes += chunk.length;
      done(null, chunk);
    },
  }),
  createGzip({ level: 6 }),
  new Writable({
    write(chunk, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  }),
);
const packed = Buffer.concat(chunks);
console.log("bytes in:", sourceBytes, "packed to less than a fifth:", packed.length * 5 < sourceBytes);

// %%
const unpacked = await Readable.from([packed]).pipe(createGunzip()).setEncoding("utf8").toArray();
console.log("same text:", unpacked.join("") === text, "crc:", crc32(text).toString(16));

// %% line by line, counted
class Tally extends Writable {
  #counts = new Map();
  constructor() {
    super({ objectMode: true });
  }
  _write(key, _encoding, done) {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    done();
  }
  get sorted() {
    return [...this.#counts].sort(([, a], [, b]) => b - a);
  }
}
const tally = new Tally();
const lines = createInterface({ input: Readable.from(unpacked), crlfDelay: Infinity });
for await (const line of lines) {
  const [, path, status] = line.split(" ");
  if (status !== "200") tally.write(`${status} ${path}`);
}
tally.end();
await finished(tally);
for (const [key, count] of tally.sorted.slice(0, 5)) console.log(key.padEnd(18), count);

// %% a full pipe makes its source wait
let produced = 0;
let consumed = 0;
let farthestAhead = 0;
const source = new Readable({
  objectMode: true,
  highWaterMark: 4,
  read() {
    produced++;
    farthestAhead = Math.max(farthestAhead, produced - consumed);
    this.push(produced <= 50 ? { n: produced } : null);
  },
});
await pipeline(source, async (items) => {
  for await (const { n } of items) {
    if (n % 10 === 0) await sleep(1);
    consumed++;
  }
});
console.log("consumed", consumed, "and never more than a handful ahead:", farthestAhead <= 8);

// %% operators
const squares = await Readable.from([1, 2, 3, 4, 5, 6])
  .filter((n) => n % 2 === 0)
  .map(async (n) => (await sleep(1), n * n), { concurrency: 2 })
  .toArray();
console.log("squares:", squares);
const shout = compose(
  async function* (parts) {
    for await (const part of parts) yield String(part).toUpperCase();
  },
  async function* (parts) {
    for await (const part of parts) yield `${part}!`;
  },
);
console.log("composed:", (await Readable.from(["hey", "you"]).pipe(shout).toArray()).map(String));

// %% an error in the middle destroys all of it
const first = new PassThrough();
const last = new PassThrough();
const failing = new Transform({
  transform(_chunk, _encoding, done) {
    done(new Error("bad chunk"));
  },
});
first.write("x");
try {
  await pipeline(first, failing, last);
} catch (error) {
  console.log("failed:", error.message, "| destroyed:", first.destroyed, failing.destroyed, last.destroyed);
}

// %% brotli, in one go
const small = brotliCompressSync(text);
console.log("brotli smaller than gzip:", small.length < packed.length);
console.log("and back:", brotliDecompressSync(small).equals(Buffer.from(text)));
