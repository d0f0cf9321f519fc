// Where the compiler and V8's parser rightly differ, or differ in what nobody writes.
import { tooDeep } from "../../src/compiler/compile.ts";

interface Difference {
  reason: string;
  isMeant(source: string, message: string): boolean;
}

const differences: readonly Difference[] = [
  {
    reason: "thousands of levels of nesting: how many fit the stack is not the same for both",
    isMeant: (_source, message) => message === tooDeep || message.startsWith("Maximum call stack"),
  },
  {
    reason: "V8 finds out when the script begins to run that the global object has the name",
    isMeant: (_source, message) => /'(?:undefined|NaN|Infinity)' has already/.test(message),
  },
  {
    reason: "`f() = 1`: an error for both; V8 throws it when the cell comes there, we at once",
    isMeant: (_source, message) => message.startsWith("Invalid left-hand side in assignment"),
  },
  {
    reason: "an HTML comment between `let` and its name: acorn takes `let` for a name there",
    isMeant: (source) => /let\s*(?:\/\*[^]*?\*\/\s*)*(?:<!--|-->)/.test(source),
  },
  {
    reason: "letters of a newer Unicode than V8's: V8 refuses them itself, with the right position",
    isMeant: (source, message) =>
      /^(?:Invalid or unexpected|Invalid Unicode)/.test(message) && /[^\0-\x7f]/.test(source),
  },
];

/** Enums, namespaces and decorated classes are printed by others, with the places of their maps. */
export const isPrinted = (source: string, languageId: string): boolean =>
  languageId === "typescript" && /@|accessor|enum|namespace|module/.test(source);

export const isDecided = (source: string, message: string): boolean =>
  differences.some(({ isMeant }) => isMeant(source, message));
