// What TypeScript's server says of cells, asked as the daemon asks it; the sessions are made up.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { after, before, test } from "node:test";
import { globals } from "../src/language/globals.ts";
import { LanguageService, type CellSource } from "../src/language/service.ts";
import type { LanguageId } from "../protocol/shapes.ts";
import { findDescendants } from "./support/processes.ts";
import { root } from "./support/sources.ts";

const files = {
  "package.json": `{"type": "module", "dependencies": {"shapes": "*"}}`,
  "tsconfig.json": `{"compilerOptions": {"strict": true, "lib": ["esnext"]}, "include": ["src"]}`,
  "src/helper.ts": "/** Helps. */\nexport const help = (times: number): string => String(times);",
  "node_modules/shapes/package.json": `{"name": "shapes", "types": "index.d.ts"}`,
  "node_modules/shapes/index.d.ts": "export declare function circleOf(radius: number): string;",
};

const directory = mkdtempSync(join(tmpdir(), "awaitd @[language] ü%20-"));
const complaints: string[] = [];
const note = (message: string): void => void complaints.push(message);
const service = new LanguageService({
  detailMs: 10_000,
  log: { debug: note, info: note, warn: note, error: note },
});

before(() => {
  for (const [name, text] of Object.entries(files)) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
});

after(async () => {
  await service.close();
  rmSync(directory, { recursive: true });
});

interface Given {
  cells?: readonly string[];
  /** Names that were taken away after all of them. */
  gone?: readonly string[];
  sessionId?: string;
  languageId?: LanguageId;
}

let lastId = 0;

function describe({
  cells = [],
  gone = [],
  sessionId = "one",
  languageId = "typescript",
}: Given): CellSource {
  const started = cells.map((code, index) => ({
    id: (lastId += 1),
    executionCount: index + 1,
    code,
    languageId,
  }));
  const plain = (code: string): Promise<string> => Promise.resolve(code.replace(/^%.*/gm, ""));
  const names = (): Promise<Set<string>> => Promise.resolve(new Set(["live"]));
  const last = new Map(gone.map((name) => [name, lastId]));
  return { sessionId, cwd: directory, languageId, cells: started, gone: last, plain, names };
}

/** `|` is the cursor. */
function place(marked: string): { code: string; cursor: number; word: string } {
  const cursor = marked.indexOf("|");
  const word = /[\w$]*$/.exec(marked.slice(0, cursor))?.[0] ?? "";
  return { code: marked.replace("|", ""), cursor, word };
}

async function suggest(marked: string, given: Given = {}): Promise<Record<string, string>> {
  const { code, cursor, word } = place(marked);
  const wanted = (label: string): boolean => label.startsWith(word);
  const found = await service.complete(describe(given), code, cursor, wanted);
  assert.ok(found, complaints.join("\n"));
  return Object.fromEntries(
    found.map(({ match: { label, kind, detail } }) => [label, detail ?? kind]),
  );
}

const shape =
  "interface Shape { side: number }\nasync function make(): Promise<Shape> { return null! }";

test("members of what is awaited, with types of an earlier cell", async () => {
  assert.deepEqual(await suggest("// now\n(await make()).s|", { cells: [shape] }), {
    side: "(property) Shape.side: number",
  });
});

test("a name that is declared again is the latest, in the cell itself too", async () => {
  const cells = ["const x = 1", "const y = x", "const x = 'text', z = { x }"];
  assert.deepEqual(await suggest("y.toFi|", { cells }), {
    toFixed: "(method) Number.toFixed(fractionDigits?: number): string",
  });
  assert.ok("toUpperCase" in (await suggest("z.x.toU|", { cells })));
  assert.ok("getDate" in (await suggest("const x = new Date(); x.getD|", { cells })));
  assert.deepEqual(await service.diagnostics(describe({ cells }), "const x = 2; x"), []);
});

test("an import may be repeated, and files of the session's directory are found", async () => {
  const cells = [
    "import { help } from './src/helper.ts'",
    "import { help } from './src/helper.ts'",
  ];
  const again = `${cells[0]}\nhelp(1).toUpperC|`;
  assert.deepEqual(Object.keys(await suggest(again, { cells })), ["toUpperCase"]);
  assert.deepEqual(Object.keys(await suggest("help(1).toUpperC|", { cells })), ["toUpperCase"]);
});

test("what a package of the user's exports is offered with the import it needs", async () => {
  const { code, cursor } = place("1\ncircl|");
  const wanted = (label: string): boolean => label.startsWith("circl");
  const found = await service.complete(describe({}), code, cursor, wanted);
  assert.deepEqual(
    found?.map(({ match }) => [match.label, match.edits]),
    [["circleOf", [{ start: 0, end: 0, newText: `import { circleOf } from "shapes";\n` }]]],
  );
});

test("Node's own names, and what every cell finds", async () => {
  assert.ok("platform" in (await suggest("process.plat|")));
  assert.ok("readFileSync" in (await suggest("import { readFileS| } from 'node:fs'")));
  assert.match((await suggest("displa|"))["display"] ?? "", /^const display: /);
  assert.ok("html" in (await suggest("display.ht|")));
});

