// What the inputs are made of: every cell, conversation and program of the tests, and our own code.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/sources.ts";

const longest = 3000;

export function readCorpus(): string[] {
  const read = (glob: string): string[] =>
    globSync(join(root, glob))
      .sort()
      .map((path) => readFileSync(path, "utf8"));
  const cells = read("test/cases/compiler/**/*.txt").flatMap((text) =>
    text.split(/^(?:-->.*|-- \w+ --|== .* ==)$/m),
  );
  const lines = read("test/cases/{sessions,completeness}/*.txt").flatMap((text) =>
    Array.from(text.matchAll(/^(?:.*>> |\| |\w+ +(?:\+\d )?\| )(.*)$/gm), ([, code = ""]) => code),
  );
  const programs = read("test/cases/programs/**/*.{js,ts,mjs,cells}");
  const files = read("{src,clients,protocol}/**/*.ts").flatMap((text) => text.split(/\n(?=\S)/));
  return [...cells, ...lines, ...programs, ...files]
    .map((text) => text.trim().replaceAll("⏎", "\n").slice(0, longest))
    .filter((text) => text !== "");
}

export const words: readonly string[] = [
  ..."await async function class let const var for of in ( ) { } [ ] ; , => = . ... ?. ?".split(
    " ",
  ),
  ..."${ ` yield * import export default from as x f 1 'a' /r/ \\n // /* */ static super".split(
    " ",
  ),
  ..."new.target import.meta new target meta return break continue : # @ get set extends".split(
    " ",
  ),
  ..."if else do while switch case try catch finally throw with debugger delete typeof".split(" "),
  ..."void instanceof this null true using enum interface type namespace as satisfies !".split(" "),
  ..."+ - ++ -- ** ?? || && ??= << >>> < > <T> / \\ \\u0061 \\u{61}".split(" "),
  ..."\" ' ~ == === 0n 010 0x 1e".split(" "),
  ..."eval arguments undefined globalThis __cell constructor __proto__ prototype of let a b".split(
    " ",
  ),
  ..."'use_strict' <!-- --> #! #a in /[/ /(?<n>)/v private public abstract declare".split(" "),
  "'use strict'",
  "\n",
  "\r\n",
  "\u2028",
  "\ufeff",
];
