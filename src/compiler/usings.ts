// `await using` in blocks and loops of a cell: the wait at their end is one that can be
// interrupted, or is handed out. (V8 of Node 24 crashes over some `for (await using r = …; …; …)`.)
import type { AnyNode, ForOfStatement, VariableDeclaration } from "acorn";
import type { Edits } from "./edits.ts";
import { disposalName, errorName, scopeName } from "./names.ts";
import type { Form } from "./parse.ts";
import type { Using } from "./survey.ts";

/** A block or loop that holds what waits at its end. */
export interface Holder {
  home: AnyNode;
  held: Using[];
  /** What generated code calls the stack of what it holds. */
  stack: string;
}

export function findHolders(usings: readonly Using[], form: Form): Holder[] {
  const homes = new Map<AnyNode, Using[]>();
  for (const using of usings) homes.set(using.home, [...(homes.get(using.home) ?? []), using]);
  return [...homes]
    .filter(([home, held]) => mustWait(home, held, form))
    .map(([home, held], index) => ({ home, held, stack: `${disposalName}${index}` }));
}

/**
 * All that one block holds goes on a stack, which is ended by hand: `{ await using r = open(); f(r)
 * }` → `{let U=__cell.stack();try{const r = U.useAsync(open()); f(r) }catch(E){U.fail(E)}finally{
 * await U.end()}}`, or `yield*U.steps()`.
 */
export function rewriteHolder(holder: Holder, edits: Edits, form: Form): void {
  const { home, held, stack } = holder;
  const open = `let ${stack}=${scopeName}.stack();try{`;
  const end = form === "async" ? `await ${stack}.end()` : `yield*${stack}.steps()`;
  const close = `}catch(${errorName}){${stack}.fail(${errorName})}finally{${end}}`;
  if (home.type === "ForOfStatement") {
    rewriteHead(home, held, stack, [open, close], edits);
    return;
  }
  const outer = held[0]?.labelled ?? home;
  if (home.type === "BlockStatement") edits.wrap(home.start + 1, home.end - 1, open, close);
  else edits.wrap(outer.start, outer.end, `{${open}`, `${close}}`);
  for (const { node } of held) rewriteDeclaration(node, stack, edits);
}

function mustWait(home: AnyNode, held: readonly Using[], form: Form): boolean {
  if (held.some(({ node }) => node.kind === "await using")) return true;
  // The loop that `for await` becomes there is not at its end where its round is.
  return form !== "async" && home.type === "ForOfStatement" && home.await;
}

function methodOf(node: VariableDeclaration): string {
  return node.kind === "await using" ? "useAsync" : "use";
}

function rewriteDeclaration(node: VariableDeclaration, stack: string, edits: Edits): void {
  const [first] = node.declarations;
  if (first) edits.replace(node.start, first.start, "const ");
  for (const { init } of node.declarations) {
    if (init) edits.wrapArgument(init, `${stack}.${methodOf(node)}(`);
  }
}

/** `for (await using r of rs) f(r)`: each round has a stack of its own. */
function rewriteHead(
  { body }: ForOfStatement,
  [using]: readonly Using[],
  stack: string,
  [open, close]: readonly [string, string],
  edits: Edits,
): void {
  const [declarator] = using?.node.declarations ?? [];
  if (using === undefined || declarator?.id.type !== "Identifier") return;
  edits.replace(using.node.start, declarator.start, "const ");
  const use = `${stack}.${methodOf(using.node)}(${declarator.id.name});`;
  edits.wrap(body.start, body.end, `{${open}${use}`, `${close}}`);
}
