// A Neovim without a screen, which is typed into and looked at from outside, as a person would.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { promisify } from "node:util";
import { launcher, nodes } from "./daemon.ts";
import { root } from "./sources.ts";

const run = promisify(execFile);
const patienceMs = 20_000;

export interface Neovim {
  folder: string;
  /** Types keys, in Neovim's notation: `<Esc>`, `<C-x>`. */
  type(keys: string): Promise<void>;
  /** The value of an expression of Lua. */
  look(lua: string): Promise<unknown>;
  /** Waits until what an expression of Lua says, as text, is like this; returns it. */
  sees(lua: string, pattern: RegExp): Promise<string>;
  /** The virtual lines below the text of a buffer, each `line: text`. */
  below(pattern: RegExp): Promise<string>;
}

/** What is shown below the lines of the current buffer. */
const below = `(function()
  local shown = {}
  local space = vim.api.nvim_create_namespace("awaitd")
  local marks = vim.api.nvim_buf_get_extmarks(0, space, 0, -1, { details = true })
  for _, mark in ipairs(marks) do
    for _, line in ipairs(mark[4].virt_lines or {}) do
      local text = table.concat(vim.tbl_map(function(chunk) return chunk[1] end, line))
      shown[#shown + 1] = (mark[2] + 1) .. ": " .. text:gsub("^▎", "")
    end
  end
  return table.concat(shown, "\\n")
end)()`;

const parts = [nodes.node24, launcher, "--stdio"].map((part) => JSON.stringify(part));
/** How the daemon is started, in Lua. */
export const command = `{ ${parts.join(", ")} }`;

/** What the user sets stands in `setup`, in Lua. It goes with the test. */
export async function startNeovim(
  context: TestContext,
  setup = `command = ${command}`,
): Promise<Neovim> {
  const folder = await mkdtemp(join(tmpdir(), "awaitd nvim "));
  const socket = join(folder, "socket");
  const plugin = JSON.stringify(join(root, "clients/neovim"));
  const prepare = `lua vim.opt.runtimepath:prepend(${plugin})
    vim.o.hidden = true
    require("awaitd").setup({ prefix = "\\\\", ${setup} })`;
  const child = spawn(
    "nvim",
    ["--headless", "--clean", "-n", "--listen", socket, "--cmd", prepare.replaceAll(/\n\s*/g, " ")],
    {
      cwd: folder,
      stdio: ["ignore", "inherit", "pipe"],
      env: {
        ...process.env,
        XDG_STATE_HOME: join(folder, "state"),
        XDG_CACHE_HOME: join(folder, "cache"),
        XDG_CONFIG_HOME: join(folder, "config"),
        XDG_DATA_HOME: join(folder, "data"),
      },
    },
  );
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (complaints += text));
  const ended = once(child, "exit");
  context.after(async () => {
    child.kill();
    await ended;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  // Neovim 0.7 writes what an expression is to standard error.
  const remote = async (...args: string[]): Promise<string> => {
    const said = await run("nvim", ["--server", socket, ...args], { timeout: patienceMs });
    return said.stdout + said.stderr;
  };
  const look = async (lua: string): Promise<unknown> => {
    const expression = `json_encode(luaeval(${quote(lua)}))`;
    return JSON.parse(await remote("--remote-expr", expression));
  };
  const sees = async (lua: string, pattern: RegExp): Promise<string> => {
    const deadline = performance.now() + patienceMs;
    for (;;) {
      const text = String(await look(lua).catch((error: Error) => error.message));
      if (pattern.test(text)) return text;
      if (performance.now() > deadline) {
        throw new Error(`${lua} is\n${text}\nand not ${pattern}\n${complaints}`);
      }
    }
  };
  const neovim: Neovim = {
    folder,
    type: async (keys) => void (await remote("--remote-send", keys)),
    look,
    sees,
    below: (pattern) => sees(below, pattern),
  };
  await neovim.sees("vim.g.loaded_awaitd", /true/);
  return neovim;
}

/** A string of Vim script. */
const quote = (text: string): string => `'${text.replaceAll(/\n\s*/g, " ").replaceAll("'", "''")}'`;
