// The command lines of `awaitd repl` and `awaitd connect`: words in, what is asked for out.
import { Command, CommanderError, Option } from "commander";
import type { LoopPolicy } from "../../protocol/shapes.ts";
import { readAddress } from "./address.ts";

export interface ReplFlags {
  cwd?: string;
  runner?: string;
  loopPolicy?: LoopPolicy;
  autoawait: boolean;
  history: boolean;
  javascript: boolean;
  banner: boolean;
  /** The daemon's config file, instead of those that it looks for; false: none. */
  config?: string | false;
  /** Of a daemon that serves; without it one is started. */
  url?: string;
  token?: string;
  /** The id or the name of the session to attach to. */
  session?: string;
  list: boolean;
}

interface Sink {
  write(text: string): unknown;
}

const keys = `
Keys:
  Enter            run the cell, or go on with it in a new line while it is not complete
  Alt-Enter        run it as it is;   Ctrl-J, Ctrl-O   a new line in any case
  Tab              what may stand here: a menu with types;   Shift-Tab, F1   what does stand
                   here (once more: its source)
  Up, Down         lines, then earlier cells that begin as the text before the cursor does
  Ctrl-R           search in the cells of all sessions
  Ctrl-C           clear the line; interrupt the running cell (again: terminate, restart)
  Ctrl-D           leave;   Ctrl-L   clear the screen;   Ctrl-_   undo (Alt-R: redo)
  Ctrl-A, Ctrl-E, Ctrl-K, Ctrl-U, Ctrl-W, Alt-D, Ctrl-Y, Alt-B, Alt-F   as in a shell
  Alt-Up, Alt-Down move the line;   Alt-;   comment it in or out;   Alt-M   the other bracket
`;

const aboutRepl = `A console for cells of TypeScript and JavaScript, in a session of its own.
"awaitd" alone, on a terminal, is the same.`;

const aboutConnect = `A console on a session of a daemon that serves (awaitd serve, embed()).

URL is what "awaitd serve" prints (ws://HOST:PORT/rpc), or unix:PATH. Where the daemon
wants a token and none is given, it is asked for. Without --session a session is made,
which ends when you leave; one that was there before lives on.`;

/** Returns the exit code when there is nothing to do: help was asked for, or it makes no sense. */
export function readFlags(
  command: "repl" | "connect",
  argv: readonly string[],
  out: Sink,
  err: Sink,
): ReplFlags | number {
  const program = (command === "repl" ? createRepl() : createConnect()).configureOutput({
    writeOut: (text) => void out.write(text),
    writeErr: (text) => void err.write(text),
  });
  try {
    program.parse(argv, { from: "user" });
    const [text] = program.args;
    const url = text === undefined ? undefined : readAddress(text);
    if (text !== undefined && url === undefined)
      program.error(`error: ${text} is no address: it is ws://HOST:PORT/rpc or unix:PATH`);
    return { list: false, ...program.opts<Omit<ReplFlags, "url" | "list">>(), url };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
}

const createRepl = (): Command =>
  addSettings(new Command("awaitd repl").usage("[options]").description(aboutRepl))
    .option("--config <FILE>", "config file, instead of those that are looked for")
    .option("--no-config", "read no config file")
    .allowExcessArguments(false)
    .exitOverride();

const createConnect = (): Command =>
  addSettings(
    new Command("awaitd connect")
      .usage("[options] URL")
      .description(aboutConnect)
      .argument("<URL>")
      .option("--token <TOKEN>", "the daemon's token; or in the environment, AWAITD_TOKEN")
      .option("--session <ID>", "id or name of the session to attach to")
      .option("--list", "tell which sessions there are", false),
  ).exitOverride();

const addSettings = (command: Command): Command =>
  command
    .option("--cwd <DIR>", "directory of the session")
    .option("--runner <NAME>", "what brings asynchronous cells to their end (native, sync, …)")
    .addOption(
      new Option("--loop-policy <POLICY>", "of the event loop").choices(["persistent", "perCell"]),
    )
    .option("--no-autoawait", "top-level await is a syntax error")
    .option("--no-history", "cells are not stored in your history")
    .option("--javascript", "cells are JavaScript, never read as TypeScript", false)
    .option("--no-banner", "begin with the prompt")
    .addHelpText("after", keys);
