// Events, in both of Node's kinds, and cancelling what waits for them.

// %%
const { EventEmitter, once, on, getEventListeners } = require("node:events");
const { setTimeout: sleep, setInterval: every, scheduler } = require("node:timers/promises");

// %% a typed-ish emitter with a past
class Auction extends EventEmitter {
  #best = { bidder: undefined, amount: 0 };
  #open = true;

  bid(bidder, amount) {
    if (!this.#open) throw new Error("the auction is over");
    if (amount <= this.#best.amount) return void this.emit("refused", bidder, amount);
    const previous = this.#best;
    this.#best = { bidder, amount };
    this.emit("bid", this.#best, previous);
  }

  end() {
    this.#open = false;
    this.emit("end", this.#best);
  }
}

const auction = new Auction();
const history = [];
auction.on("bid", ({ bidder, amount }, { bidder: outbid }) => {
  history.push(`${bidder} ${amount}${outbid ? ` over ${outbid}` : ""}`);
});
auction.on("refused", (bidder, amount) => history.push(`${bidder} ${amount} is too little`));
auction.prependListener("bid", ({ amount }) => history.push(`going for ${amount}`));
auction.once("end", ({ bidder }) => history.push(`sold to ${bidder}`));

// %%
auction.bid("ada", 10);
auction.bid("bob", 5);
auction.bid("bob", 20);
auction.end();
auction.end();
console.log(history);
try {
  auction.bid("cyd", 99);
} catch ({ message }) {
  console.log(message);
}

// %% errors nobody listens to are thrown
const { captureRejectionSymbol } = EventEmitter;
try {
  new EventEmitter().emit("error", new TypeError("unheard"));
} catch (error) {
  console.log(error.name, error.message);
}
const careful = new EventEmitter({ captureRejections: true });
careful[captureRejectionSymbol] = (error, event) => console.log("caught from", event, "-", error.message);
careful.on("work", async () => {
  throw new Error("async listener");
});
careful.emit("work");
await scheduler.yield();

// %% events as promises and as iterators
const clock = new EventEmitter();
const ticking = (async () => {
  for (let n = 1; n <= 5; n++) {
    await sleep(1);
    clock.emit("tick", n);
  }
})();
console.log("first:", await once(clock, "tick"));
const ticks = [];
for await (const [n] of on(clock, "tick")) {
  ticks.push(n);
  if (n === 4) break;
}
await ticking;
console.log("then:", ticks, "listeners left:", clock.listenerCount("tick"));

// %% a wait that is given up
const controller = new AbortController();
const { signal } = controller;
const waiting = once(clock, "never", { signal });
console.log("listening:", getEventListeners(signal, "abort").length);
controller.abort(new Error("no patience"));
await waiting.catch((error) => console.log(error.name, "|", error.cause.message));
console.log("after:", getEventListeners(signal, "abort").length, signal.aborted, signal.reason.message);

// %% signals that come from others
const late = AbortSignal.timeout(5);
const either = AbortSignal.any([late, new AbortController().signal]);
try {
  await sleep(10_000, undefined, { signal: either });
} catch (error) {
  console.log(error.name, "|", either.reason.name, "| same reason:", either.reason === late.reason);
}

// %% an interval that is stopped from inside
let count = 0;
for await (const value of every(1, "beat")) {
  if (++count === 3) break;
  if (value !== "beat") throw new Error("unexpected");
}
console.log("beats:", count);

// %% work that can be cancelled, with its cleanup
async function download(name, { signal }) {
  const parts = [];
  try {
    for (let part = 1; part <= 3; part++) {
      await sleep(2, undefined, { signal });
      parts.push(`${name}.${part}`);
    }
    return parts;
  } finally {
    parts.push("closed");
    cleanups.push(`${name}: ${parts.at(-1)}`);
  }
}
const cleanups = [];

// %%
const quitting = new AbortController();
const jobs = [
  download("a", { signal: new AbortController().signal }),
  download("b", { signal: quitting.signal }),
];
setTimeout(() => quitting.abort(), 1);
const outcomes = await Promise.allSettled(jobs);
console.log(outcomes.map(({ status, value, reason }) => [status, value ?? reason.name]));
console.log(cleanups.sort());

// %% the web's kind
class Thermostat extends EventTarget {
  set temperature(degrees) {
    const event = new CustomEvent("change", { detail: degrees, cancelable: true });
    console.log(degrees, this.dispatchEvent(event) ? "accepted" : "refused");
  }
}
const thermostat = new Thermostat();
const listening = new AbortController();
thermostat.addEventListener("change", (event) => event.detail > 30 && event.preventDefault(), listening);
thermostat.addEventListener("change", () => console.log("once only"), { once: true });
thermostat.temperature = 20;
thermostat.temperature = 35;
listening.abort();
thermostat.temperature = 35;