test("all that is said of what every cell finds is declared", () => {
  const page = readFileSync(join(root, "protocol/cells.md"), "utf8");
  const [, list = ""] = /\*\*Globals that a kernel adds\*\*:([^.]*)\./.exec(page) ?? [];
  const names = [...list.matchAll(/`(\w+)/g)].map(([, name = ""]) => name);
  assert.ok(names.length > 10);
  const missing = names.filter(
    (name) => !/^_\d$/.test(name) && !new RegExp(`^declare \\w+ ${name}\\b`, "m").test(globals),
  );
  assert.deepEqual(missing, []);
});

test("a session's cells are its own, and gone ones are", async () => {
  const cells = ["const mine = new Map<string, number>()"];
  assert.ok("mine" in (await suggest("mi|", { cells })));
  assert.ok(!("mine" in (await suggest("mi|", { sessionId: "two" }))));
  assert.ok(!("mine" in (await suggest("mi|", { cells: [] }))));
});

test("a name that was taken away is offered no more", async () => {
  const cells = ["let alpha = 1, alpine = 2"];
  const found = await suggest("alp|", { cells, gone: ["alpha"], sessionId: "less" });
  assert.deepEqual(Object.keys(found), ["alpine"]);
});

test("cells of JavaScript", async () => {
  const given = {
    cells: ["const list = [new Map()]"],
    languageId: "javascript",
    sessionId: "js",
  } as const;
  assert.ok("entries" in (await suggest("list[0].ent|", given)));
});

test("a signature with what is written about it; the latest of two", async () => {
  const cells = ["/** Doubles. */ function double(n: number) { return 2 * n }", "let word = 'a'"];
  const hover = async (marked: string): Promise<string | undefined> => {
    const { code, cursor } = place(marked);
    const found = await service.hover(describe({ cells }), code, cursor);
    return found && `${found.signature} ${found.documentation}`.trim();
  };
  assert.equal(await hover("doub|le(2)"), "function double(n: number): number Doubles.");
  assert.equal(await hover("let word = 1; wo|rd"), "let word: number");
  assert.equal(await hover("1|"), undefined);
});

test("the parameters of a call that is being typed", async () => {
  const { code, cursor } = place("make(1, |)");
  const cells = ["function make(width: number, height = 2) {}"];
  const found = await service.signatureHelp(describe({ cells }), code, cursor);
  const [signature] = found?.signatures ?? [];
  assert.equal(signature?.label, "make(width: number, height?: number): void");
  assert.equal(signature.active, 1);
  const named = signature.parameters.map(({ start, end }) => signature.label.slice(start, end));
  assert.deepEqual(named, ["width: number", "height?: number"]);
});

test("where something is declared: a cell, the cell that is typed, a file", async () => {
  const cells = ["import { help } from './src/helper.ts'", "%time\nclass Kind {}"];
  const find = async (marked: string): Promise<unknown> => {
    const { code, cursor } = place(marked);
    const [first] = (await service.definition(describe({ cells }), code, cursor)) ?? [];
    const { cell } = first ?? {};
    const where = typeof cell === "object" ? cell.executionCount : (cell ?? first?.file);
    return [where, first?.line, first?.column];
  };
  const { code, cursor } = place("new Ki|nd()");
  const [kind] = (await service.definition(describe({ cells }), code, cursor)) ?? [];
  assert.equal(kind?.source, "class Kind {}");
  assert.deepEqual(await find("new Ki|nd()"), [2, 2, 7]);
  assert.deepEqual(await find("\nconst own = 1; ow|n"), ["typed", 2, 7]);
  assert.deepEqual(await find("he|lp"), [join(directory, "src/helper.ts"), 2, 14]);
});

test("what TypeScript has against a cell, and not what cells may do", async () => {
  const cells = ["let count = 1"];
  const code = "count = 2; const unused = 1\nconst text: string = count; live.x";
  const found = await service.diagnostics(describe({ cells }), code);
  assert.deepEqual(
    found?.map(({ start, end, severity, code: number }) => [
      code.slice(start, end),
      severity,
      number,
    ]),
    [["text", "error", 2322]],
  );
});

test("names of blocks are nobody's, and those that a cell exports are everybody's", async () => {
  const cells = [
    "export const total = 1; for (const part of [total]) { let rest = part }",
    "{ const inner = 1 }",
  ];
  const source = describe({ cells, sessionId: "blocks" });
  await until(async () => {
    const found = (await service.complete(source, "", 0, () => true)) ?? [];
    const labels = found.map(({ match }) => match.label);
    return labels.filter((name) => /^(?:total|part|rest|inner)$/.test(name)).join() === "total";
  });
});

test("files that were written since are read again", async () => {
  const code = "const { late } = await import('./late.ts'); late.";
  const find = async (): Promise<string[]> => Object.keys(await suggest(`${code}|`));
  assert.deepEqual(await find(), []);
  writeFileSync(join(directory, "late.ts"), "export const late = new Date()");
  await until(async () => (await find()).includes("getDate"));
});

test("a server that died is started again, and told all anew", async () => {
  const cells = ["const here = 'text'"];
  const given = { cells, sessionId: "again" };
  assert.ok("toUpperCase" in (await suggest("here.toU|", given)));
  const { code, cursor } = place("here.toU|");
  const source = describe(given);
  for (const pid of findDescendants(process.pid)) process.kill(pid, "SIGKILL");
  await until(async () => {
    const found = await service.complete(source, code, cursor, () => true);
    return found?.some(({ match }) => match.label === "toUpperCase") === true;
  });
  assert.ok(complaints.some((complaint) => complaint.includes("has ended")));
});

/** Asks again until it is so; the test's own time limit ends it. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await setTimeout(50);
}
