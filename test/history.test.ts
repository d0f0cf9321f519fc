// The history of a user: over daemons that end in every way, with files that are damaged or lost.
import assert from "node:assert/strict";
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, test } from "node:test";
import { startCommand } from "./support/command.ts";
import { nodes } from "./support/daemon.ts";
import { startProgram } from "./support/embedding.ts";
import { createHome } from "./support/user.ts";

const cellsOf = (mark: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `"${mark} ${index}"`);

describe("what was executed is in the history", { concurrency: 2 }, () => {
  test("of daemons that were killed, several at once, also what still ran", async (context) => {
    const home = createHome(context);
    const daemons = await Promise.all(["a", "b"].map(() => home.start()));
    const expected = daemons.flatMap((_, index) => cellsOf(`daemon ${index}`, 50));
    await Promise.all(
      daemons.map(async ({ client, kill }, index) => {
        await Promise.all(cellsOf(`daemon ${index}`, 50).map((code) => client.execute(code)));
        const running = client.execute(
          "for (const word = new Int32Array(1); ; ) console.log(word)",
          { onOutput: () => void kill() },
        );
        await assert.rejects(running);
      }),
    );
    assert.equal(readdirSync(join(home.folder, "unsaved")).length, 2);
    const next = await home.start();
    const codes = await next.codes('"daemon*');
    assert.deepEqual(codes.toSorted(), expected.toSorted());
    const { entries } = await next.client.request("history/query", {
      mode: "search",
      pattern: "for*",
      output: true,
    });
    assert.deepEqual(
      entries.map(({ status }) => status),
      [undefined, undefined],
    );
    assert.equal(readdirSync(join(home.folder, "unsaved")).length, 0);
  });

  test("by another daemon at once, by number and by how long ago", async (context) => {
    const home = createHome(context);
    const [one, two] = await Promise.all([home.start(), home.start()]);
    await one.client.execute("const x = 1");
    await one.client.execute("x + 1");
    assert.deepEqual(await one.codes(), ["const x = 1", "x + 1"]);
    await two.client.execute("'two'");
    assert.deepEqual(await two.codes(), ["const x = 1", "x + 1", "'two'"]);
    const ask = (session: number) =>
      two.client.request("history/query", { mode: "range", session, output: true });
    const before = await ask(-1);
    assert.deepEqual(
      before.entries.map(({ line, output }) => [line, output]),
      [
        [1, undefined],
        [2, "2"],
      ],
    );
    assert.deepEqual(await ask(1), before);
    assert.deepEqual((await ask(-2)).entries, []);
    let printed = "";
    await two.client.execute("%history -n -o ~1/2- 2/1", {
      onOutput: ({ text = "" }) => (printed += text),
    });
    assert.equal(printed, "1/2: x + 1\n2\n2/1: 'two'\n'two'\n");
  });
});

describe("the database", { concurrency: 2 }, () => {
  test("may be another program's alone for a while", async (context) => {
    const home = createHome(context);
    const { client, codes } = await home.start();
    await client.execute("1");
    await codes();
    const database = new DatabaseSync(join(home.folder, "history.sqlite"));
    database.exec("BEGIN EXCLUSIVE");
    await Promise.all(["2", "3"].map((code) => client.execute(code)));
    const asked = codes();
    database.exec("COMMIT");
    database.close();
    assert.deepEqual(await asked, ["1", "2", "3"]);
  });

  test("may be read by its user only", { skip: process.platform === "win32" }, async (context) => {
    const home = createHome(context);
    const { client, codes } = await home.start();
    await client.execute("1");
    await codes();
    assert.equal(statSync(home.folder).mode & 0o777, 0o700);
    for (const name of readdirSync(home.folder, { recursive: true }) as string[])
      assert.equal(statSync(join(home.folder, name)).mode & 0o077, 0, name);
  });
});

