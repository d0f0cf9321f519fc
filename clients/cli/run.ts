// `awaitd run FILE…`: a client of its own daemon that plays scripts, and their exit code.
// It owns the command's life: reading the files, the daemon, Ctrl-C, a closed standard output.
// Cells are `play.ts`'s, text is `printer.ts`'s.
import { statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, extname, resolve } from "node:path";
import type { Readable } from "node:stream";
import { text as readAll } from "node:stream/consumers";
import { errorCodes } from "../../protocol/errors.ts";
import type { Params } from "../../protocol/methods.ts";
import type { Client } from "../shared/client.ts";
import { connect, start } from "../shared/connect.ts";
import { ConnectionLost, RequestError } from "../shared/rpc.ts";
import type { Session } from "../shared/session.ts";
import { Answers } from "./answers.ts";
import { readFlags, type RunFlags } from "./flags.ts";
import { News } from "./news.ts";
import { playScript, type Outcome } from "./play.ts";
import { createJsonPrinter, createTextPrinter, type Printer, type Sinks } from "./printer.ts";
import { readScript, type Script } from "./script.ts";

export interface RunIo extends Sinks {
  stdin: Readable;
  cwd: string;
  /** Program and arguments of a daemon on stdio. */
  daemon: readonly string[];
  /** Calls back on each Ctrl-C; returns what ends that. */
  onInterrupt(listener: () => void): () => void;
}

const exitCodes = { ok: 0, failed: 1, usage: 2, interrupted: 130, outputClosed: 141 };
const secondInterruptMs = 2000;

/** Resolves to the exit code; `flags.ts` lists them. */
export async function run(argv: readonly string[], io: RunIo = processIo()): Promise<number> {
  const flags = readFlags(argv, io.stdout, io.stderr);
  if (typeof flags === "number") return flags;
  if (!checkConfig(flags, io)) return exitCodes.usage;
  const scripts = await readScripts(flags, io);
  if (scripts === undefined) return exitCodes.usage;
  const stop = new AbortController();
  let outputClosed = false;
  const onClosed = (error: NodeJS.ErrnoException): void => {
    if (error.code !== "EPIPE") throw error;
    outputClosed = true;
    stop.abort();
  };
  for (const stream of [io.stdout, io.stderr]) stream.on("error", onClosed);
  try {
    const outcome = await withDaemon(flags, scripts, io, stop);
    return outputClosed ? exitCodes.outputClosed : exitCodes[outcome];
  } finally {
    for (const stream of [io.stdout, io.stderr]) stream.off("error", onClosed);
  }
}

function processIo(): RunIo {
  const { stdin, stdout, stderr } = process;
  return {
    stdin,
    stdout,
    stderr,
    cwd: process.cwd(),
    daemon: [process.execPath, process.argv[1]!, "--stdio"],
    onInterrupt: (listener) => {
      process.on("SIGINT", listener);
      return () => void process.off("SIGINT", listener);
    },
  };
}

function checkConfig({ config }: RunFlags, io: RunIo): boolean {
  if (typeof config !== "string") return true;
  const path = resolve(io.cwd, config);
  const isThere = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  if (!isThere) io.stderr.write(`awaitd run: --config: ${path} is no file\n`);
  return isThere;
}

/** All of them before anything runs: a name that was mistyped is not found out halfway. */
async function readScripts(flags: RunFlags, io: RunIo): Promise<Script[] | undefined> {
  const scripts: Script[] = [];
  for (const name of flags.files) {
    try {
      const text =
        name === "-" ? await readAll(io.stdin) : await readFile(resolve(io.cwd, name), "utf8");
      scripts.push(readScript(name, text));
    } catch (error) {
      io.stderr.write(`awaitd run: cannot read ${name}: ${(error as Error).message}\n`);
      return undefined;
    }
  }
  return scripts;
}

async function withDaemon(
  flags: RunFlags,
  scripts: Script[],
  io: RunIo,
  stop: AbortController,
): Promise<Outcome | "usage"> {
  let daemon: Daemon;
  const news = new News();
  try {
    daemon = await openDaemon(flags, settingsOf(scripts[0]!, flags, io), io, news.onNotification);
  } catch (error) {
    io.stderr.write(`awaitd run: ${(error as Error).message}\n`);
    return error instanceof RequestError ? "usage" : "failed";
  }
  const { client } = daemon;
  const printer = flags.json
    ? createJsonPrinter(io, client)
    : createTextPrinter(io, client, flags.print);
  news.follow(printer.onNotification);
  const control = controlInterrupts(daemon, io, stop);
  const answers = new Answers(io, control.interrupt);
  try {
    return await playAll(client, scripts, flags, io, { printer, news, control, answers, stop });
  } catch (error) {
    // Killed on request, its daemon cannot answer any more.
    if (stop.signal.aborted) return "interrupted";
    printer.say((error as Error).message);
    return isBadOption(error) ? "usage" : "failed";
  } finally {
    control.end();
    answers.close();
    await daemon.end();
  }
}

