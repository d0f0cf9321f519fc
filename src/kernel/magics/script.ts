import { runCommand } from "./command.ts";
import { readFlags } from "./flags.ts";
import { interpolate } from "./interpolation.ts";
import type { Magic } from "./magic.ts";
import { splitWords } from "./words.ts";

export const script: Magic = {
  names: ["%%script", "%%bash", "%%sh"],
  waits: true,
  takes: "files",
  doc: `Hand the cell to a program as its input.

  %%script PROGRAM [arguments]
  %%bash, %%sh          the same with this program

  --out NAME            what it prints goes into the variable NAME, not to the output
  --err NAME            what it complains of, likewise
  --no-raise-error      an exit code other than 0 is no error

The exit code is in \`_exit_code\`. An interrupt ends the program with all that it has started.

  %%script python3 -
  print(1 + 1)`,
  async run({ name, line, body = "", at }, context) {
    const flags = readFlags(line, { switches: ["no-raise-error"], values: ["out", "err"] });
    const { values } = flags;
    const words = splitWords(await interpolate(flags.rest, at, context));
    const [program, ...rest] = name === "%%script" ? words : [name.slice(2), ...words];
    if (program === undefined)
      throw new SyntaxError("%%script needs a program: %%script python3 -");
    const kept = { out: "", err: "" };
    const code = await runCommand(
      {
        run: [program, ...rest],
        input: body,
        onStdout: values.out ? (text) => void (kept.out += text) : context.print,
        onStderr: values.err ? (text) => void (kept.err += text) : context.complain,
      },
      context,
    );
    for (const stream of ["out", "err"] as const)
      if (values[stream] !== undefined) context.kernel.names.set(values[stream], kept[stream]);
    if (code !== 0 && !flags.switches.has("no-raise-error")) throw new CommandError(program, code);
  },
};

/** A program of a magic's that ended with another code than 0. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  readonly exitCode: number;

  constructor(program: string, exitCode: number) {
    const how = exitCode < 0 ? `was ended by signal ${-exitCode}` : `ended with code ${exitCode}`;
    super(`${program} ${how}`);
    this.exitCode = exitCode;
  }
}
