// The console in a real terminal, by real keys.
import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import { launcher, nodes, startServing } from "../support/daemon.ts";
import { createDataHome, leaveHome } from "../support/home.ts";
import { createProxy } from "../support/proxy.ts";
import { Tmux, type Window } from "../support/tmux.ts";

leaveHome();
const tmux = new Tmux();
after(() => tmux.close());

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
const commandOf = (...args: string[]): string =>
  [nodes.node24, launcher, ...args].map(quote).join(" ");
const dataHome = createDataHome();
const env = { XDG_DATA_HOME: dataHome, XDG_CONFIG_HOME: process.env.XDG_CONFIG_HOME! };
const plain = { ...env, NO_COLOR: "1" };

const open = (args: string[], options: { env?: Record<string, string> } = {}): Window =>
  tmux.open(commandOf(...args), { env: plain, ...options });

describe("a cell", () => {
  test("awaitd alone sits down; a cell goes on over lines, in colours", async () => {
    const at = tmux.open(commandOf(), { env });
    await at.shows("In [1]:");
    at.type("if (true) {", "Enter");
    await at.shows("   ...:");
    at.type("'yes'", "Enter");
    at.type("}", "Enter");
    await at.shows("Out[1]: 'yes'\nIn [2]:");
    assert.match(at.text(true), /\[35mif/);
    at.type("", "C-d");
    await at.shows("[ended: 0]");
  });

  test("a paste runs when Enter says so, and not before", async () => {
    const at = open(["repl", "--no-banner"]);
    await at.shows("In [1]:");
    at.paste("function twice(x) {\n\treturn x * 2\n}\n\ntwice(21)\n");
    await at.shows("   ...: twice(21)\n   ...:");
    assert.doesNotMatch(at.text(), /Out/);
    at.type("", "Enter");
    await at.shows("Out[1]: 42\nIn [2]:");
  });

  test("what is higher than the window is edited in it, and runs whole", async () => {
    const at = open(["repl", "--no-banner"]);
    await at.shows("In [1]:");
    at.paste(
      Array.from({ length: 60 }, (_, index) => `const v${index} = ${index} // 日本`).join("\n"),
    );
    await at.shows("const v59");
    at.type("", "C-Home");
    await at.shows("In [1]: const v0 = 0");
    at.type("", "C-End", "Enter");
    await at.shows("In [2]:");
    at.type("[v0, v59]", "Enter");
    await at.shows("Out[2]: [ 0, 59 ]");
  });

  test("in a window that changes its size", async () => {
    const at = open(["repl", "--no-banner"]);
    await at.shows("In [1]:");
    at.type(`const wide = "${"日本語".repeat(20)}"`);
    await at.shows('日本語"');
    at.resize(40, 12);
    await at.shows(/^In \[1\]: const wide = "日本語日本語日本語\n/);
    at.resize(100, 30);
    await at.shows(/^In \[1\]: const wide = "[日本語]{39}\n[日本語]{21}"$/m);
    at.type("", "Enter");
    await at.shows("In [2]:");
  });
});

describe("help while typing", () => {
  test("a menu with types, and what is known of a place", async () => {
    const at = open(["repl", "--no-banner"]);
    await at.shows("In [1]:");
    at.type("const thing = { alpha: 1, beta: 'x' }", "Enter");
    await at.shows("In [2]:");
    at.type("thing.", "Tab");
    await at.shows(/thing\.\n alpha +\S+/);
    at.type("", "Down", "Enter");
    await at.shows(/thing\.beta$/);
    at.type("", "BTab");
    await at.shows(/thing\.beta\n[^]*'x'/);
    at.type("", "Escape");
    await at.shows(/thing\.beta$/);
    at.type(".toUpp", "Tab");
    await at.shows(/thing\.beta\.toUpperCase$/);
  });

  test("cells of another sitting come back", async () => {
    const first = open(["repl", "--no-banner"]);
    await first.shows("In [1]:");
    first.type("const remembered = 'over sittings'", "Enter");
    await first.shows("In [2]:");
    first.type("", "C-d");
    await first.shows("[ended: 0]");
    const at = open(["repl", "--no-banner"]);
    await at.shows("In [1]:");
    at.type("const rem", "Up");
    await at.shows("In [1]: const remembered = 'over sittings'");
    at.type("", "C-c");
    await at.shows("^C\nIn [1]:");
    at.type("", "C-r");
    await at.shows("search:");
    at.type("OVER sit", "C-u");
    at.type("over sit");
    await at.shows(/search: over sit\n const remembered = 'over sittings'/);
    at.type("", "Enter", "Enter");
    await at.shows("In [2]:");
  });
});

describe("a cell that runs", () => {
  test("Ctrl-C interrupts, and once more terminates", async () => {
    const at = open(["repl", "--no-banner"]);
    await at.shows("In [1]:");
    at.type("try { await sleep(1e6) } finally { console.log('cleaned') }", "Enter");
    await at.shows("Ctrl-C interrupts");
    at.type("", "C-c");
    await at.shows(/cleaned\ninterrupted \(cancelled\).*\nIn \[2\]:/);
    at.type("try { await sleep(1e6) } finally { for (;;) await sleep(10) }", "Enter");
    await at.shows(/s · Ctrl-C interrupts$/);
    at.type("", "C-c");
    await at.shows("Ctrl-C again: terminate");
    at.type("", "C-c");
    await at.shows(/interrupted \((cancelled|terminated)\).*\nIn \[3\]:/);
    at.type("'the names are still there'", "Enter");
    await at.shows("Out[3]:");
  });

  test("bars are drawn in their place, floods don't deafen", async () => {
    const at = open(["repl", "--no-banner"]);
    await at.shows("In [1]:");
    at.type("for (const x of progress([1, 2, 3])) await sleep(700)", "Enter");
    await at.shows(/[12]\/3 .*\n. \d\.\d s/);
    const shown = await at.shows("In [2]:");
    assert.equal(shown.match(/\|█/g)?.length, 1, shown);
    at.type("for (;;) console.log('flood')", "Enter");
    await at.shows("flood\nflood");
    at.type("", "C-c");
    await at.shows(/interrupted \(terminated\).*\nIn \[3\]:$/);
  });

  test("Ctrl-Z gives the terminal to the shell, fg takes it back", async () => {
    const at = tmux.open("bash --norc --noprofile -i", { env: plain });
    at.type(commandOf("repl", "--no-banner"), "Enter");
    await at.shows("In [1]:");
    at.type("1 + 1", "C-z");
    await at.shows(/Stopped[^]*[#$]$/);
    at.type("echo fine", "Enter");
    await at.shows("\nfine\n");
    at.type("fg", "Enter");
    await at.shows(/In \[1\]: 1 \+ 1$/);
    at.type("", "Enter");
    await at.shows("Out[1]: 2");
    at.type("", "C-d");
    await at.shows(/[#$]$/);
    at.type("stty -a", "Enter");
    await at.shows(/ icanon[^]* echo /);
  });
});

describe("a daemon that serves", () => {
  test("wants its token; two consoles see one session; a lost connection comes back", async () => {
    const daemon = await startServing();
    const proxy = await createProxy(daemon.url);
    try {
      const first = open(["connect", "--no-banner", proxy.url]);
      await first.shows("Token of the daemon:");
      first.type(daemon.token, "Enter");
      await first.shows("In [1]:");
      assert.ok(!first.text().includes(daemon.token));
      first.type("let shared = 1", "Enter");
      await first.shows("In [2]:");
      const list = tmux.open(commandOf("connect", "--list", "--token", daemon.token, daemon.url), {
        env: plain,
      });
      const [id = ""] = /^\S+/.exec(await list.shows("1 cells"))!;
      const flags = ["--no-banner", "--token", daemon.token, "--session", id];
      const second = open(["connect", ...flags, daemon.url]);
      await second.shows("In [2]:");
      second.type("shared += 1", "Enter");
      await second.shows("Out[2]: 2\nIn [3]:");
      await first.shows("In [2]: shared += 1\nOut[2]: 2\nIn [3]:");
      second.type("await input('Well? ')", "Enter");
      await first.shows("A cell of another client waits for an answer there");
      second.type("yes", "Enter");
      await first.shows(/In \[3\]: await input.*\nOut\[3\]: 'yes'\nIn \[4\]:$/);

      proxy.refuse(true);
      proxy.cut();
      await first.shows("The connection is lost");
      second.type("console.log('missed')", "Enter");
      await second.shows("missed\nIn [5]:");
      proxy.refuse(false);
      await first.shows(/\nConnected again; \d+ notifications were missed, and are told\.\n/);
      await first.shows(/\nmissed\n[^]*In \[5\]:$/);
      second.type("", "C-d");
      await second.shows(`${id} lives on`);
      first.type("shared", "Enter");
      await first.shows("Out[5]: 2");
    } finally {
      proxy.close();
      await daemon.stop();
    }
  });
});

test("the prompt is there about as soon as a script has run", async () => {
  const timesOf = async (command: string): Promise<number> => {
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      const beganMs = performance.now();
      const at = tmux.open(command, { env: plain });
      await at.shows(/In \[1\]:|^2$/m);
      times.push(performance.now() - beganMs);
    }
    return Math.min(...times);
  };
  const runMs = await timesOf(`echo 1+1 | ${commandOf("run", "--print", "-")}`);
  const replMs = await timesOf(commandOf("repl", "--no-banner"));
  assert.ok(replMs < 2 * runMs, `${replMs} ms against ${runMs} ms`);
});