/** What a session was to be like makes no sense: a broken config file, say. */
const isBadOption = (error: unknown): boolean =>
  error instanceof RequestError && error.code === errorCodes.InvalidOption;

interface Playing {
  printer: Printer;
  news: News;
  control: InterruptControl;
  answers: Answers;
  stop: AbortController;
}

async function playAll(
  client: Client,
  scripts: Script[],
  flags: RunFlags,
  io: RunIo,
  { printer, news, control, answers, stop }: Playing,
): Promise<Outcome> {
  let worst: Outcome = "ok";
  for (const [index, script] of scripts.entries()) {
    const session =
      index === 0 ? client.session : await client.createSession(settingsOf(script, flags, io));
    control.onSession(session);
    const outcome = await playScript(session, script, {
      printer,
      timeoutMs: flags.timeout,
      hasFailed: () => news.failed.has(session.id),
      onInput: answers.answer,
      stopped: stop.signal,
    });
    printer.end();
    await session.close();
    if (outcome === "interrupted") return outcome;
    if (outcome === "failed") worst = outcome;
    if (outcome === "failed" && flags.failFast) break;
  }
  return worst;
}

function settingsOf(script: Script, flags: RunFlags, io: RunIo): Params<"session/create"> {
  const own = script.name === "-" ? io.cwd : dirname(resolve(io.cwd, script.name));
  return {
    cwd: flags.cwd === undefined ? own : resolve(io.cwd, flags.cwd),
    languageId: /^\.[cm]?js$/.test(extname(script.name)) ? "javascript" : "typescript",
    runner: flags.runner,
    loopPolicy: flags.loopPolicy,
    // Of a script, the file is what is kept.
    history: false,
    ...(flags.autoawait ? {} : { autoawait: false }),
  };
}

interface Daemon {
  client: Client;
  /** Ends what this command started: the daemon, or its session on another's. */
  end(): Promise<void>;
  /** The same, at once. */
  kill(session: Session): void;
}

async function openDaemon(
  flags: RunFlags,
  session: Params<"session/create">,
  io: RunIo,
  onNotification: News["onNotification"],
): Promise<Daemon> {
  const options = { session, clientInfo: { name: "awaitd run" }, onNotification };
  if (flags.connect !== undefined) {
    const client = await connect(flags.connect, { ...options, token: flags.token });
    return {
      client,
      end: () => client.close(),
      // The session is closed when its cell has ended: by then it has.
      kill: (current) => void current.interrupt({ mode: "restart" }).catch(onLost),
    };
  }
  const client = await start({ ...options, command: [...io.daemon, ...daemonFlags(flags, io)] });
  const end = async (): Promise<void> => {
    await client.close().catch(onLost);
    await client.exited;
  };
  return { client, end, kill: () => client.kill() };
}

function daemonFlags({ config }: RunFlags, io: RunIo): string[] {
  if (config === undefined) return [];
  return config === false ? ["--no-config"] : ["--config", resolve(io.cwd, config)];
}

/** A connection that is gone is what was asked for here; anything else is a fault. */
function onLost(error: unknown): void {
  if (!(error instanceof ConnectionLost)) throw error;
}

interface InterruptControl {
  onSession(session: Session): void;
  /** As Ctrl-C does. */
  interrupt(): void;
  end(): void;
}

function controlInterrupts(daemon: Daemon, io: RunIo, stop: AbortController): InterruptControl {
  let session = daemon.client.session;
  let firstAt = -Infinity;
  const interrupt = (): void => {
    const now = performance.now();
    if (now - firstAt < secondInterruptMs) return daemon.kill(session);
    firstAt = now;
    stop.abort();
  };
  const end = io.onInterrupt(interrupt);
  // However it came to a stop: Ctrl-C, or nobody reads the output any more.
  stop.signal.addEventListener("abort", () => void session.interrupt().catch(onLost));
  return {
    onSession: (current) => {
      session = current;
    },
    interrupt,
    end,
  };
}
