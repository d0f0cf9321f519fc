import type { CellError } from "../../../protocol/shapes.ts";
import { findClose } from "../../std/nearest.ts";
import { writeExcerpts } from "./excerpts.ts";
import type { KernelAccess, Magic } from "./magic.ts";
import { formOf, shorten } from "./values.ts";

const shownLetters = 60;

type Write = (error: CellError, kernel: KernelAccess) => string;

/** By the names that IPython has for them. */
const modes: Readonly<Record<string, Write>> = {
  Plain: ({ stack }) => stack,
  Context: ({ stack }, { history }) => writeExcerpts(stack, history),
  Verbose: ({ stack }, { history: { codes }, names }) =>
    writeExcerpts(stack, {
      codes,
      explain: (line) =>
        [...new Set(line.match(/(?<![\w$.])[\p{ID_Start}_$][\p{ID_Continue}$]*/gu) ?? [])]
          .filter((name) => names.kinds.has(name))
          .map((name) => `${name} = ${shorten(formOf(names.get(name)), shownLetters)}`),
    }),
  Minimal: ({ name, message }) => (message === "" ? name : `${name}: ${message}`),
};

export const xmode: Magic = {
  names: ["%xmode"],
  waits: false,
  doc: `Say how the errors of cells are told from now on.

  %xmode                tell how, and take the next of them
  %xmode Plain          message and places; so it is at first
  %xmode Context        … with the lines of source around each place
  %xmode Verbose        … and the session's variables that the line names, with their values of
                        now (those of functions are not known)
  %xmode Minimal        the message alone

\`%tb\` tells the last error again, in any of them.`,
  run({ line }, { kernel, print }) {
    const names = Object.keys(modes);
    const next = names[(names.indexOf(kernel.failures.mode) + 1) % names.length]!;
    setTracebackMode(line === "" ? next : line, kernel);
    print(`Exception reporting mode: ${kernel.failures.mode}\n`);
  },
};

export const traceback: Magic = {
  names: ["%tb"],
  waits: false,
  doc: `Print the last error again.

  %tb                   as %xmode says
  %tb Verbose           in this mode`,
  run({ line }, { kernel, print }) {
    const { last, mode } = kernel.failures;
    const write = modes[findMode(line === "" ? mode : line)]!;
    print(last ? `${write(last, kernel)}\n` : "No cell has failed yet.\n");
  },
};

/** Throws where there is none of that name. */
export function setTracebackMode(name: string, kernel: KernelAccess): void {
  const mode = findMode(name);
  kernel.failures.mode = mode;
  kernel.failures.write =
    mode === "Plain" ? undefined : (error: CellError) => modes[mode]!(error, kernel);
}

function findMode(name: string): string {
  const names = Object.keys(modes);
  const mode = names.find((each) => each.toLowerCase() === name.toLowerCase());
  if (mode !== undefined) return mode;
  const close = findClose(name, names);
  const hint = close === undefined ? "" : `; did you mean ${close}?`;
  throw new TypeError(`no mode is called ${name}: there are ${names.join(", ")}${hint}`);
}
