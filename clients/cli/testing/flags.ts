// The command line of `awaitd test`: words in, a request or an exit code out.
import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { DaemonFlags } from "../daemon.ts";
import { addDaemonOptions, readTime, type SessionFlags, type TextSink } from "../flags.ts";
import type { ReportFlags } from "../reports/delivery.ts";

export interface TestFlags extends DaemonFlags, ReportFlags, SessionFlags {
  files: string[];
  update?: boolean;
  watch?: boolean;
  bail?: boolean;
  filter?: string;
  jobs?: number;
  /** Deadline of each piece of a cell, in milliseconds. */
  timeout: number;
}

const about = `Runs the cells of each FILE and checks what they say in comments "//=>":

  const sum = (a, b) => a + b;
  sum(1, 2) //=> 3
  [1, 2].map(String)
  //=> [ '1', '2' ]
  sum(1n, 2)  //=> throws TypeError: Cannot mix …
  console.log("hi")  //=> prints hi

FILE is a script ("// %%" divides it into cells), Markdown (its fences of js and
ts are cells; \`\`\`js skip is not run), a notebook (.ipynb), a folder, or a
pattern in quotes. Of a folder: Markdown, notebooks and scripts with "// %%",
where they have a "//=>".`;

const notes = `
What is expected is what awaitd shows of the value of the statement before it.
"…" and "..." stand for any text. Where it has several lines, they are comments
below each other, indented as far as the first, or by three blanks. A fence
\`\`\`output right behind one of code has all that it prints. Every file has a
session of its own, in its directory; the files run side by side, their cells
one after the other. An exception that is not expected fails its cell.

Exit codes: 0 all is as expected; 1 something is not; 2 bad usage, nothing to
test, an unreadable file or a broken config file; 130 interrupted by Ctrl-C; 141
standard output was closed.

  awaitd test README.md docs/
  awaitd test --update README.md
  awaitd test --junit reports/docs.xml 'docs/**/*.md'`;

/** Returns the exit code when there is nothing to run: help was asked for, or it makes no sense. */
export function readFlags(
  argv: readonly string[],
  out: TextSink,
  err: TextSink,
): TestFlags | number {
  const command = createCommand().configureOutput({
    writeOut: (text) => void out.write(text),
    writeErr: (text) => void err.write(text),
  });
  try {
    command.parse(argv, { from: "user" });
    if (command.getOptionValue("connect") !== undefined && command.getOptionValue("config"))
      command.error("error: --config is of a daemon of your own, not of one at --connect");
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? 0 : 2;
  }
  return { files: command.args, ...command.opts<Omit<TestFlags, "files">>() };
}

function createCommand(): Command {
  const command = new Command("awaitd test")
    .usage("[options] FILE...")
    .description(about)
    .argument("<FILE...>")
    .option("-u, --update", "write down what there is in place of what is not met")
    .option("-w, --watch", "again when a file changes, until Ctrl-C")
    .option("--filter <TEXT>", "only cells with this in their name; those before them set up")
    .option("--bail", "end with the first cell that fails")
    .addOption(
      new Option("--timeout <TIME>", "deadline of each cell: seconds, or 500ms, 30s, 2m")
        .argParser(readTime)
        .default(30_000, "30s"),
    )
    .option("-j, --jobs <N>", "files that run at a time; as many as there are cores", readJobs);
  return addDaemonOptions(command).addHelpText("after", notes).exitOverride();
}

function readJobs(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It is a number from 1 to 99.");
}
