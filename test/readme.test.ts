// What the documentation says is so: the table of magics has all that there are and no other, links
// lead somewhere.
import assert from "node:assert/strict";
import { test } from "node:test";
import { brought } from "../src/kernel/magics/table.ts";
import { checkLinks, documents, readDocument } from "./support/documents.ts";

/** The code spans of the first column: `%name`, `%%name`, `?`, `??`, `!`, `!!`. */
function readTable(text: string): string[] {
  const section = /^# Magics$(.*?)^##/ms.exec(text)?.[1] ?? "";
  const cells = [...section.matchAll(/^\| (`.*?) \|/gm)].map(([, cell]) => cell!);
  return cells.flatMap((cell) =>
    [...cell.matchAll(/`(%%?[\p{ID_Start}_][\p{ID_Continue}-]*|\?\??|!!?)/gu)].map(
      ([, name]) => name!,
    ),
  );
}

function compare(
  told: readonly string[],
  magics: readonly { names: readonly string[] }[],
): string[] {
  const there = new Set(magics.flatMap(({ names }) => names));
  return [
    ...told.filter((name) => !there.has(name)).map((name) => `there is no ${name}`),
    ...magics
      .filter(({ names }) => !names.some((name) => told.includes(name)))
      .map(({ names }) => `${names.join(", ")} is not in the table`),
  ];
}

test("the table has every magic", () => {
  const told = readTable(readDocument("protocol/magics.md"));
  assert.ok(told.length > 30);
  assert.deepEqual(compare(told, brought), []);
});

test("each says in its first line what it does, as a sentence of its own", () => {
  for (const { names, doc } of brought)
    assert.match(doc.split("\n", 1)[0]!, /^\p{Lu}.*[^,;]$/u, names.join());
});

test("a missing row and a row too many are noticed", () => {
  const rows = ["| Magic | |", "| --- | --- |", "| `%a [x]`, `!CMD` | |", "| `??` | |"];
  const text = ["# Magics", "", ...rows, "", "## Next", "| `%c` | |"].join("\n");
  assert.deepEqual(readTable(text), ["%a", "!", "??"]);
  const magics = [{ names: ["%a", "%%a"] }, { names: ["!"] }, { names: ["%b"] }];
  assert.deepEqual(compare(readTable(text), magics), ["there is no ??", "%b is not in the table"]);
});

test("links lead to pages and headings that are there", () => {
  assert.ok(documents.length > 8);
  assert.deepEqual(
    documents.flatMap((path) => checkLinks(path, readDocument(path))),
    [],
  );
  const text = "# One\n[a](#one) [b](#two) [c](src/nowhere.md) [d](protocol/cells.md#in-short)";
  assert.deepEqual(checkLinks("README.md", text), [
    "README.md links to #two, a heading that is not there",
    "README.md links to src/nowhere.md, which is not there",
  ]);
});

test("README starts a client as the client's own page does", () => {
  const told = readDocument("README.md").matchAll(/\(\[more\]\((.*?)\)\):\n\n(```.*?^```$)/gms);
  const starts = new Map(Array.from(told, ([, page = "", block]) => [page, block]));
  const names = ["repl", "web", "vscode", "neovim", "emacs"];
  const pages = names.map((name) => `clients/${name}/README.md`);
  for (const page of pages)
    assert.equal(starts.get(page), /^```.*?^```$/ms.exec(readDocument(page))?.[0], page);
});
