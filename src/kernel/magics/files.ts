// The text of a file into a cell, and the text of a cell into a file.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { readFlags } from "./flags.ts";
import { interpolate } from "./interpolation.ts";
import type { Magic } from "./magic.ts";
import { resolvePath } from "./paths.ts";
import { unquote } from "./words.ts";

export const load: Magic = {
  names: ["%load"],
  waits: true,
  doc: `Bring the text of a file to the client, which may put it into the cell.

  %load FILE            all of it
  %load -r 5-10 FILE    these lines; also 5, 5-, -10

It comes as a display whose metadata has \`cell: "replace"\`; its \`text/plain\` is the text.`,
  takes: "files",
  async run({ line, at }, context) {
    const { rest, values } = readFlags(line, { switches: [], values: ["r"] });
    const file = unquote(await interpolate(rest, at, context));
    if (file === "") throw new SyntaxError("%load needs a file: %load ./program.ts");
    const text = pickLines(readFileSync(resolvePath(file), "utf8"), values.r);
    context.display({ data: { "text/plain": text }, metadata: { cell: "replace" } });
  },
};

/** `range`: `5`, `5-10`, `5-` or `-10`, from 1, the last one counts. */
export function pickLines(text: string, range: string | undefined): string {
  if (range === undefined) return text;
  const found = /^(\d*)(-?)(\d*)$/.exec(range);
  if (!found || range === "" || range === "-")
    throw new TypeError(`the option -r takes lines as 5, 5-10, 5- or -10, not ${range}`);
  const [, from = "", dash, to = ""] = found;
  const first = from === "" ? 1 : Number(from);
  const last = dash === "" ? first : to === "" ? Infinity : Number(to);
  return text
    .split(/(?<=\n)/)
    .slice(first - 1, last)
    .join("");
}

export const writefile: Magic = {
  names: ["%%writefile", "%%file"],
  waits: true,
  doc: `Write the cell into a file.

  %%writefile FILE
  %%writefile -a FILE   append it`,
  takes: "files",
  async run({ name, line, body = "", at }, context) {
    const { rest, switches } = readFlags(line, { switches: ["a"], values: [] });
    const typed = unquote(await interpolate(rest, at, context));
    if (typed === "") throw new SyntaxError(`${name} needs a file: ${name} notes.txt`);
    const path = resolvePath(typed);
    const text = body === "" || body.endsWith("\n") ? body : `${body}\n`;
    if (switches.has("a")) {
      context.print(`Appending to ${typed}\n`);
      appendFileSync(path, text);
    } else {
      context.print(`${existsSync(path) ? "Overwriting" : "Writing"} ${typed}\n`);
      writeFileSync(path, text);
    }
  },
};
