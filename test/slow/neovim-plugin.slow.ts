// The plugin for Neovim, typed at as a person would, with a real daemon.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { connect } from "../../clients/shared/connect.ts";
import { startServing } from "../support/daemon.ts";
import { command, startNeovim, type Neovim } from "../support/nvim.ts";

const isThere = spawnSync("nvim", ["--version"]).status === 0;
const isNeeded = process.env["CI"] !== undefined;
const skip = isThere || isNeeded ? false : "nvim is not installed (.ci/packages installs it)";

async function open(neovim: Neovim, name: string, text: string): Promise<void> {
  const file = join(neovim.folder, name);
  await writeFile(file, text);
  await neovim.type(`<Esc>:edit ${file.replaceAll(" ", "\\ ")}<CR>`);
  await neovim.sees("vim.fn.expand('%:t')", new RegExp(`^${name}$`));
}

const notes = `// %% sums
const rows = [{ city: "Zürich 😀" }, { city: "Bern" }];
rows.length

// %% prints
console.log("\\x1b[31mred\\x1b[0m and plain"); console.error("to stderr");
for (const row of progress(rows, { label: "rows" })) await sleep(1);
void setTimeout(() => console.log("afterwards"), 100);
// %% fails
const smile = "😀"; (null as any).nothing;
`;

test("cells, their output, failures", { skip }, async (t: TestContext) => {
  const neovim = await startNeovim(t);
  await open(neovim, "a note.ts", notes);
  await neovim.type("\\n");
  await neovim.below(/^3: Out\[1\]: 2 {2}\d+ ms$/);
  assert.equal(await neovim.look("vim.api.nvim_win_get_cursor(0)[1]"), 6);
  await neovim.type("\\n");
  const printed = await neovim.below(/afterwards/);
  assert.match(
    printed,
    /8: In\[2\] ok · \d+ ms\n8: red and plain\n8: to stderr\n8: .*2\/2.*\n8: later:\n8: after/s,
  );
  await neovim.type("\\n");
  await neovim.below(/10: In\[3\] failed · \d+ ms\n10: TypeError: Cannot read/);

  // The place is still right when lines were added above.
  await neovim.type("ggO// a line more<Esc>\\e");
  await neovim.sees("vim.api.nvim_win_get_cursor(0)", /^11,/);
  assert.equal(
    await neovim.look("vim.api.nvim_get_current_line():sub(vim.fn.col('.'))"),
    "nothing;",
  );
  const list = (await neovim.look("vim.fn.getqflist()")) as { lnum: number; text: string }[];
  assert.deepEqual([list[0]?.lnum, /TypeError: Cannot read/.test(list[0]?.text ?? "")], [11, true]);

  // The window of output has it all; Enter on a frame leads there.
  await neovim.type("gg\\o<C-w>jG");
  const all = await neovim.sees("vim.fn.getline(1, '$')", /In\[3\]:1:35/);
  assert.match(all, /In\[1\] ok · \d+ ms {2}const rows/);
  assert.equal((await neovim.look("vim.fn.search('In.3.:1')")) !== 0, true);
  await neovim.type("<CR>");
  await neovim.sees("vim.fn.expand('%:t') .. vim.fn.line('.')", /^a note.ts11$/);

  // A part of a line, a line; run again they take the place of what was there.
  await neovim.type("3Gfcv$h<Esc>");
  await neovim.type(":3<CR>0f[vf}\\c");
  await neovim.below(/3: In\[4\] failed.*SyntaxError/s);
  await neovim.type(":4<CR>\\l");
  const again = await neovim.below(/4: Out\[5\]: 2/);
  assert.doesNotMatch(again, /Out\[1\]/);
});

/** Keeps how interrupts were asked for, in the global `modes`. */
const listen = `(function()
  local daemon = require("awaitd.daemon")
  local request = daemon.request
  modes = {}
  daemon.request = function(method, params, ...)
    if method == "interrupt" then table.insert(modes, params.mode) end
    return request(method, params, ...)
  end
  return "listens"
end)()`;