describe("a history that is not as it should be", { concurrency: 2 }, () => {
  test("is set aside where it is damaged", async (context) => {
    const home = createHome(context);
    mkdirSync(home.folder, { recursive: true });
    writeFileSync(join(home.folder, "history.sqlite"), "no database, and long enough".repeat(200));
    const { client, codes, complains } = await home.start();
    await client.execute("1");
    assert.deepEqual(await codes(), ["1"]);
    await complains(/history\.sqlite is damaged .*set aside as .*history\.sqlite\.damaged-/);
    assert.ok(readdirSync(home.folder).some((name) => name.startsWith("history.sqlite.damaged-")));
  });

  test("is begun anew where it is lost, also while daemons have it open", async (context) => {
    const home = createHome(context);
    const [one, two] = await Promise.all([home.start(), home.start()]);
    await one.client.execute("1");
    await two.client.execute("2");
    assert.deepEqual([await one.codes(), (await two.codes()).length], [["1"], 2]);
    for (const name of readdirSync(home.folder))
      if (name.startsWith("history")) rmSync(join(home.folder, name));
    await one.client.execute("3");
    assert.deepEqual(await one.codes(), ["3"]);
    await two.client.execute("4");
    assert.deepEqual(await two.codes(), ["3", "4"]);
    for (const { complains } of [one, two]) await complains(/history\.sqlite is gone; a new/);
  });

  test("is set aside where only some of it is damaged", async (context) => {
    const home = createHome(context);
    const first = await home.start();
    await first.client.execute(`// ${"long ".repeat(20_000)}`);
    await first.codes();
    await first.end();
    const file = join(home.folder, "history.sqlite");
    const handle = openSync(file, "r+");
    writeSync(handle, "damage".repeat(1000), 8192);
    closeSync(handle);
    const { client, codes, complains } = await home.start();
    await client.execute("2");
    assert.deepEqual(await codes(), ["2"]);
    await complains(/history\.sqlite is damaged/);
  });

  test("is not written where that can't be, and cells run all the same", async (context) => {
    const home = createHome(context);
    writeFileSync(home.folder, "");
    const { client, codes, complains, said } = await home.start();
    assert.equal((await client.execute("await 1")).status, "ok");
    assert.equal((await client.execute("2")).status, "ok");
    await assert.rejects(codes(), /history can't be read: .*(ENOTDIR|EEXIST)/);
    await complains(/no history is kept/);
    assert.equal(said().match(/no history is kept/g)?.length, 1);
  });

  test("of a newer version is left alone", async (context) => {
    const home = createHome(context);
    const first = await home.start();
    await first.client.execute("1");
    await first.codes();
    const database = new DatabaseSync(join(home.folder, "history.sqlite"));
    database.exec("PRAGMA user_version = 9");
    const next = await home.start();
    await next.client.execute("2");
    await assert.rejects(next.codes(), /is of a newer awaitd/);
    assert.equal(database.prepare("SELECT count(*) AS n FROM cells").get()!["n"], 1);
    database.close();
  });
});

test("no history is kept where the command line says so, nor of scripts", async (context) => {
  const home = createHome(context);
  const { client, codes } = await home.start("--no-history");
  await client.execute("1");
  const env = { XDG_DATA_HOME: join(home.folder, "..") };
  const { code } = await startCommand(["run", "-"], { input: "1 + 1", env }).ended;
  assert.equal(code, 0);
  assert.throws(() => statSync(home.folder), { code: "ENOENT" });
  assert.deepEqual(await codes(), []);
});

test("a program decides whether cells of a session inside of it are kept", async (context) => {
  const home = createHome(context);
  for (const wanted of [true, false]) {
    const code = `await embed({ ...options, history: ${wanted} })`;
    const env = { XDG_DATA_HOME: dirname(home.folder) };
    await using program = startProgram(code, nodes.node24, env);
    const client = await program.attach();
    await client.execute(`"wanted: ${wanted}"`);
    await client.session.close();
    await program.exited;
  }
  const { codes } = await home.start();
  assert.deepEqual(await codes(), ['"wanted: true"']);
});
