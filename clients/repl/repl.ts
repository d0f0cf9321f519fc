// `awaitd repl` and `awaitd connect`: a client with a terminal. It owns the command's life: the
// connection, the terminal, and how both end.
import type { SessionInfo } from "../../protocol/shapes.ts";
import type { Client } from "../shared/client.ts";
import { ConnectionLost } from "../shared/rpc.ts";
import { Console, type ConsoleOptions } from "./console.ts";
import { readFlags, type ReplFlags } from "./flags.ts";
import { dialWith, isUnauthorized, openLine, type LineOptions } from "./line.ts";
import { ask } from "./prompt/question.ts";
import { findWay, Images } from "./terminal/images.ts";
import { Palette, wantsColour } from "./terminal/palette.ts";
import { Region } from "./terminal/region.ts";
import { Stage } from "./terminal/stage.ts";
import { Terminal, type Input, type Output } from "./terminal/terminal.ts";

export interface ReplIo {
  stdin: Input;
  stdout: Output;
  stderr: { write(text: string): unknown };
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** Program and arguments of a daemon on stdio. */
  daemon: readonly string[];
}

type Desk = Pick<ConsoleOptions, "terminal" | "stage" | "palette" | "images">;

const exitCodes = { ok: 0, failed: 1, usage: 2 };

/** Resolves to the exit code. */
export async function repl(
  command: "repl" | "connect",
  argv: readonly string[],
  io: ReplIo,
): Promise<number> {
  const flags = readFlags(command, argv, io.stdout, io.stderr);
  if (typeof flags === "number") return flags;
  // An argument is seen by who lists the machine's processes.
  flags.token ??= io.env["AWAITD_TOKEN"];
  const complaint = flags.list ? undefined : findComplaint(io);
  if (complaint !== undefined) {
    io.stderr.write(`awaitd ${command}: ${complaint}\n`);
    return exitCodes.usage;
  }
  try {
    return flags.list ? await list(flags, io) : await sit(flags, io);
  } catch (error) {
    io.stderr.write(`awaitd ${command}: ${explain(error as Error, flags)}\n`);
    return exitCodes.failed;
  }
}

function findComplaint({ stdin, stdout, env }: ReplIo): string | undefined {
  if (stdin.isTTY !== true)
    return 'standard input is no terminal; "awaitd run -" runs the cells of a script from there';
  if (stdout.isTTY !== true) return "standard output is no terminal";
  if (env["TERM"] === "dumb")
    return 'this terminal (TERM=dumb) has no cursor to move; "awaitd run FILE" needs none';
  return undefined;
}

/** At the terminal, until one leaves it. */
async function sit(flags: ReplFlags, io: ReplIo): Promise<number> {
  const palette = new Palette(wantsColour(io.env));
  const terminal = new Terminal(io.stdin, io.stdout);
  const stage = new Stage(new Region(terminal), palette);
  const desk = { terminal, stage, palette, images: new Images(findWay(io.env)) };
  terminal.onResize = () => stage.onResize();
  terminal.open();
  try {
    return await converse(flags, io, desk);
  } finally {
    stage.endLine();
    stage.erase();
    terminal.close();
  }
}

async function converse(flags: ReplFlags, io: ReplIo, desk: Desk): Promise<number> {
  const early: [method: string, params: unknown][] = [];
  let onNotification = (method: string, params: unknown): void => void early.push([method, params]);
  const line = await openLine({
    ...io,
    flags,
    onNotification: (method, params) => onNotification(method, params),
    askToken: () => askToken(desk),
  });
  const { client, session, isOurs } = line;
  if (flags.banner) desk.stage.print(banner(client, session.info, desk.palette));
  const leaveQuestion = isOurs
    ? "A cell runs. Leave, and end it?"
    : "A cell runs, and will go on. Leave?";
  const console = new Console({ ...desk, client, session, leaveQuestion });
  onNotification = (method, params) => console.onNotification(method, params);
  for (const [method, params] of early) onNotification(method, params);
  client.onConnection((event) => console.onConnection(event));
  desk.terminal.onGone = () => console.leave();
  const end = endOnSignals(() => console.leave());
  const lost = client.closed.then((error) => {
    throw new ConnectionLost(error);
  });
  try {
    await Promise.race([console.run(), lost]);
  } finally {
    end();
    lost.catch(() => {}); // it has been told by then, or was asked for
    await line.end(console.isRunning);
  }
  if (!isOurs) desk.stage.print(`${session.id} lives on: ${comeBack(flags, session.id)}\n`);
  return exitCodes.ok;
}

function askToken(desk: Desk): Promise<string | null> {
  const given = new AbortController();
  desk.terminal.onFirst = ({ name }) => {
    if (name === "ctrl-c") given.abort(new Error("no token was given"));
    return name === "ctrl-c";
  };
  return ask(desk, { prompt: "Token of the daemon: ", password: true }, given.signal).finally(
    () => (desk.terminal.onFirst = () => false),
  );
}

/** A shell that ends asks us to. */
function endOnSignals(onEnd: () => void): () => void {
  const signals = ["SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, onEnd);
  return () => {
    for (const signal of signals) process.off(signal, onEnd);
  };
}

function banner({ server }: Client, info: SessionInfo, palette: Palette): string {
  const { name, version } = server.serverInfo;
  const language = info.languageId === "javascript" ? "JavaScript" : "TypeScript";
  const keys = "Tab completes · Shift-Tab explains · Ctrl-R searches · Ctrl-D leaves";
  return [
    palette.paint("bold", `${name} ${version} · ${language} on Node ${info.node}`),
    palette.paint("dim", keys),
    "",
  ].join("\n");
}

async function list(flags: ReplFlags, io: ReplIo): Promise<number> {
  const options: LineOptions = {
    ...io,
    flags,
    onNotification: () => {},
    askToken: () => Promise.resolve(null),
  };
  const client = await dialWith(flags.url!, { history: false }, options);
  const all = await client.sessions();
  for (const one of all.filter(({ sessionId }) => sessionId !== client.session.id)) {
    const { sessionId, name = "", state, executionCount, cwd } = one;
    io.stdout.write(`${sessionId}\t${name}\t${state}\t${executionCount} cells\t${cwd}\n`);
  }
  await client.session.close();
  await client.close();
  return exitCodes.ok;
}

const comeBack = ({ url }: ReplFlags, sessionId: string): string =>
  `awaitd connect ${url} --session ${sessionId}`;

/** What went wrong, and what to do about it. */
function explain(error: Error, flags: ReplFlags): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ECONNREFUSED" || code === "ENOENT")
    return `nobody listens at ${flags.url}; "awaitd serve" starts a daemon that does`;
  if (isUnauthorized(error))
    return `${flags.url} wants its token, which "awaitd serve" has printed: --token TOKEN`;
  return error.message;
}
