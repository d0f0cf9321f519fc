// The console at a terminal made of glass, with a daemon of its own: what one sees of typing,
// running and waiting. Real terminals are in test/slow/repl.slow.ts.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { repl } from "../clients/repl/repl.ts";
import { Palette } from "../clients/repl/terminal/palette.ts";
import { countRows, widthOf } from "../clients/repl/terminal/layout.ts";
import { Region } from "../clients/repl/terminal/region.ts";
import { Stage } from "../clients/repl/terminal/stage.ts";
import { runCommand } from "./support/command.ts";
import { nodes } from "./support/daemon.ts";
import { Glass, openGlass } from "./support/glass.ts";
import { leaveHome } from "./support/home.ts";
import { root } from "./support/sources.ts";

leaveHome();
const daemon = [nodes.node24, join(root, "src/load.cjs"), "main", "--stdio"];

interface Sitting {
  glass: Glass;
  type(text: string): void;
  code: Promise<number>;
  isRaw(): boolean;
}

function sit(glass = new Glass(), flags: string[] = ["--no-banner", "--no-config"]): Sitting {
  const { stdin, stdout, isRaw } = openGlass(glass);
  const env = { NO_COLOR: "1", TERM: "xterm" };
  const io = { stdin, stdout, stderr: stdout, env, cwd: root, daemon };
  const code = repl("repl", flags, io);
  return { glass, type: (text) => void stdin.write(text), code, isRaw };
}

/** One after the other, in one session. */
const scenes: [title: string, play: (at: Sitting) => Promise<void>][] = [
  [
    "Enter goes on where the cell does, and runs it where it ends",
    async (at) => {
      at.type("for (const x of ['日本', 2]) {\r");
      await at.glass.shows(/\n {3}\.\.\.:$/);
      at.type("console.log(x)\r}\r");
      await at.glass.shows(
        "In [1]: for (const x of ['日本', 2]) {\n" +
          "   ...:   console.log(x)\n   ...: }\n日本\n2\nIn [2]:",
      );
    },
  ],

  [
    "a paste is not run, however many lines it has",
    async (at) => {
      at.type("\x1b[200~let a = 1\nlet b = 2\n\x1b[201~");
      await at.glass.shows("In [2]: let a = 1\n   ...: let b = 2\n   ...:");
      at.type("a + b\r");
      await at.glass.shows("   ...: a + b\nOut[2]: 3\nIn [3]:");
    },
  ],

  [
    "what is typed while a cell runs waits for the prompt",
    async (at) => {
      at.type("await sleep(50); 'done'\r'next'\r");
      await at.glass.shows("Out[3]: 'done'\nIn [4]: 'next'\nOut[4]: 'next'\nIn [5]:");
    },
  ],

  [
    "late output stands above what is being typed, and says whose it is",
    async (at) => {
      at.type("globalThis.go = () => process.stdout.write('half a li'), 0\r");
      await at.glass.shows("In [6]:");
      at.type("setTimeout(() => { go(); setTimeout(() => console.log('ne'), 50) }, 50); 0\rtyped");
      await at.glass.shows(/later, from In \[\d\]:\nhalf a li\nIn \[7\]: typed$/);
      await at.glass.shows(/later, from In \[\d\]:\nhalf a line\nIn \[7\]: typed$/);
      at.type("\x03");
      await at.glass.shows("In [7]: typed^C\nIn [7]:");
    },
  ],

  [
    "questions are answered behind what was printed, passwords unseen",
    async (at) => {
      at.type("process.stdout.write('> '); [await input('Name? '), await password('Key? ')]\r");
      await at.glass.shows(/\n> Name\?$/);
      at.type("Ada\r");
      await at.glass.shows("> Name? Ada\nKey?");
      at.type("secret\r");
      await at.glass.shows("> Name? Ada\nKey?\nOut[7]: [ 'Ada', 'secret' ]\nIn [8]:");
    },
  ],

  [
    "what is shown and then changed stays one, and so does a bar",
    async (at) => {
      at.type("const d = display('a'); d.update('b'); for (const x of progress([1, 2])) await 0\r");
      await at.glass.shows(/0\n'b'\n100%.* 2\/2 .*\nOut\[8\]: 0\nIn \[9\]:$/);
    },
  ],

  [
    "Ctrl-C interrupts the cell, and says how",
    async (at) => {
      at.type("await sleep(1e6)\r");
      await at.glass.shows("Ctrl-C interrupts");
      at.type("\x03");
      await at.glass.shows(
        "sleep(1e6)\ninterrupted (cancelled): it was stopped where it waited\nIn [10]:",
      );
    },
  ],

  [
    "an error shows the places of the code that was typed",
    async (at) => {
      at.type("throw new TypeError('no')\r");
      await at.glass.shows("TypeError: no\n    at In[10]:1:7\nIn [11]:");
    },
  ],

  [
    "earlier cells come back by how they begin, and by what is in them",
    async (at) => {
      at.type("let\x1b[A");
      await at.glass.shows("In [11]: let a = 1\n    ...: let b = 2\n    ...: a + b");
      at.type("\x03\x12sleep(50");
      await at.glass.shows("search: sleep(50\n await sleep(50); 'done'");
      at.type("\r\r");
      await at.glass.shows("In [11]: await sleep(50); 'done'\nOut[11]: 'done'");
    },
  ],

  [
    "Tab completes, Shift-Tab explains",
    async (at) => {
      at.type("const thing = { alpha: 1, beta: 2 }\rthin\t");
      await at.glass.shows("In [13]: thing");
      at.type(".\t");
      await at.glass.shows(/thing\.\n alpha +\S.*\n beta +\S/);
      at.type("\x1b[B\r\x1b[Z");
      await at.glass.shows(/thing\.beta\n[^]*Type: +number/);
      at.type("\r");
      await at.glass.shows("In [13]: thing.beta\nOut[13]: 2\nIn [14]:");
    },
  ],

  [
    "a runner that is another stands at the prompt",
    async (at) => {
      at.type("%autoawait sync\r");
      await at.glass.shows(/In \[15\] \(sync\):/);
      at.type("%autoawait native\r");
      await at.glass.shows("In [16]:");
    },
  ],
];

