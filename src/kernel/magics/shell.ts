import { runCommand } from "./command.ts";
import { interpolate } from "./interpolation.ts";
import type { Boxed, Magic } from "./magic.ts";

const shared = `It runs in process.cwd(), by sh (on Windows by cmd.exe), with an empty input. Its
exit code is in \`_exit_code\`; of one that a signal has ended, the signal's number, negative. An
interrupt ends it with all that it has started.

\`$name\` and \`\${expression}\` stand for the session's variables, where there is such a
variable or the shell could not read it; else they are the shell's. Nothing is quoted; the
elements of an array are written with blanks between; \`$$name\` leaves \`$name\` to the shell.`;

export const shell: Magic = {
  names: ["!"],
  waits: true,
  takes: "files",
  doc: `Run a command by the shell; what it prints is the cell's output as it comes.

  !ls -l
  !grep -c await \${files}

${shared}`,
  async run({ line, at }, context) {
    await runCommand(
      {
        run: await interpolate(line, at, context),
        onStdout: context.print,
        onStderr: context.complain,
      },
      context,
    );
  },
};

export const capturing: Magic = {
  names: ["!!", "%sx", "%system", "%%sx", "%%system"],
  waits: true,
  takes: "files",
  doc: `Run a command by the shell; the value is the array of the lines that it prints.

  !!ls
  const files = !ls *.ts
  %%sx                  each line of the cell below is the shell's

The array has all of it as \`text\`, too. What the command complains of is the cell's output.

${shared}`,
  async run({ line, body, at }, context): Promise<Boxed> {
    let text = "";
    const code = await interpolate(body === undefined ? line : `${line}\n${body}`, at, context);
    const run = { run: code, onStdout: (more: string) => void (text += more) };
    await runCommand({ ...run, onStderr: context.complain }, context);
    return { value: createLines(text) };
  },
};

/** The lines of a text, which they have as `text`. */
export function createLines(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  return Object.defineProperty(lines, "text", { value: text, enumerable: false });
}
