// Function declarations. At the top level each becomes an assignment made by a hoisted maker, so
// that its text stays where it was; in blocks, what ECMAScript's Annex B.3 gives the cell is copied
// out.
import type { FunctionDeclaration } from "acorn";
import type { Edits } from "./edits.ts";
import { discardName, makerName, scopeName } from "./names.ts";
import type { BlockFunction, Survey } from "./survey.ts";

/**
 * `function f() {}` → `function*__cellF0(){f=function f() {}}`. A generator, since Annex B lifts
 * only plain functions out of blocks. Returns the calls that make the functions, in order.
 */
export function rewriteFunctions(
  functions: readonly FunctionDeclaration[],
  survey: Survey,
  edits: Edits,
  source: string,
): string[] {
  return functions.map((node, index) => {
    const { name } = node.id;
    // `yield` can't be assigned in a generator, and no `async` expression may be called `await`.
    const isKeyword = name === "yield" || name === "await";
    const key = JSON.stringify(name);
    const [before, after] = isKeyword
      ? [`${scopeName}.put(${key},{[${key}]:`, `}[${key}])}`]
      : [`${name}=`, "}"];
    edits.wrap(node.start, node.end, `function*${makerName}${index}(){${before}`, after);
    // A named function expression binds its name inside itself: for one that mentions its name,
    // that must be the name of the session. Without a name of its own it is called after the
    // assignment.
    if (isKeyword || survey.selfReferring.has(name)) hideName(node, edits, source);
    return `${makerName}${index}().next()`;
  });
}

/** A comment in its place says that the text is not what was typed. */
function hideName({ id }: FunctionDeclaration, edits: Edits, source: string): void {
  if (source.startsWith(id.name, id.start)) edits.replace(id.start, id.end, `/*${scopeName}*/`);
}

export function rewriteBlockFunctions(found: readonly BlockFunction[], edits: Edits): void {
  const guarded = new Map<unknown, string[]>();
  for (const { node, name, home, lifted } of found) {
    const names = guarded.get(home) ?? [];
    if (!names.includes(name)) names.push(name);
    guarded.set(home, names);
    const put = `${scopeName}.put(${JSON.stringify(name)},${name})`;
    const copy = lifted ? `{let ${discardName}=${put}}` : "";
    if (home === node) edits.wrap(node.start, node.end, `{let ${name};{`, `${copy}}}`);
    else edits.wrap(node.start, node.end, "", copy);
  }
  for (const { home, node } of found) {
    const names = guarded.get(home);
    if (home === node || names === undefined) continue;
    guarded.delete(home);
    const guard = `let ${names.join(",")};{`;
    // The `let` around the block keeps V8 from making the same lift by itself.
    if (home.type === "BlockStatement") edits.wrap(home.start + 1, home.end - 1, guard, "}");
    else edits.wrap(home.start, home.end, `{${guard}`, "}}");
  }
}
