// Enums of one name in one block are one enum to TypeScript, and so are namespaces: a later part
// sees the members of the parts before it by their bare names. Each part is printed by itself; what
// the printer must know of the others stands in a head before it.
import type { AnyNode, FunctionExpression } from "acorn";
import { gap, type Mark } from "./marks.ts";
import { boundBy } from "./scopes.ts";
import { eachChild } from "./tree.ts";

/** What is printed in a mark's place. */
export interface Part {
  source: string;
  /** Where the source would begin in the cell. */
  start: number;
  /** How much of it is the head. */
  head: number;
}

const isEnum = ({ text }: Mark): boolean => /^(?:const\s+)?enum\b/.test(text);

export function createPart(mark: Mark, earlier: readonly Mark[]): Part {
  const enums = isEnum(mark) ? earlier.filter(isEnum).map(({ text }) => `${text}\n`) : [];
  const head = enums.join("");
  return { source: head + mark.text, start: mark.start - head.length, head: head.length };
}

const identifier = String.raw`[\p{ID_Continue}$\u200c\u200d]+`;
const path = `${identifier}(?:${gap}*\\.${gap}*${identifier})*`;
/** `namespace A.B {` */
const opening = new RegExp(`^(?:namespace|module)${gap}+(${path})${gap}*\\{`, "u");

/**
 * The same part of a namespace with the names in its head that it means without declaring them.
 * `fillers` made the parts before it, `own` makes this one as it stands.
 */
export function addNames(
  mark: Mark,
  own: FunctionExpression,
  fillers: readonly FunctionExpression[],
): Part | undefined {
  const found = opening.exec(mark.text);
  if (found === null) return undefined;
  const [open, dotted = ""] = found;
  const plain = dotted.replace(new RegExp(`${gap}+`, "g"), "");
  const last = plain.slice(plain.lastIndexOf(".") + 1);
  const names = new Set(fillers.flatMap((filler) => findMembers(filler, last)));
  for (const name of [...findBound(own, last), ...findMembers(own, last)]) names.delete(name);
  const meant = [...names].filter((name) => mark.text.includes(name));
  if (meant.length === 0) return undefined;
  const head = `namespace ${plain}{export declare let ${meant.join(",")};`;
  const breaks = open.replace(/[^\n\r\u2028\u2029]/g, "");
  const source = head + breaks + mark.text.slice(open.length);
  return { source, start: mark.start + mark.text.length - source.length, head: head.length };
}

/** What is assigned as a member of `name`. */
function findMembers(filler: AnyNode, name: string): string[] {
  const found: string[] = [];
  const visit = (node: AnyNode, isTarget: boolean): void => {
    if (isTarget && node.type === "MemberExpression" && node.object.type === "Identifier") {
      const { object, property, computed } = node;
      if (object.name === name && !computed && property.type === "Identifier")
        found.push(property.name);
    }
    eachChild(node, (child, key) =>
      visit(child, isTarget || (node.type === "AssignmentExpression" && key === "left")),
    );
  };
  visit(filler, false);
  return found;
}

/** What the function that fills `name` declares. */
function findBound(filler: AnyNode, name: string): string[] {
  const found: string[] = [];
  const visit = (node: AnyNode): void => {
    if (node.type === "FunctionExpression" && boundBy(node).has(name))
      found.push(...boundBy(node), ...boundBy(node.body));
    eachChild(node, visit);
  };
  visit(filler);
  return found;
}
