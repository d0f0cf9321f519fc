// Is a line that begins with `!` a command for the shell? JavaScript negates with it, too.
import { parseFailure } from "./diagnostics.ts";
import { parseProgram } from "./grammar.ts";

/**
 * `text` is the line. JavaScript has it where it negates something that is there: a literal, an
 * expression in brackets, a variable. A bare name that is nobody's would only be a ReferenceError.
 */
export function isShellLine(
  text: string,
  rest: string,
  hasVariable: (name: string) => boolean,
): boolean {
  const command = text.replace(/^!!?\s*/, "");
  if (/^(?:\.{0,2}\/|~\/)/.test(command)) return !isRegExp(command);
  const name = /^[\p{ID_Start}_$][\p{ID_Continue}$]*/u.exec(command)?.[0];
  if (name === undefined) return /^\p{ID_Continue}|^[@.]/u.test(command) && !/^\d/.test(command);
  if (!reserved.has(name) && !hasVariable(name) && !isMentioned(name, rest)) return true;
  return cannotBeRead(text);
}

const isRegExp = (command: string): boolean =>
  /^\/(?:[^/\\\n]|\\.)+\/[a-z]*(?:\.|\s*$)/.test(command) && !/^\/[\w.-]+\/[\w.-]*$/.test(command);

const reserved = new Set([
  ..."async await class delete false function import new null super this".split(" "),
  ..."true typeof undefined void".split(" "),
]);

/** The cell itself may declare it. */
export const isMentioned = (name: string, rest: string): boolean =>
  new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`).test(rest);

/** `!sleep 1`: a line that breaks off in the middle of what would be JavaScript. */
function cannotBeRead(text: string): boolean {
  try {
    parseProgram(text, { await: true, yield: false });
    return false;
  } catch (error) {
    return parseFailure(error).position < text.trimEnd().length;
  }
}