test("a busy session: completion, interrupts, input", { skip }, async (t) => {
  const neovim = await startNeovim(t);
  await neovim.sees(listen, /listens/);
  await open(
    neovim,
    "busy.ts",
    "let city = { size: 440_000 };\nfor (;;) try { await sleep(1e6) } catch {}\n",
  );
  await neovim.type("\\c");
  await neovim.below(/In\[1\] runs/);
  await neovim.sees("require('awaitd').status()", /^busy\.ts busy In\[1\] \d/);
  await neovim.type("Go// %%<CR><C-u>city.s<C-x><C-o>");
  await neovim.sees("vim.fn.getline('$')", /city\.size/);
  await neovim.type("<Esc>gg\\i\\i");
  await neovim.below(/In\[1\] interrupted/);
  await neovim.sees("vim.inspect(modes)", /\{ "graceful", "terminate" \}/);
  await neovim.sees("vim.fn.execute('messages')", /in the middle of its code/);

  await neovim.type(":%delete<CR>itry { await sleep(1e6) } finally { console.log('tidied') }<Esc>");
  await neovim.type("\\c");
  await neovim.below(/In\[2\] runs/);
  await neovim.type("\\i");
  await neovim.below(/In\[2\] interrupted.*\n1: tidied/);
  await neovim.sees("vim.fn.execute('messages')", /its finally blocks have run/);

  // What is asked is answered in Neovim's last line; an interrupt takes the question back.
  const ask = "const who = await input('Name? ') + await password('Word? '); who";
  await neovim.type(`:%delete<CR>i${ask}<Esc>\\c`);
  await neovim.sees("vim.fn.getcmdtype()", /^@$/);
  await neovim.type("Zoë 😀<CR>");
  await neovim.sees("vim.fn.getcmdline() .. vim.fn.getcmdtype()", /^-$/);
  await neovim.type("x<CR>");
  await neovim.below(/Out\[3\]: 'Zoë 😀x'/);
  await neovim.type("\\c");
  await neovim.sees("vim.fn.getcmdtype()", /^@$/);
  await neovim.look("require('awaitd').interrupt()");
  await neovim.below(/In\[4\] interrupted/);
  assert.equal(await neovim.look("vim.fn.mode()"), "n");
  await neovim.type("\\c");
  await neovim.sees("vim.fn.getcmdtype()", /^@$/);
  await neovim.type("<Esc>");
  await neovim.below(/In\[5\] failed.*\n.*EOFError/);
});

test("several sessions, a lost daemon, a restart", { skip }, async (t) => {
  const neovim = await startNeovim(t);
  await open(neovim, "one.ts", "let mine = { first: 1 };\nmine\n");
  await neovim.type("\\c");
  await neovim.below(/Out\[1\]/);
  await open(neovim, "two.js", "typeof mine\n// %%\nlet mine = { second: 2 };\nmine\n");
  await neovim.type("\\b");
  await neovim.below(/Out\[1\]: 'undefined'.*Out\[2\]: \{ second: 2 \}/s);
  await neovim.type("Go// %%<CR><C-u>mine.<C-x><C-o>");
  await neovim.sees("vim.fn.getline('$')", /mine\.second/);
  await neovim.type("<Esc>:Awaitd attach one.ts<CR>");
  await neovim.sees("require('awaitd').status()", /^one\.ts/);
  await neovim.type("gg\\c");
  await neovim.below(/Out\[2\]: 'object'/);
  await neovim.type("Gomine.<C-x><C-o>");
  await neovim.sees("vim.fn.getline('$')", /mine\.first/);
  await neovim.type("<Esc>:$delete<CR>gg");

  // The variables, and what is inside of them.
  await neovim.type("\\v<C-w>j");
  await neovim.sees("vim.fn.getline(1, '$')", /^▸ mine: Object {2}\{ first: 1 \}$/);
  await neovim.type("<CR>");
  await neovim.sees("vim.fn.getline(1, '$')", /▾ mine.*first: number {2}1/s);
  await neovim.type("q:%delete<CR>iawait sleep(1e6)<Esc>\\c");
  await neovim.below(/In\[3\] runs/);
  await neovim.type("\\r");
  await neovim.below(/In\[3\] not run|not run|interrupted|failed/);
  await neovim.sees("vim.fn.execute('messages')", /one\.ts was restarted/);

  await neovim.type("\\c");
  await neovim.below(/In\[\d\] runs/);
  const pid = Number(await neovim.look("vim.lsp.get_active_clients()[1].rpc.pid"));
  assert.ok(pid > 1);
  process.kill(pid, "SIGKILL");
  await neovim.below(/In\[\d\] lost.*the daemon has ended \(signal 9\)/s);
  await neovim.sees("vim.fn.execute('messages')", /The next cell starts another/);
  await neovim.type(":%delete<CR>i6 * 7<Esc>\\c");
  await neovim.below(/Out\[1\]: 42/);
});

test("a daemon that runs, and a session that others see", { skip }, async (t) => {
  const daemon = await startServing();
  t.after(() => daemon.stop());
  const other = await connect(daemon.url, {
    token: daemon.token,
    session: { name: "of another" },
  });
  t.after(() => other.close());
  await other.session.execute("const shared = 7");
  const neovim = await startNeovim(
    t,
    `command = ${command}, connect = "${daemon.url}", token = "${daemon.token}"`,
  );
  await open(neovim, "there.ts", "shared * 6\n");
  await neovim.type(":Awaitd attach of another<CR>");
  await neovim.sees("require('awaitd').status()", /^of another/);
  await neovim.type("\\c");
  await neovim.below(/Out\[2\]: 42/);
  await neovim.type("\\o<C-w>j");
  await other.session.execute("console.log('for all'); 'seen'");
  await neovim.sees(
    "vim.fn.getline(1, '$')",
    /In\[1\] ok .*const shared.*In\[3\] ok.*for all.*Out\[3\]: 'seen'/s,
  );
  await neovim.type("<C-w>k:Awaitd stop<CR>");
  await neovim.sees("require('awaitd').status()", /^$/);
  assert.equal((await other.session.execute("shared")).status, "ok");
});

