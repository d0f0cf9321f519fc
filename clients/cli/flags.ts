// The command line of `awaitd run`: words in, a request or an exit code out.
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { LoopPolicy } from "../../protocol/shapes.ts";
import type { DaemonFlags } from "./daemon.ts";
import type { ReportFlags } from "./reports/delivery.ts";

/** Of every session that a command makes. */
export interface SessionFlags {
  cwd?: string;
  runner?: string;
  loopPolicy?: LoopPolicy;
  autoawait: boolean;
}

export interface RunFlags extends DaemonFlags, ReportFlags, SessionFlags {
  files: string[];
  json: boolean;
  print: boolean;
  failFast: boolean;
  /** Deadline of each cell, in milliseconds. */
  timeout?: number;
}

export interface TextSink {
  write(text: string): unknown;
}

const about = `Runs the cells of each FILE in order, through a daemon, as a script.
"-" reads standard input.

Lines that begin with "// %%" divide a file into cells; a file without one is a
single cell. Of a notebook (.ipynb) the cells of code are run; it is not changed.
Every file has a session of its own, in the directory of the file ("-": the
current one), so imports resolve from there.`;

const notes = `
What cells print goes to standard output and standard error as it comes; their
values are not shown, unless --print is given. A cell that fails ends its file;
the files after it still run, unless --fail-fast is given. A file has ended when
its last cell has: timers that are left over don't keep it. What cells ask is answered
from the terminal, or by the lines of standard input.

Exit codes: 0 all cells ran; 1 a cell, or something in its background or its
startup, failed; 2 bad usage, an unreadable file or a broken config file; 130
interrupted by Ctrl-C (once: the cell is interrupted and its finally blocks run;
again within two seconds: everything ends at once); 141 standard output was
closed.

In a workflow of GitHub's (GITHUB_ACTIONS=true) failures are annotated, on
standard error, and the step's summary has a table; --github folds what each
cell prints under its name, too.

  awaitd run build.js test.js --fail-fast
  awaitd run checks/*.ts --junit reports/checks.xml
  echo 'console.log(await Promise.resolve(42))' | awaitd run -`;

/** Returns the exit code when there is nothing to run: help was asked for, or it makes no sense. */
export function readFlags(
  argv: readonly string[],
  out: TextSink,
  err: TextSink,
): RunFlags | number {
  const command = createCommand().configureOutput({
    writeOut: (text) => void out.write(text),
    writeErr: (text) => void err.write(text),
  });
  try {
    command.parse(argv, { from: "user" });
    if (command.getOptionValue("connect") !== undefined && hasOwnDaemon(command))
      command.error("error: --config is of a daemon of your own, not of one at --connect");
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return { files: command.args, ...command.opts<Omit<RunFlags, "files">>() };
}

function createCommand(): Command {
  const command = new Command("awaitd run")
    .usage("[options] FILE...")
    .description(about)
    .argument("<FILE...>")
    .option("--json", "print notifications and results, one JSON a line", false)
    .option("--print", "print the value of each cell", false)
    .option("--fail-fast", "end with the first cell that fails, whatever is left", false)
    .option("--timeout <TIME>", "deadline of each cell: seconds, or 500ms, 30s, 2m", readTime);
  return addDaemonOptions(command).addHelpText("after", notes).exitOverride();
}

const policies = ["persistent", "perCell"];

/** Of sessions, reports, and the daemon: what all commands that play files have. */
export const addDaemonOptions = (command: Command): Command =>
  command
    .option("--cwd <DIR>", "directory of the sessions, instead of the file's own")
    .option("--runner <NAME>", "what brings asynchronous cells to their end (native, sync)")
    .addOption(new Option("--loop-policy <POLICY>", "of the event loop").choices(policies))
    .option("--no-autoawait", "top-level await is a syntax error")
    .option("--config <FILE>", "config file, instead of those that are looked for")
    .option("--no-config", "read no config file")
    .option("--junit <FILE>", "write what became of each cell as JUnit's XML")
    .addOption(new Option("--github", "annotations, a group a cell, a summary"))
    .option("--no-github", "no annotations, also in a workflow of GitHub's")
    .option("--connect <URL>", "use a daemon that serves (ws://HOST:PORT/rpc, unix:PATH)")
    .option("--token <TOKEN>", "the token of that daemon");

const hasOwnDaemon = (command: Command): boolean => command.getOptionValue("config") !== undefined;

const unitMs: Record<string, number> = { ms: 1, s: 1000, m: 60_000 };

export function readTime(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text);
  const timeMs = Number(match?.[1]) * unitMs[match?.[2] ?? "s"]!;
  if (!(timeMs > 0)) throw new InvalidArgumentError("It is a time such as 30, 1.5s, 500ms or 2m.");
  return timeMs;
}
