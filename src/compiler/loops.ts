// `for await` where only a generator can wait: a plain loop over values that were fetched before.
import type { Edits } from "./edits.ts";
import { discardName, errorName, iterationName, scopeName } from "./names.ts";
import type { ForAwait } from "./survey.ts";

/**
 * `for await (const x of xs) f(x)` → `{let I;try{for (const x of I=yield*__cell.loop(xs))
 * {for(const D of I.once())f(x);if(!(yield*I.more()))break;}}catch…finally…}`. Where the inner loop
 * is left decides whether there are more steps, so it has the labels. The iterator is closed when
 * the loop is left early; an error of the body is not hidden by one of the closing.
 */
export function rewriteLoop(
  { node, labelled }: ForAwait,
  index: number,
  edits: Edits,
  source: string,
): void {
  const steps = `${iterationName}${index}`;
  const { left, right, body } = node;
  edits.wrap(
    labelled.start,
    labelled.end,
    `{let ${steps};try{`,
    `}catch(${errorName}){if(${steps}?.open)try{yield*${steps}.close()}catch{}throw ${errorName}}` +
      `finally{if(${steps}?.open)yield*${steps}.close()}}`,
  );
  if (labelled.start < node.start) edits.blank(labelled.start, node.start);
  const keyword = source.indexOf("await", node.start);
  edits.blank(keyword, keyword + "await".length);
  // `for (async of …)` does not parse.
  if (left.type === "Identifier") edits.wrap(left.start, left.end, "(", ")");
  edits.wrapArgument(right, `${steps}=yield*${scopeName}.loop(`);
  edits.wrap(
    body.start,
    body.end,
    `{${labelsOf(labelled)}for(const ${discardName} of ${steps}.once())`,
    `;if(!(yield*${steps}.more()))break;}`,
  );
}

function labelsOf(node: ForAwait["labelled"]): string {
  return node.type === "LabeledStatement" ? `${node.label.name}:${labelsOf(node.body)}` : "";
}
