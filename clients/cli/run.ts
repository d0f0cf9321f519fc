// `awaitd run FILE…`: a client of its own daemon that plays scripts, and their exit code.
// It owns the command's life: reading the files, the daemon, Ctrl-C, a closed standard output.
// Cells are `play.ts`'s, text is `printer.ts`'s.
import { statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Readable, Writable } from "node:stream";
import { text as readAll } from "node:stream/consumers";
import { RequestError } from "../shared/rpc.ts";
import { Answers } from "./answers.ts";
import { isBadOption, onLost, openDaemon, type Daemon, type DaemonFlags } from "./daemon.ts";
import { readFlags, type RunFlags } from "./flags.ts";
import { controlInterrupts } from "./interrupts.ts";
import { News } from "./news.ts";
import type { Outcome } from "./play.ts";
import { Playlist, settingsOf } from "./playlist.ts";
import { createJsonPrinter, createTextPrinter, type Sinks } from "./printer.ts";
import { deliver, wantsReport } from "./reports/delivery.ts";
import { Report } from "./reports/report.ts";
import { readScript, type Script } from "./script.ts";

export interface RunIo extends Sinks {
  stdin: Readable;
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** Program and arguments of a daemon on stdio. */
  daemon: readonly string[];
  /** Calls back on each Ctrl-C; returns what ends that. */
  onInterrupt(listener: () => void): () => void;
}

const exitCodes = { ok: 0, failed: 1, usage: 2, interrupted: 130, outputClosed: 141 };

/** Resolves to the exit code; `flags.ts` lists them. */
export async function run(argv: readonly string[], io: RunIo = processIo()): Promise<number> {
  const stop = new AbortController();
  return withOutput(io, stop, async () => {
    const flags = readFlags(argv, io.stdout, io.stderr);
    if (typeof flags === "number") return flags;
    if (!checkConfig(flags, io, "awaitd run")) return "usage";
    const scripts = await readScripts(flags, io);
    if (scripts === undefined) return "usage";
    const report = new Report();
    const outcome = await withDaemon(flags, scripts, report, io, stop);
    return outcome === "usage" || tell(report, flags, io) ? outcome : "failed";
  });
}

/** `stop` is aborted when nobody reads the output any more. Resolves to the exit code. */
export async function withOutput(
  io: RunIo,
  stop: AbortController,
  work: () => Promise<Outcome | "usage" | number>,
): Promise<number> {
  let outputClosed = false;
  const onClosed = (error: NodeJS.ErrnoException): void => {
    if (error.code !== "EPIPE") throw error;
    outputClosed = true;
    stop.abort();
  };
  for (const stream of [io.stdout, io.stderr]) stream.on("error", onClosed);
  try {
    const outcome = await work();
    // Only what has been written tells whether anybody reads it.
    await Promise.all([io.stdout, io.stderr].map(flush));
    return outputClosed
      ? exitCodes.outputClosed
      : typeof outcome === "number"
        ? outcome
        : exitCodes[outcome];
  } finally {
    for (const stream of [io.stdout, io.stderr]) stream.off("error", onClosed);
  }
}

const flush = (stream: Writable): Promise<void> =>
  new Promise((resolveFlushed) => {
    stream.write("", () => resolveFlushed());
  });

export function processIo(): RunIo {
  const { stdin, stdout, stderr } = process;
  return {
    stdin,
    stdout,
    stderr,
    cwd: process.cwd(),
    env: process.env,
    // With its code cache the daemon starts sooner.
    daemon: [process.execPath, join(process.argv[1]!, "../../src/load.cjs"), "main", "--stdio"],
    onInterrupt: (listener) => {
      process.on("SIGINT", listener);
      return () => void process.off("SIGINT", listener);
    },
  };
}

function tell(report: Report, flags: RunFlags, io: RunIo): boolean {
  try {
    // Standard output is the scripts' own; GitHub reads both.
    deliver(report, flags, { ...io, tellGithub: (text) => io.stderr.write(text) }, "awaitd run");
    return true;
  } catch (error) {
    io.stderr.write(`awaitd run: the report cannot be written: ${(error as Error).message}\n`);
    return false;
  }
}

export function checkConfig({ config }: DaemonFlags, io: RunIo, command: string): boolean {
  if (typeof config !== "string") return true;
  const path = resolve(io.cwd, config);
  const isThere = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  if (!isThere) io.stderr.write(`${command}: --config: ${path} is no file\n`);
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
  report: Report,
  io: RunIo,
  stop: AbortController,
): Promise<Outcome | "usage"> {
  let daemon: Daemon;
  const news = new News();
  try {
    daemon = await openDaemon(flags, {
      name: "awaitd run",
      command: io.daemon,
      cwd: io.cwd,
      session: settingsOf(scripts[0]!, flags, io.cwd),
      onNotification: news.onNotification,
    });
  } catch (error) {
    io.stderr.write(`awaitd run: ${(error as Error).message}\n`);
    return error instanceof RequestError ? "usage" : "failed";
  }
  const { client } = daemon;
  const printer = flags.json
    ? createJsonPrinter(io, client)
    : createTextPrinter(io, client, {
        printValues: flags.print,
        hasGroups: flags.github === true,
        describe: (error) => report.places.describe(error),
      });
  const list = new Playlist(client, scripts, report, {
    flags,
    cwd: io.cwd,
    printer,
    news,
    stopped: stop.signal,
  });
  const isReported = wantsReport(flags, io.env);
  news.follow((method, params) => {
    if (isReported) report.onNotification(method, params);
    printer.onNotification(method, params);
  });
  // However it came to a stop: Ctrl-C, or nobody reads the output any more.
  stop.signal.addEventListener("abort", () => void list.session.interrupt().catch(onLost));
  const control = controlInterrupts(io.onInterrupt, {
    first: () => stop.abort(),
    second: () => daemon.kill([list.session]),
  });
  const answers = new Answers(io, control.interrupt);
  try {
    return await list.play(answers.answer);
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
