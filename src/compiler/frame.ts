// What stands around the user's text: the wrapper of a cell that is no script, and what is hoisted
// to its start.
import type { Program } from "acorn";
import { isStrictDirective, type Directive } from "./completion.ts";
import type { Edits } from "./edits.ts";
import { discardName, scopeName, valueName, type NameKind } from "./names.ts";

export interface Frame {
  mode: "sync" | "async" | "generator";
  goal: "script" | "function";
  directives: readonly Directive[];
  isObject: boolean;
  /** Assignments that bind imported names. */
  bindings: readonly string[];
  /** Calls that make the hoisted functions. */
  makers: readonly string[];
  names: ReadonlyMap<string, NameKind>;
  kinds: ReadonlyMap<string, NameKind>;
}

const heads = {
  sync: `((${scopeName})=>{`,
  async: `(async(${scopeName})=>{`,
  generator: `(function*(${scopeName}){`,
};

/** Is the cell a function of `__cell`, which returns its value in a box? */
export function isWrapped({ mode, goal }: Pick<Frame, "mode" | "goal">): boolean {
  return mode !== "sync" || goal === "function";
}

export function rewriteFrame(source: string, program: Program, edits: Edits, frame: Frame): void {
  const first = program.body[0];
  const last = program.body.at(-1);
  if (first === undefined || last === undefined) return;
  const start = frame.directives.at(-1)?.end ?? first.start;
  const hoisted = hoist(frame);
  if (isWrapped(frame)) {
    const head = (frame.goal === "function" ? "return" : "") + heads[frame.mode];
    const begin = `;let ${valueName}${directiveValue(source, frame)};${hoisted}`;
    // A cell may be nothing but directives: then the beginning stands right before the end.
    const isEmpty = start === last.end;
    const end = `${isEmpty ? begin : ""};return{value:${valueName}}})`;
    edits.frame(first.start, last.end, head, end);
    if (!isEmpty) edits.frame(start, start, begin, "");
    return;
  }
  if (frame.isObject) edits.frame(first.start, last.end, "(", ")");
  // A block keeps the makers from becoming global functions.
  const [open, close] = frame.makers.length > 0 ? ["{", "}"] : ["", ""];
  const reset = frame.directives.some(isStrictDirective) ? ";void 0;" : "";
  const separator = frame.directives.length > 0 && hoisted !== "" ? ";" : "";
  edits.frame(start, last.end, reset + separator + open + hoisted, close);
}

function hoist({ bindings, makers, names, kinds }: Frame): string {
  const calls = [...bindings];
  const isSettled = (name: string, kind: NameKind | undefined): boolean => {
    const known = names.get(name);
    return known === kind || (kind === "var" && known === "function");
  };
  for (const kind of ["var", "function"] as const) {
    const fresh = [...kinds].filter(([name, own]) => own === kind && !isSettled(name, kind));
    const list = fresh.map(([name]) => JSON.stringify(name)).join(",");
    if (list !== "") calls.push(`${scopeName}.${kind}(${list})`);
  }
  calls.push(...makers);
  return calls.length > 0 ? `{let ${discardName}=(${calls.join(",")})}` : "";
}

/**
 * A leading string that means nothing is a value as any other; rewritten, it would end the
 * prologue.
 */
function directiveValue(source: string, { directives }: Frame): string {
  const last = directives.at(-1);
  if (last === undefined || isStrictDirective(last)) return "";
  return `=${withoutBreaks(source.slice(last.expression.start, last.expression.end))}`;
}

/** The same string on one line: what is copied must not move the lines after it. */
function withoutBreaks(literal: string): string {
  return literal
    .replace(/\\(\r\n|[^])/g, (escape, escaped: string) => (isBreak(escaped) ? "" : escape))
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
}

const isBreak = (text: string): boolean => /^[\n\r\u2028\u2029]/.test(text);