describe("a sitting", () => {
  let at: Sitting;
  before(async () => {
    at = sit();
    await at.glass.shows("In [1]:");
  });
  after(async () => {
    at.type("\x04");
    assert.equal(await at.code, 0);
    assert.equal(at.isRaw(), false);
  });
  for (const [title, play] of scenes) test(title, () => play(at));
});

test("Ctrl-D asks while a cell runs, and then ends it", async () => {
  const at = sit();
  await at.glass.shows("In [1]:");
  at.type("await sleep(1e6)\r");
  await at.glass.shows("Ctrl-C interrupts");
  at.type("\x04");
  await at.glass.shows("Leave, and end it? (y/N)");
  at.type("n");
  await at.glass.shows("Ctrl-C interrupts");
  at.type("\x04y");
  assert.equal(await at.code, 0);
});

test("a config file that is broken is told, and the terminal is left as it was", async () => {
  const at = sit(new Glass(), ["--config", "package.json"]);
  assert.equal(await at.code, 1);
  await at.glass.shows(/^awaitd repl: .*package\.json/);
  assert.equal(at.isRaw(), false);
});

describe("without a terminal", () => {
  const cases: [args: string[], code: number, stderr: RegExp][] = [
    [["repl"], 2, /standard input is no terminal; "awaitd run -"/],
    [["connect", "ws://127.0.0.1:1"], 2, /standard input is no terminal/],
    [["connect", "--list", "ws://127.0.0.1:1"], 1, /nobody listens at ws:\/\/127.0.0.1:1\/rpc/],
    [["connect"], 2, /missing required argument/],
    [["connect", "ftp://x"], 2, /ftp:\/\/x is no address/],
    [["repl", "--nonsense"], 2, /unknown option/],
  ];
  for (const [args, code, stderr] of cases) {
    test(`awaitd ${args.join(" ")}`, async () => {
      const [command, ...rest] = args as ["repl" | "connect", ...string[]];
      let said = "";
      const sink = { write: (text: string): void => void (said += text) };
      const { stdin, stdout } = openGlass(new Glass());
      const io = { stdin: Object.assign(stdin, { isTTY: false }), stdout, stderr: sink };
      assert.equal(await repl(command, rest, { ...io, env: {}, cwd: root, daemon }), code);
      assert.match(said, stderr);
    });
  }
  test("the command says so, too", async () => {
    const { code, stderr } = await runCommand(["repl"]);
    assert.equal(code, 2);
    assert.match(stderr, /is no terminal/);
  });
  test("awaitd help repl", async () => {
    const { code, stdout } = await runCommand(["help", "repl"]);
    assert.equal(code, 0);
    assert.match(stdout, /Usage: awaitd repl[^]*Ctrl-R/);
  });
});

test("whatever is printed and drawn, nothing is lost and nothing is left over", () => {
  const line = fc.stringMatching(/^[a-z日本 ]{0,30}$/).map((text) => text.trimEnd());
  // Few words, so that some rows stay as they are while others change.
  const word = fc.constantFrom("", "a", "日", "bcd");
  const step = fc.oneof(
    fc.record({ print: fc.tuple(line, fc.boolean()) }),
    fc.record({ bars: fc.array(word, { maxLength: 3 }) }),
    fc.record({ type: fc.array(word, { minLength: 1, maxLength: 4 }) }),
  );
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 30 }),
      fc.integer({ min: 8, max: 40 }),
      (steps, columns) => {
        const glass = new Glass(columns, 12);
        const stage = new Stage(new Region(glass), new Palette(false));
        const joined = (text: string): string => text.replaceAll(/\s/g, "");
        let typed = [""];
        let printed = "";
        stage.edit(() => {
          const rows = typed.map((text) => ({ text, width: widthOf(text) }));
          return { rows, cursor: { row: rows.length - 1, column: 0 } };
        });
        for (const one of steps) {
          if ("bars" in one) stage.bars = one.bars;
          if ("type" in one) typed = one.type;
          if ("print" in one) {
            const text = one.print[0] + (one.print[1] ? "\n" : "");
            printed += text;
            stage.print(text);
          } else stage.refresh();
          // Of what is higher than the screen only a part is drawn.
          const rest = printed.slice(printed.lastIndexOf("\n") + 1);
          if (countRows(rest, columns) > 3) continue;
          assert.equal(joined(glass.text), joined([printed, ...stage.bars, ...typed].join("")));
          assert.equal(glass.cursor[1], 0);
        }
      },
    ),
    { numRuns: 200 },
  );
});
