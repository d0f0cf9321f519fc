// The examples do what the documentation shows of them, on real daemons.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { WebSocket } from "ws";
import { runCommand } from "./support/command.ts";
import { nodes, startServing } from "./support/daemon.ts";
import { documents, findBlock, readDocument } from "./support/documents.ts";
import { root } from "./support/sources.ts";

const runExample = async (name: string): Promise<string> => {
  const child = spawn(process.execPath, [`clients/examples/${name}`], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return text(child.stdout);
};

test("README shows tour.cells", () => {
  const tour = readDocument("clients/examples/tour.cells");
  assert.equal(findBlock("README.md", "Names live on"), tour);
});

test("the examples that are cells, and those on the pages, show what they say", async () => {
  const cells = ["tour", "checks"].map((name) => `clients/examples/${name}.cells`);
  const { code, stdout, stderr } = await runCommand(
    ["test", "--no-github", "--no-config", ...cells, ...documents],
    { cwd: root },
  );
  assert.equal(code, 0, stdout + stderr);
  const told = stdout.match(/^ok .*/gm) ?? [];
  for (const page of ["README.md", "clients/cli/README.md", "protocol/cells.md", ...cells])
    assert.ok(
      told.some((line) => line.includes(` ${page} `)),
      `${page} is not in\n${stdout}`,
    );
});

test("frames.ts says and hears what its page shows", async () => {
  const shown = findBlock("clients/examples/README.md", '"method":"initialized"')
    .replaceAll(/("processId":)\d+/g, "$1…")
    .replaceAll(/("sessionId":")\w+/g, "$1");
  const said = (await runExample("frames.ts")).replaceAll('"jsonrpc":"2.0",', "");
  let at = 0;
  for (const part of shown.split("…")) {
    const found = said.indexOf(part, at);
    assert.ok(
      found === 0 || (found > 0 && at > 0),
      `${part}\nis not where README has it in\n${said}`,
    );
    at = found + part.length;
  }
  assert.equal(at, said.length);
});

test("library.ts prints what its page shows, and goes on to the end", async () => {
  const printed = await runExample("library.ts");
  assert.ok(
    printed.includes(findBlock("clients/shared/README.md", "> let answer = nowhere()")),
    printed,
  );
  const [standing = "", ticking = ""] = printed.match(/(?<=ticks\n)ok: \d+/g) ?? [];
  assert.equal(standing, "ok: 0");
  assert.ok(Number(ticking.slice("ok: ".length)) > 0, printed);
  assert.match(printed, /> 1 \+ 1\nok: 2\n> await sleep\(10\)\nerror: the `sync` runner.*\n$/);
});

interface Element {
  value: string;
  text: string;
  append(text: string): void;
  onclick?: () => void;
}

/**
 * Runs the script of page.html, in Node: with a real WebSocket, from the origin of a page that is
 * a file, and with elements that do the little that it asks of them. No browser is started.
 */
const openPage = (hash: string) => {
  const html = readDocument("clients/examples/page.html");
  const script = /<script type="module">(.*)<\/script>/s.exec(html)?.[1];
  assert.ok(script);
  const opened = Promise.withResolvers<void>();
  let onChange = (): void => {};
  const elements: Record<string, Element> = {};
  for (const [, id = "", content = ""] of html.matchAll(/<\w+ id="(\w+)"[^>]*>(.*?)</g)) {
    const append = (part: string): void => {
      elements[id]!.text += part;
      onChange();
    };
    elements[id] = { value: content, text: "", append };
  }
  class PageSocket extends WebSocket {
    constructor(url: string, protocols: string[]) {
      super(url, protocols, { origin: "null" });
      this.once("error", () => {});
      this.once("open", opened.resolve);
    }
  }
  const document = { getElementById: (id: string) => elements[id] };
  // oxlint-disable-next-line typescript/no-implied-eval
  const play = new Function("location", "document", "WebSocket", "prompt", script);
  play({ hash }, document, PageSocket, (asked: string) => `<${asked}>`);
  const shows = (wanted: RegExp): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    onChange = () => {
      if (wanted.test(elements["output"]!.text)) resolve();
    };
    onChange();
    return promise;
  };
  return { elements, shows, opened: opened.promise };
};

test("page.html evaluates, shows failures and interrupts", async () => {
  const flags = ["--listen=ws://127.0.0.1:0", "--allow-origin=null", "--log-level=warn"];
  const daemon = await startServing(nodes.node24, flags);
  try {
    const { elements, shows, opened } = openPage(`#${daemon.url},${daemon.token}`);
    const { cell, run, stop, output } = elements;
    const execute = (code: string): void => {
      output!.text = "";
      cell!.value = code;
      run!.onclick?.();
    };
    await opened;
    execute("console.log('hi'); await 6 * 7");
    await shows(/^hi\n42\n$/);
    execute("null.x");
    await shows(/^TypeError: .*\n +at In\[2\]:1:6\n$/);
    execute("await input('who?')");
    await shows(/^'<who\?>'\n$/);
    execute("console.log('busy'); while (true);");
    await shows(/^busy\n/);
    stop!.onclick?.();
    await shows(/^busy\n.*interrupted/s);
    await daemon.stop();
    await shows(/\nclosed: \d+/);
  } finally {
    await daemon.stop();
  }
});

test("page.html is refused where its origin is not allowed", async () => {
  const daemon = await startServing(nodes.node24, ["--log-level=warn"]);
  try {
    const { shows } = openPage(`#${daemon.url},${daemon.token}`);
    await shows(/\nclosed: 1006/);
  } finally {
    await daemon.stop();
  }
});

test("embed.ts prints what its page shows, and ends", async () => {
  const printed = await runExample("embed.ts");
  assert.equal(printed.replaceAll(/ +$/gm, ""), findBlock("src/embed/README.md", "> orders.push("));
});
