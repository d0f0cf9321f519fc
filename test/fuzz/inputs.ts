// One input of a fuzz run, made from its number alone.
import type { CompileOptions } from "../../src/compiler/compile.ts";
import { words } from "./corpus.ts";
import { createRandom, type Random } from "./random.ts";

export interface Input {
  source: string;
  options: Omit<CompileOptions, "names">;
}

type Maker = (random: Random, corpus: readonly string[]) => string;

export function createInput(seed: number, corpus: readonly string[]): Input {
  const random = createRandom(seed);
  const source = random.pick(makers)(random, corpus);
  return {
    source,
    options: {
      file: "In[1]",
      languageId: random.chance(50) ? "javascript" : "typescript",
      autoawait: random.chance(85),
      form: random.chance(80) ? "async" : "generator",
    },
  };
}

const bytes: Maker = (random) =>
  many(random, 60, () => String.fromCharCode(random.below(random.chance(90) ? 128 : 256)));

const units: Maker = (random) =>
  many(random, 40, () => String.fromCharCode(random.below(random.chance(50) ? 128 : 65536)));

const tokens: Maker = (random) =>
  many(random, 24, () => random.pick(words) + (random.chance(70) ? " " : ""));

const truncated: Maker = (random, corpus) => {
  const text = random.pick(corpus);
  const at = random.below(text.length + 1);
  return random.chance(70) ? text.slice(0, at) : text.slice(at);
};

const joined: Maker = (random, corpus) => {
  const between = random.pick([";", "\n", " ", ", ", "{", "} ", "\n}\n", "`${", "=> "]);
  return random.pick(corpus) + between + random.pick(corpus);
};

/** Words of a program deleted, doubled, moved and put in. */
const mutated: Maker = (random, corpus) => {
  const parts = random.pick(corpus).match(/[\w$]+|\s+|[^]/g) ?? [];
  for (let left = 1 + random.below(4); left > 0; left -= 1) {
    const at = random.below(parts.length + 1);
    const part = parts[random.below(parts.length)] ?? "";
    const change = random.below(5);
    if (change === 0) parts.splice(at, 1 + random.below(3));
    else if (change === 1) parts.splice(at, 0, random.pick(words));
    else if (change === 2) parts.splice(at, 1, random.pick(words));
    else if (change === 3) parts.splice(at, 0, part);
    else parts.splice(at, 1, part);
  }
  return parts.join("");
};

const odd = ["\u2028", "\u2029", "\r", "\r\n", "\u0085", "\ufeff", "\0", "\u00a0", "\t", "\v"];
const strange = ["\ud800", "\udc00", "😀", "<!-- x\n", "\n--> y\n", "\u200d", "\\u{110000}", "ℵ"];

/** Line breaks, blanks and surrogates of every kind where there were plain ones. */
const unicode: Maker = (random, corpus) => {
  const text = random.chance(50) ? random.pick(corpus) : mutated(random, corpus);
  const spaced = text.replace(/\s/g, (blank) => (random.chance(30) ? random.pick(odd) : blank));
  const at = random.below(spaced.length + 1);
  const start = random.chance(20) ? random.pick(["#!/bin/x\n", "\ufeff", "<!--\n", "-->\n"]) : "";
  return start + spaced.slice(0, at) + random.pick([...odd, ...strange]) + spaced.slice(at);
};

const shells = [
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
  ["({a:", "})"],
  ["`${", "}`"],
  ["f(", ")"],
  ["()=>{", "}"],
  ["async()=>", ""],
  ["class extends ", "{}"],
  ["if(1)", ""],
  ["a?", ":b"],
  ["await ", ""],
  ["!", ""],
  ["function f(){", "}"],
  ["for(;;)", ""],
  ["l:", ""],
] as const;

const nested: Maker = (random, corpus) => {
  let text = random.chance(50) ? random.pick(words) : random.pick(corpus).slice(0, 200);
  const [open, close] = random.pick(shells);
  for (let depth = random.below(60); depth > 0; depth -= 1) {
    const [before, after] = random.chance(60) ? [open, close] : random.pick(shells);
    text = before + text + (random.chance(98) ? after : "");
  }
  return text;
};

/** The more often, the more is found by it. */
const makers: readonly Maker[] = [
  bytes,
  units,
  tokens,
  tokens,
  truncated,
  truncated,
  joined,
  mutated,
  mutated,
  mutated,
  unicode,
  nested,
];

function many(random: Random, most: number, make: () => string): string {
  return Array.from({ length: random.below(most) }, make).join("");
}
