// The web's streams and async iterators: sources that are pulled, transforms, tees, text, cancellation.

// %%
const { setTimeout: sleep } = await import("node:timers/promises");

// %% an asynchronous generator, and operators over it
async function* count(from = 0, to = Infinity) {
  for (let n = from; n < to; n++) {
    await null;
    yield n;
  }
}
const operators = {
  async *map(items, change) {
    for await (const item of items) yield change(item);
  },
  async *filter(items, test) {
    for await (const item of items) if (await test(item)) yield item;
  },
  async *take(items, limit) {
    let taken = 0;
    for await (const item of items) {
      if (taken++ >= limit) return;
      yield item;
    }
  },
  async *chunk(items, size) {
    let group = [];
    for await (const item of items) {
      group.push(item);
      if (group.length === size) yield group.splice(0);
    }
    if (group.length) yield group;
  },
};

class Flow {
  #items;
  constructor(items) {
    this.#items = items;
  }
  [Symbol.asyncIterator]() {
    return this.#items[Symbol.asyncIterator]?.() ?? this.#items[Symbol.iterator]();
  }
  static {
    for (const [name, operator] of Object.entries(operators)) {
      Flow.prototype[name] = function (...args) {
        return new Flow(operator(this, ...args));
      };
    }
  }
}
const isPrime = (n) => n > 1 && !Array.from({ length: Math.max(0, Math.floor(Math.sqrt(n)) - 1) }, (_, i) => i + 2).some((d) => n % d === 0);

// %%
const primes = await Array.fromAsync(new Flow(count()).filter(isPrime).take(12).chunk(5));
console.log(primes);

// %% leaving early closes the source
let closed = 0;
async function* guarded() {
  try {
    yield* count();
  } finally {
    await sleep(1);
    closed++;
  }
}
outer: for await (const n of new Flow(guarded()).map((n) => n * n)) {
  for (const limit of [50]) if (n > limit) break outer;
}
console.log("closed:", closed);

// %% a stream that is only pulled when somebody wants more
const pulls = [];
const lazy = new ReadableStream(
  {
    pull(controller) {
      pulls.push(pulls.length);
      controller.enqueue(pulls.length);
      if (pulls.length === 6) controller.close();
    },
  },
  { highWaterMark: 0 },
);
const reader = lazy.getReader();
console.log((await reader.read()).value, (await reader.read()).value, "pulled:", pulls.length);
reader.releaseLock();
let rest = 0;
for await (const value of lazy) rest += value;
console.log("rest:", rest, "pulled:", pulls.length);

// %% transforms: bytes to lines to records
const lineSplitter = () => {
  let partial = "";
  return new TransformStream({
    transform(text, controller) {
      const lines = (partial + text).split("\n");
      partial = lines.pop();
      for (const line of lines) controller.enqueue(line);
    },
    flush(controller) {
      if (partial) controller.enqueue(partial);
    },
  });
};
const bytes = new TextEncoder().encode('{"n":1,"s":"é"}\n{"n":2,"s":"日本"}\n{"n":3,"s":"🎈"}');
const inPieces = ReadableStream.from((function* () {
  for (let i = 0; i < bytes.length; i += 5) yield bytes.subarray(i, i + 5);
})());
const records = inPieces
  .pipeThrough(new TextDecoderStream())
  .pipeThrough(lineSplitter())
  .pipeThrough(new TransformStream({ transform: (line, controller) => controller.enqueue(JSON.parse(line)) }));
for await (const { n, s } of records) console.log(n, s, s.length);

// %% one source, two readers
const [left, right] = ReadableStream.from(["a", "b", "c"]).tee();
const upper = left.pipeThrough(new TransformStream({ transform: (c, out) => out.enqueue(c.toUpperCase()) }));
console.log(await Promise.all([Array.fromAsync(upper), Array.fromAsync(right)]));

// %% a sink that is slow, and a source that notices
const written = [];
const sink = new WritableStream(
  {
    async write(item) {
      await sleep(1);
      written.push(item);
    },
    close: () => void written.push("closed"),
  },
  new CountQueuingStrategy({ highWaterMark: 2 }),
);
const writer = sink.getWriter();
const room = [];
for (const item of ["x", "y", "z"]) {
  room.push(writer.desiredSize);
  writer.write(item);
}
room.push(writer.desiredSize);
await writer.ready;
await writer.close();
console.log("room:", room, "written:", written);

// %% errors travel down, aborts travel up
let cancelledWith;
const endless = new ReadableStream({
  pull: (controller) => controller.enqueue("drop"),
  cancel: (reason) => void (cancelledWith = reason),
});
const picky = new WritableStream({
  write() {
    throw new Error("the sink is full");
  },
});
await endless.pipeTo(picky).catch((error) => console.log("pipe:", error.message));
console.log("source heard:", cancelledWith?.message);
const stop = new AbortController();
const piping = ReadableStream.from(count()).pipeTo(
  new WritableStream({ write: (n) => void (n === 3 && stop.abort(new Error("enough"))) }),
  { signal: stop.signal },
);
await piping.catch((error) => console.log("abort:", error.message));

// %% compression and bodies
const packed = new Blob(["tick ".repeat(1000)]).stream().pipeThrough(new CompressionStream("gzip"));
const response = new Response(packed.pipeThrough(new DecompressionStream("gzip")));
console.log("text:", (await response.text()).length);
const form = new FormData();
form.set("name", "value");
form.append("file", new Blob(["content"]), "notes.txt");
const back = await new Response(form).formData();
console.log([...back.keys()], await back.get("file").text());
