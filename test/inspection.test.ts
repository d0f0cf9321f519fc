// Both halves of what is told of a place, by themselves; of a real daemon in completion.test.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { join } from "../src/daemon/inspection.ts";

const declared = {
  signature: "const table: number[][]",
  documentation: "What it is.",
  start: 0,
  end: 5,
  place: "In[2]:1",
  source: "table = [[1]]",
};

const live = {
  found: true,
  data: { "text/plain": "Type:        Array", "text/markdown": "*Array*" },
  start: 0,
  end: 5,
};

test("what TypeScript sees stands beside what there is", () => {
  assert.deepEqual(join(live, declared, 1), {
    ...live,
    data: {
      "text/plain":
        "Declared:    const table: number[][]\nType:        Array\nDocstring:   What it is.\n" +
        "File:        In[2]:1",
      "text/markdown": "```ts\nconst table: number[][]\n```\n\n*Array*\n\nWhat it is.",
    },
  });
});

test("what the session says itself is not said again", () => {
  const text = "Signature:   f(a: number): number\nDocstring:   Own.\nFile:        In[1]:1";
  const own = {
    ...live,
    signature: "f(a: number): number",
    data: { "text/plain": text, "text/markdown": "own" },
  };
  const { signature, data } = join(
    own,
    { ...declared, signature: "function f(a: number): number" },
    1,
  );
  assert.equal(signature, own.signature);
  assert.deepEqual(data, {
    "text/plain": `Declared:    function f(a: number): number\n${text}`,
    "text/markdown": "own",
  });
});

test("one half alone, and one that is about something else", () => {
  const nothing = { found: false, data: {} };
  const method = { ...declared, signature: "(method) Shape.area(): number" };
  assert.deepEqual(join(nothing, method, 0), {
    found: true,
    signature: "Shape.area(): number",
    data: {
      "text/plain": "Declared:    (method) Shape.area(): number\nDocstring:   What it is.",
      "text/markdown": "```ts\n(method) Shape.area(): number\n```\n\nWhat it is.",
    },
    start: 0,
    end: 5,
  });
  assert.match(join(nothing, declared, 1).data["text/plain"] ?? "", /Source: +table = /);
  assert.equal(join({ ...live, end: 3 }, declared, 0).data["text/plain"], "Type:        Array");
});
