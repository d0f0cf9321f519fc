// What must hold for the compiler whatever the text. Each check answers with what is wrong.
import vm from "node:vm";
import { compile, tooDeep, type Compiled } from "../../src/compiler/compile.ts";
import { anyMagic, judgeCompleteness } from "../../src/compiler/completeness.ts";
import { skipBlank } from "../../src/compiler/grammar.ts";
import { expandMagics, holdsCell } from "../../src/compiler/magics.ts";
import { createLines } from "../../src/compiler/positions.ts";
import { defaultBounds } from "../../src/session/bounds.ts";
import { findMoved } from "../support/moved.ts";
import { isDecided, isPrinted } from "./differences.ts";
import type { Input } from "./inputs.ts";

/** `longestMs`: of this thread's own time; a busy machine is no fault of the compiler's. */
export function checkInput(input: Input, longestMs = 1000): string | undefined {
  const { source, options } = input;
  try {
    const compiled = timed(
      () => compile(source, { ...options, names: new Map(), magics: () => anyMagic }),
      longestMs,
    );
    const isGood = compiled.diagnostics.length === 0;
    return (
      (isGood ? checkCode : checkDiagnostics)(input, compiled) ??
      compare(input, compiled) ??
      checkCompleteness(input, compiled, longestMs)
    );
  } catch (error) {
    return `throws ${error instanceof Error ? error.stack?.split("\n").slice(0, 3).join("") : ""}`;
  }
}

function timed<T>(work: () => T, longestMs: number): T {
  const before = process.threadCpuUsage();
  const result = work();
  const { user, system } = process.threadCpuUsage(before);
  if (user + system > longestMs * 1000) throw new Error("too slow");
  return result;
}

/** A session does not ask its kernel about more. */
const judgedLength = defaultBounds.judgedLength;

function checkCompleteness(
  { source, options }: Input,
  compiled: Compiled,
  longestMs: number,
): string | undefined {
  if (source.length > judgedLength) return undefined;
  const { status, indent } = timed(() => judgeCompleteness(source, options), longestMs);
  const isGood = compiled.diagnostics.length === 0;
  // The body of a magic ends with an empty line.
  if (holdsCell(source)) return undefined;
  if (status === "unknown" && compiled.diagnostics[0]?.message === tooDeep) return undefined;
  // Decorators are TypeScript, which has no HTML comments; acorn, which is asked here, has them.
  if (/@|\baccessor\b/.test(source) && /<!--|-->/.test(source)) return undefined;
  // `function f()` is whole to TypeScript, yet hardly meant so.
  if (isGood && status === "incomplete" && options.languageId === "typescript") return undefined;
  if (isGood !== (status === "complete")) return `isComplete says ${status}, the compiler differs`;
  if ((indent !== undefined) !== (status === "incomplete")) return "isComplete: indent";
  return undefined;
}

function checkDiagnostics({ source }: Input, { code, diagnostics }: Compiled): string | undefined {
  if (code !== "") return "code of a cell that was refused";
  for (const { message, start, end, line, column, name } of diagnostics) {
    if (message === "" || name !== "SyntaxError") return "a diagnostic without words";
    if (!(start >= 0 && start <= end && end <= source.length)) {
      return `a diagnostic out of range: ${message}`;
    }
    const lines = createLines(source);
    if (lines.offset({ line, column }) !== start) return `a diagnostic elsewhere: ${message}`;
  }
  return undefined;
}

/** The output is a script, line for line where the text was; positions go back and forth. */
function checkCode({ source, options }: Input, { code, map }: Compiled): string | undefined {
  const refusal = refuse(code);
  if (refusal !== undefined)
    return isDecided(source, refusal) ? undefined : `V8 refuses the code: ${unnamed(refusal)}`;
  // It became one call, on the first line of the body that it is given.
  if (holdsCell(source)) return undefined;
  const breaks = /\r\n|[\n\r\u2028\u2029]/;
  if (code.split(breaks).length !== source.split(breaks).length) return "lines were lost";
  if (isPrinted(source, options.languageId)) {
    return findMoved(source, code, map) === undefined ? undefined : "a name of another line";
  }
  const original = createLines(source);
  const generated = createLines(code);
  let left = 20;
  for (const { index, 0: word } of source.matchAll(/[\w$]+/g)) {
    if ((left -= 1) < 0) break;
    const at = original.position(index);
    const there = map.toGenerated(at);
    if (there.line !== at.line) return "a position on another line";
    if (!code.startsWith(word, generated.offset(there))) continue;
    const back = map.toOriginal(there);
    if (back.line !== at.line || back.column !== at.column) return "a position does not go back";
  }
  return undefined;
}

/** Words by which a cell may rightly mean something else than a script. */
const ours = /await|yield|import|export|using|__cell|\breturn\b|@/;

/** What V8 takes as a script we take, and what it does not take we do not. */
function compare({ source, options }: Input, { diagnostics }: Compiled): string | undefined {
  if (ours.test(source) || source[skipBlank(source, 0)] === "{") return undefined;
  if (expandMagics(source, anyMagic).text !== source) return undefined;
  const refusal = refuse(source);
  const [diagnostic] = diagnostics;
  if (refusal !== undefined && !diagnostic && options.languageId === "javascript") {
    return isDecided(source, refusal) ? undefined : `we take what V8 refuses: ${unnamed(refusal)}`;
  }
  if (refusal !== undefined || !diagnostic) return undefined;
  const { message } = diagnostic;
  return isDecided(source, message) ? undefined : `V8 takes what we refuse: ${unnamed(message)}`;
}

/** Without the names: one fault is told once. */
const unnamed = (message: string): string => message.replace(/'.*'/, "…");

function refuse(code: string): string | undefined {
  try {
    void new vm.Script(code);
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return error.message;
    throw error;
  }
}