/** What is printed, piece by piece; the lines that it makes, `text` or `text<highlight>`. */
const prints: [pieces: string[], lines: string][] = [
  [["a\r\nb\n", "\n", "c"], "a|b||c"],
  [["10%\r", "20%\r100%\n", "x\r"], "100%|x"],
  [["\u001B[3", "1mred\u001B[0m!"], "red<AwaitdAnsi_fgd75f5f>!"],
  [["\u001B[1;38;2;1;2;3mbold\n", "still\u001B[22;39m not"], "bold<B>|still<B> not"],
  [["a\u001B]8;;http://x\u0007link\u001B]8;;\u0007\u001B[2K\u001B(Bb"], "alinkb"],
  [["\u001B[38;5;300mx\u001B[38mx\u001B[;;my"], "xxy"],
  [["\tTab \u0000\u0007bell 😀"], "    Tab bell 😀"],
];

test("colours, progress bars, floods", { skip }, async (t) => {
  const neovim = await startNeovim(t);
  for (const [pieces, lines] of prints) {
    const read = `(function()
      local ansi = require("awaitd.ansi")
      local reader = ansi.reader()
      for _, piece in ipairs(vim.fn.json_decode([==[${JSON.stringify(pieces)}]==])) do
        ansi.feed(reader, piece)
      end
      return table.concat(vim.tbl_map(function(line)
        return table.concat(vim.tbl_map(function(chunk)
          return chunk[1] .. (chunk[2] and "<" .. chunk[2] .. ">" or "")
        end, line))
      end, reader.lines), "|")
    end)()`;
    assert.equal(await neovim.look(read), lines.replaceAll("<B>", "<AwaitdAnsi_bold_fg010203>"));
  }
  await open(neovim, "flood.ts", "for (let i = 1; i <= 100_000; i++) console.log(i);\n// %%\n1\n");
  await neovim.type("\\o\\b");
  const shown = await neovim.below(/Out\[2\]: 1/);
  assert.match(
    shown,
    /In\[1\] ok.*… \d+ lines above \(:Awaitd output\)\n(1: \d+\n){11}1: 100000\n/s,
  );
  await neovim.type("\\o<C-w>j");
  const count = Number(await neovim.look("vim.fn.line('$')"));
  assert.ok(count > 5000 && count < 11_000, `${count} lines`);
  await neovim.sees("vim.fn.getline(2)", /^… \d+ older lines were dropped$/);
});

test("pictures and pages are opened", { skip }, async (t) => {
  const neovim = await startNeovim(t, `command = ${command}, open = { "cp", "-t", "." }`);
  const pixel =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9" +
    "awAAAABJRU5ErkJggg==";
  const cells = `display.image(Buffer.from("${pixel}", "base64"))\n// %%\n`;
  await open(neovim, "shows.ts", `${cells}display.html("<b>ä</b>")\n`);
  await neovim.type("\\b");
  await neovim.below(/image\/png \(:Awaitd open shows it\).*In\[2\]|Out\[2\]/s);
  await neovim.type("\\p");
  await neovim.sees(`vim.fn.system('base64 -w0 *.png') == "${pixel}"`, /^true$/);
  await neovim.type("G\\p");
  await neovim.sees("vim.fn.system('cat *.html')", /^<b>ä<\/b>$/);
});

test("without a daemon it is said what to do", { skip }, async (t) => {
  const neovim = await startNeovim(t, "command = false");
  await open(neovim, "lost.ts", "1\n");
  await neovim.look("(function() vim.env.PATH = '/nowhere' return 1 end)()");
  await neovim.type("\\c");
  await neovim.below(/lost.*\n.*no awaitd in node_modules.*npm install awaitd/);
  await neovim.type(":checkhealth awaitd<CR>");
  await neovim.sees("vim.fn.getline(1, '$')", /ERROR.*there is no awaitd in node_modules/s);
  await neovim.type(":Awaitd nonsense<CR>");
  await neovim.sees("vim.fn.execute('messages')", /no command "nonsense"; there are: cell, next/);
});

test("a config file that is wrong is told of", { skip }, async (t) => {
  const neovim = await startNeovim(t);
  await neovim.type(":checkhealth awaitd<CR>");
  await neovim.sees("vim.fn.getline(1, '$')", /OK.*its version is \d+\.\d+\.\d+/s);
  await writeFile(join(neovim.folder, "awaitd.config.json"), '{ "runner": 5 }');
  await open(neovim, "config.ts", "1\n");
  await neovim.type("\\c");
  await neovim.below(/no session can be had: .*awaitd\.config\.json: runner: expected a string/);
  await writeFile(join(neovim.folder, "awaitd.config.json"), '{ "runner": "sync" }');
  await neovim.type("<CR><Esc>\\c");
  await neovim.below(/Out\[1\]: 1/);
  await neovim.sees("require('awaitd').status()", /config.ts idle sync In/);
});
