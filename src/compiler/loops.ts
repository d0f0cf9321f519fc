// `for await` where only `yield` can wait: it becomes a plain loop over steps.
import type { Edits } from "./edits.ts";
import { iterationName, scopeName } from "./names.ts";
import type { ForAwait } from "./survey.ts";

export function rewriteLoops(loops: readonly ForAwait[], edits: Edits, source: string): void {
  loops.forEach((loop, index) => rewriteLoop(loop, `${iterationName}${index}`, edits, source));
}

/**
 * `for await (const x of xs) f(x)` → `for (I=__cell.steps(xs);I.step(yield I.next());){const
 * x=I.value;f(x)}`. The iterator is closed when the loop is left early; an error of the body is not
 * hidden by one of the closing.
 */
function rewriteLoop(
  { node, labelled }: ForAwait,
  steps: string,
  edits: Edits,
  source: string,
): void {
  const { left, right, body } = node;
  edits.wrap(
    labelled.start,
    labelled.end,
    `{let ${steps};try{`,
    `}catch(__cellE){if(${steps}?.open)try{yield ${steps}.close()}catch{}throw __cellE}` +
      `finally{if(${steps}?.open)yield ${steps}.close()}}`,
  );
  const keyword = source.indexOf("await", node.start);
  edits.blank(keyword, keyword + "await".length);
  const of = source.indexOf("of", left.end) + "of".length;
  edits.blank(left.start, of, `${steps}=${scopeName}.steps(`);
  const close = source.lastIndexOf(")", body.start - 1);
  edits.insert(Math.max(close, right.end), `);${steps}.step(yield ${steps}.next());`);
  edits.wrap(body.start, body.end, `{${assignment(left, steps, source)};`, "}");
}

/** The head's target, moved into the body; it stays on one line. */
function assignment(left: ForAwait["node"]["left"], steps: string, source: string): string {
  const declares = left.type === "VariableDeclaration" && left.kind !== "var";
  const target = left.type === "VariableDeclaration" && !declares ? left.declarations[0]?.id : left;
  const text = target === undefined ? "" : source.slice(target.start, target.end);
  const line = `${text.replace(/[\n\r\u2028\u2029]/g, " ")}=${steps}.value`;
  return declares ? line : `(${line})`;
}
