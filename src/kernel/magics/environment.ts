import { interpolate } from "./interpolation.ts";
import type { Boxed, Magic } from "./magic.ts";
import { unquote } from "./words.ts";

export const env: Magic = {
  names: ["%env", "%set_env"],
  waits: true,
  doc: `List, read or set environment variables, of this process and of what it starts.

  %env                  all, as an object; what is secret by its name is not shown
  %env NAME             its value
  %env NAME=value       set it; also \`%env NAME value\`
  %env NAME=            set it to nothing; \`delete process.env.NAME\` takes it away`,
  async run({ line, at }, context): Promise<Boxed | void> {
    if (line === "") return { value: hideSecrets(process.env) };
    const [, name = "", sign, value = ""] = /^([^\s=]+)(\s*=\s*|\s+)?(.*)$/s.exec(line) ?? [];
    if (name === "") throw new SyntaxError(`%env takes NAME or NAME=value, not ${line}`);
    if (sign === undefined) return { value: read(name) };
    const column = at.column + line.length - value.length;
    const text = unquote(await interpolate(value, { ...at, column }, context));
    process.env[name] = text;
    context.print(`env: ${name}=${text}\n`);
  },
};

function read(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new ReferenceError(`the environment has no variable ${name}`);
  return value;
}

/** As IPython does, by what the name says. */
const hideSecrets = (all: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(all).map(([name, value = ""]) => [
      name,
      /key|token|secret|password/i.test(name) ? "<hidden>" : value,
    ]),
  );
