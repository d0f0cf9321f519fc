// Top-level waits go through the scope object, so that an interrupt can end them where they stand.
import type { AnyNode, Program } from "acorn";
import type { Edits } from "./edits.ts";
import { rewriteLoop } from "./loops.ts";
import { scopeName } from "./names.ts";
import type { Form } from "./parse.ts";
import type { Survey } from "./survey.ts";
import { findHolders, rewriteHolder } from "./usings.ts";

export function rewriteAwaits(survey: Survey, edits: Edits, form: Form, source: string): void {
  for (const { start, end, argument } of survey.awaits) {
    if (form === "operation") {
      edits.wrap(start, end, "(", ")");
      edits.replace(start, start + "await".length, "yield*");
      edits.wrapArgument(argument, `${scopeName}.until(`);
    } else if (form === "generator") {
      // A line break right behind `yield` would end it.
      const keywordEnd = start + "await".length;
      const isBroken = /[\n\r\u2028\u2029]/.test(source.slice(keywordEnd, argument.start));
      edits.wrap(start, end, "(", isBroken ? "))" : ")");
      edits.replace(start, keywordEnd, isBroken ? "yield(" : "yield");
      edits.wrapArgument(argument, `${scopeName}.hand(`);
    } else edits.wrapArgument(argument, `${scopeName}.wait(`);
  }
  const holders = findHolders(survey.usings, form);
  if (form === "async") {
    for (const { node } of survey.forAwaits) {
      edits.wrapArgument(node.right, `${scopeName}.iterate(`);
    }
    for (const holder of holders) rewriteHolder(holder, edits, form);
    return;
  }
  // Of two that stand around the same text the outer one must come first.
  const loops = survey.forAwaits.map((loop, index) => ({
    start: loop.node.start,
    rewrite: () => rewriteLoop(loop, index, edits, source),
  }));
  const stacks = holders.map((holder) => ({
    start: holder.home.start,
    rewrite: () => rewriteHolder(holder, edits, form),
  }));
  const inOrder = [...loops, ...stacks].sort((a, b) => a.start - b.start);
  for (const { rewrite } of inOrder) rewrite();
}

/** What makes a cell asynchronous. */
export function findWaits(survey: Survey, program: Program): AnyNode[] {
  const { awaits, forAwaits, yields } = survey;
  const held = [...survey.usings.map(({ node }) => node), ...program.body];
  const usings = held.filter(
    (node) => node.type === "VariableDeclaration" && node.kind === "await using",
  );
  return [...awaits, ...forAwaits.map(({ node }) => node), ...yields, ...usings];
}
