// Top-level waits go through the scope object, so that an interrupt can end them where they stand.
import type { AnyNode, Program, VariableDeclaration } from "acorn";
import type { Edits } from "./edits.ts";
import { rewriteLoops } from "./loops.ts";
import { disposalName, scopeName } from "./names.ts";
import type { Survey } from "./survey.ts";

export function rewriteAwaits(
  survey: Survey,
  edits: Edits,
  form: "async" | "generator",
  source: string,
): void {
  for (const { start, end, argument } of survey.awaits) {
    if (form === "generator") {
      edits.wrap(start, end, "(", ")");
      edits.replace(start, start + "await".length, "yield");
    } else {
      const space = argument.start === start + "await".length ? " " : "";
      edits.wrapArgument(argument, `${space}${scopeName}.wait(`);
    }
  }
  if (form === "generator") rewriteLoops(survey.forAwaits, edits, source);
  else {
    for (const { node } of survey.forAwaits) {
      edits.wrapArgument(node.right, `${scopeName}.iterate(`);
    }
  }
  survey.awaitUsings.forEach((node, index) => rewriteAwaitUsing(node, index, edits));
}

/**
 * `await using r = open();` in a block → `const r = open();await using
 * __cellU0=__cell.disposal(r);`: the block's implicit wait is then one that can be interrupted. In
 * the head of a `for` it stays.
 */
function rewriteAwaitUsing(node: VariableDeclaration, index: number, edits: Edits): void {
  if (node.declarations.length !== 1) return;
  const [declarator] = node.declarations;
  if (declarator?.id.type !== "Identifier" || !declarator.init) return;
  edits.replace(node.start, declarator.id.start, "const ");
  const resource = `${scopeName}.disposal(${declarator.id.name})`;
  const disposal = `await using ${disposalName}${index}=${resource};`;
  edits.wrap(node.start, node.end, "", `;${disposal}`);
}

/** What makes a cell asynchronous. */
export function findWaits(survey: Survey, program: Program): AnyNode[] {
  const { awaits, forAwaits, awaitUsings, yields } = survey;
  const usings = program.body.filter(
    (node) => node.type === "VariableDeclaration" && node.kind === "await using",
  );
  return [...awaits, ...forAwaits.map(({ node }) => node), ...awaitUsings, ...yields, ...usings];
}
