import { runCommand } from "./command.ts";
import { interpolate } from "./interpolation.ts";
import type { Magic } from "./magic.ts";
import { CommandError } from "./script.ts";

export const npm: Magic = {
  names: ["%npm"],
  waits: true,
  doc: `Run npm in the session's directory: what it installs there can be imported at once.

  %npm install lodash
  %npm run build

A package that was imported already stays as it is until the session restarts.`,
  async run({ line, at }, context) {
    const command = `npm ${await interpolate(line, at, context)}`;
    const { print: onStdout, complain: onStderr, kernel } = context;
    const cwd = kernel.directory;
    const code = await runCommand({ run: command, cwd, onStdout, onStderr }, context);
    if (code !== 0) throw new CommandError(command, code);
  },
};
