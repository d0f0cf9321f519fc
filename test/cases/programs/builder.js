// A build system in small: a dependency graph, cycles, an order, parallel work, and doing nothing twice.

// %% the graph
const rules = {
  app: { needs: ["main.o", "parser.o", "net.o"], time: 3 },
  "main.o": { needs: ["main.c", "version.h"], time: 2 },
  "parser.o": { needs: ["parser.c"], time: 4 },
  "parser.c": { needs: ["grammar.y"], time: 1 },
  "net.o": { needs: ["net.c", "config.h"], time: 2 },
  "version.h": { needs: ["VERSION"], time: 1 },
  docs: { needs: ["manual.md", "version.h"], time: 2 },
  all: { needs: ["app", "docs"], time: 0 },
};
const sources = new Map(
  ["main.c", "grammar.y", "net.c", "config.h", "VERSION", "manual.md"].map((name) => [name, `text of ${name}`]),
);

// %% an order, depth first; a cycle is named
function order(goal, graph) {
  const state = new Map();
  const sorted = [];
  const visit = (name, path) => {
    if (state.get(name) === "done") return;
    if (state.get(name) === "open") {
      throw new Error(`cycle: ${[...path.slice(path.indexOf(name)), name].join(" -> ")}`);
    }
    state.set(name, "open");
    for (const need of graph[name]?.needs ?? []) visit(need, [...path, name]);
    state.set(name, "done");
    sorted.push(name);
  };
  visit(goal, []);
  return sorted;
}
console.log(order("all", rules).join(" "));
for (const graph of [{ a: { needs: ["b"] }, b: { needs: ["c"] }, c: { needs: ["b"] } }, { self: { needs: ["self"] } }]) {
  try {
    order(Object.keys(graph)[0], graph);
  } catch ({ message }) {
    console.log(message);
  }
}

// %% the same by counting what is left (Kahn)
function layers(goal, graph) {
  const names = order(goal, graph);
  const missing = new Map(names.map((name) => [name, new Set(graph[name]?.needs)]));
  const result = [];
  while (missing.size > 0) {
    const ready = [...missing].filter(([, needs]) => needs.size === 0).map(([name]) => name);
    for (const name of ready) missing.delete(name);
    for (const needs of missing.values()) for (const name of ready) needs.delete(name);
    result.push(ready.sort());
  }
  return result;
}
layers("all", rules).forEach((layer, depth) => console.log(depth, layer.join(", ")));

// %% critical path
const finish = new Map();
for (const name of order("all", rules)) {
  const { needs = [], time = 0 } = rules[name] ?? {};
  finish.set(name, Math.max(0, ...needs.map((need) => finish.get(need))) + time);
}
const path = ["all"];
for (let at = "all"; rules[at]; path.unshift(at)) {
  at = rules[at].needs.reduce((a, b) => (finish.get(b) > finish.get(a) ? b : a));
}
console.log("critical:", path.join(" -> "), "takes", finish.get("all"));

// %% a clock that does not depend on the machine: work takes turns, not time
class Clock {
  now = 0;
  #queue = [];
  sleep(turns) {
    return new Promise((resolve) => this.#queue.push({ at: this.now + turns, resolve }));
  }
  async run(work) {
    let running = true;
    const end = () => (running = false);
    work.then(end, end);
    while (running) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#queue.length === 0) continue;
      this.#queue.sort((a, b) => a.at - b.at);
      const next = this.#queue.shift();
      this.now = next.at;
      next.resolve();
    }
    return work;
  }
}

// %% the builder
const { createHash } = require("node:crypto");
const digest = (text) => createHash("sha1").update(text).digest("hex").slice(0, 6);

class Builder {
  #cache = new Map();
  constructor(graph, jobs) {
    this.graph = graph;
    this.jobs = jobs;
  }

  async build(goal) {
    const clock = new Clock();
    const started = new Map();
    const waiting = [];
    const events = [];
    let free = this.jobs;

    const slot = async () => {
      if (free > 0) free--;
      else await new Promise((resolve) => waiting.push(resolve));
    };
    const release = () => {
      const next = waiting.shift();
      if (next) next();
      else free++;
    };
    const make = (name) => {
      if (!started.has(name)) started.set(name, work(name));
      return started.get(name);
    };
    const work = async (name) => {
      const rule = this.graph[name];
      if (!rule) {
        if (!sources.has(name)) throw new Error(`no rule to make ${name}`);
        return digest(sources.get(name));
      }
      const inputs = await Promise.all(rule.needs.map(make));
      const key = digest(`${name}:${inputs}`);
      if (this.#cache.get(name) === key) return key;
      await slot();
      events.push(`${clock.now}+${name}`);
      await clock.sleep(rule.time);
      release();
      this.#cache.set(name, key);
      return key;
    };
    await clock.run(make(goal));
    return { events, time: clock.now };
  }
}

// %% one job, two jobs, many jobs
for (const jobs of [1, 2, 8]) {
  const { events, time } = await new Builder(rules, jobs).build("all");
  console.log(`${jobs} jobs: ${time} turns, ${events.length} built`);
}

// %% only what changed
const builder = new Builder(rules, 2);
const report = async (what) => console.log(what.padEnd(20), (await builder.build("all")).events.map((e) => e.replace(/^\d+\+/, "")).sort().join(" ") || "nothing to do");
await report("first");
await report("again");
sources.set("net.c", "another text");
await report("net.c changed");
sources.set("VERSION", "2.0");
await report("VERSION changed");
sources.set("VERSION", "text of VERSION");
sources.set("net.c", "text of net.c");
await report("both back");

// %% a fault in the middle
rules["net.o"].needs.push("missing.h");
await builder.build("app").catch(({ message }) => console.log("failed:", message));
rules["net.o"].needs.pop();
await report("repaired");
