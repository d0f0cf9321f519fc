// What magics make of the text of a command.
import assert from "node:assert/strict";
import { test } from "node:test";
import { interpolate } from "../src/kernel/magics/interpolation.ts";
import type { KernelAccess } from "../src/kernel/magics/magic.ts";
import { createLines } from "../src/kernel/magics/shell.ts";
import { splitWords } from "../src/kernel/magics/words.ts";

const names = { kinds: new Map([["files", "let"]]) };
const kernel = { names } as unknown as KernelAccess;

test("a variable stands for its value where the session has it", async () => {
  for (const [text, expected, ...asked] of [
    ["ls $files", "ls <files>", "files:7"],
    ["ls ${files}x", "ls <files>x", "files:8"],
    ["${files.map(f => `${f}`)}", "<files.map(f => `${f}`)>", "files.map(f => `${f}`):5"],
    ["${Math.max(1, 2)}", "<Math.max(1, 2)>", "Math.max(1, 2):5"],
    ["${'a'}", "<'a'>", "'a':5"],
    ["$HOME ${HOME} ${HOME:-x} ${#files} ${a[@]}", "$HOME ${HOME} ${HOME:-x} ${#files} ${a[@]}"],
    ["$1 $? $@", "$1 $? $@"],
    ["$$files $$ $${files} ${await x}", "$files $$ ${files} <await x>", "await x:26"],
    ["$filesystem ${files", "$filesystem ${files"],
  ] as const) {
    const codes: string[] = [];
    const evaluate = async (code: string, at?: { column: number }): Promise<{ value: unknown }> => {
      codes.push(`${code}:${at!.column}`);
      return { value: `<${code}>` };
    };
    const made = await interpolate(text, { line: 1, column: 3 }, { kernel, evaluate });
    assert.deepEqual([made, ...codes], [expected, ...asked], text);
  }
  const evaluate = async (): Promise<{ value: unknown }> => ({ value: ["a", 1] });
  assert.equal(await interpolate("$files", { line: 1, column: 1 }, { kernel, evaluate }), "a 1");
});

test("words are read as a shell reads them", () => {
  for (const [line, ...expected] of [
    ["a  b", "a", "b"],
    [`'a b' "c d" e\\ f`, "a b", "c d", "e f"],
    [`--x="a b"'c' "q\\"q" '\\'`, "--x=a bc", 'q"q', "\\"],
    ["it's", "it's"],
    [""],
  ])
    assert.deepEqual(splitWords(line!), expected);
});

test("lines have their text", () => {
  const lines = createLines("a\r\nb\n\nc\n");
  assert.deepEqual([...lines], ["a", "b", "", "c"]);
  assert.equal((lines as { text?: string }).text, "a\r\nb\n\nc\n");
  assert.deepEqual(Object.keys(lines), ["0", "1", "2", "3"]);
});
