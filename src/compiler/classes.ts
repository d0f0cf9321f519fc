// Classes with decorators or `accessor`, which no engine reads: each is compiled by esbuild, by
// itself, and put back where it stood as one expression. (esbuild is another process: 4 ms a cell,
// that only such cells pay.)
import type { AnyNode, Program } from "acorn";
import type { ClassNode, Decorated, DecoratedClass } from "./decorators.ts";
import { createEdits, type Edits } from "./edits.ts";
import type { EraseOutcome, Erased } from "./erase.ts";
import { fit } from "./fit.ts";
import { parseCell, type ParseOptions } from "./parse.ts";
import { composeMaps } from "./positions.ts";
import { compileClasses } from "./transpiler.ts";
import { eachChild, isFunction } from "./tree.ts";

export function lowerClasses(erased: Erased, options: ParseOptions): EraseOutcome {
  const { text } = erased;
  if (!/@|\baccessor\b/.test(text)) return { erased };
  const decorated: Decorated = { classes: [] };
  const parsed = parseCell(text, { ...options, decorated });
  if ("diagnostic" in parsed || decorated.classes.length === 0) return { erased };
  const parents = findParents(parsed.cell.program);
  const edits = createEdits(text);
  let end = 0;
  for (const found of decorated.classes.toSorted((a, b) => a.start - b.start)) {
    if (found.start < end) continue; // it is in one that was compiled as a whole
    end = found.node.end;
    const problem = lowerClass(found, text, parents.get(found.node), edits);
    if (problem !== undefined) {
      return { failure: { message: problem, position: found.start, end } };
    }
  }
  const applied = edits.apply();
  return { erased: { text: applied.code, map: composeMaps(erased.map, applied.map) } };
}

/** Returns what esbuild has against it. */
function lowerClass(
  found: DecoratedClass,
  text: string,
  parent: AnyNode | undefined,
  edits: Edits,
): string | undefined {
  const { node } = found;
  const blank = (word: string): string => word.replace(/[^\n\r\u2028\u2029]/g, " ");
  const source = text.slice(found.start, node.end).replace(exportPattern, blank);
  const own = node.id?.name ?? givenName(source, parent);
  const name = own ?? "anonymous";
  const isNamed = node.type === "ClassDeclaration" && node.id !== null;
  // In brackets, a class takes no name from where it stands.
  const head = isNamed ? "" : `const ${name} = ${own === undefined ? "(" : ""}`;
  const printed = compileClasses(`${head}${source}${own === undefined ? ")" : ""};`);
  if ("problem" in printed) return printed.problem;

  const isDefault = parent?.type === "ExportDefaultDeclaration";
  const start = isDefault ? Math.min(parent.start, found.start) : found.start;
  const place = isNamed ? `let ${name}=` : isDefault ? "export default " : "";
  const isAsync = [...found.heads, ...headsOf(node)].some(hasAwait);
  const before = `${place}(${isAsync ? "await (async" : "("}()=>{`;
  const after = `return ${name}})())${isNamed || isDefault ? ";" : ""}`;
  const cut = { start: 0, end: printed.code.length, before, after };
  const from = node.end - source.length - head.length;
  const origin = { source: head + source, start: from, head: head.length };
  const { text: fitted, kept } = fit(printed, cut, origin);
  // What stood before them is gone, not its line breaks.
  const lost = breaksOf(text.slice(start, found.start));
  edits.replace(start, node.end, fitted + "\n".repeat(lost), kept);
  return undefined;
}

/** Decorators may stand before `export`; what is between them and the class is that word. */
const exportPattern = /(?<=^@[^{]*\s)export\s+(?:default\s+)?(?=class\b)/;

const breaksOf = (text: string): number => text.match(/\r\n|[\n\r\u2028\u2029]/g)?.length ?? 0;

/** `const A = class {…}`, unless the class means another `A`. */
function givenName(source: string, parent: AnyNode | undefined): string | undefined {
  if (parent?.type !== "VariableDeclarator" || parent.id.type !== "Identifier") return undefined;
  const { name } = parent.id;
  return source.includes(name) ? undefined : name;
}

function findParents(program: Program): Map<AnyNode, AnyNode> {
  const parents = new Map<AnyNode, AnyNode>();
  const visit = (node: AnyNode): void =>
    eachChild(node, (child) => {
      parents.set(child, node);
      visit(child);
    });
  visit(program);
  return parents;
}

/** What of a class is evaluated around it. */
function headsOf(node: ClassNode): AnyNode[] {
  const keys = node.body.body.flatMap((member) =>
    "computed" in member && member.computed ? [member.key] : [],
  );
  return node.superClass ? [node.superClass, ...keys] : keys;
}

function hasAwait(node: AnyNode): boolean {
  if (node.type === "AwaitExpression") return true;
  if (isFunction(node)) return false;
  let found = false;
  eachChild(node, (child) => {
    found ||= hasAwait(child);
  });
  return found;
}
