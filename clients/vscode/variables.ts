// The variables of a session as a tree: names, and what is inside of their values, a page at a
// time. Where there are more entries than a page, ranges stand between, as debuggers have them.
import { RequestError } from "../shared/rpc.ts";
import type { Session } from "../shared/session.ts";

export interface ValueNode {
  kind: "value";
  name: string;
  type: string;
  preview: string;
  shape?: readonly number[];
  /** What to ask for what is inside. */
  ref?: string;
  /** Of a variable: the last cell that declared or assigned it. */
  executionCount?: number;
}

/** Entries of a value, from `start` on. */
export interface RangeNode {
  kind: "range";
  ref: string;
  start: number;
  count: number;
}

export type TreeNode = ValueNode | RangeNode;
export type Asked = Pick<Session, "variables" | "expand">;

const pageSize = 100;
const textPage = 10_000;

export async function listVariables(session: Asked): Promise<TreeNode[]> {
  const { variables } = await session.variables();
  return variables
    .map((variable): ValueNode => ({ kind: "value", ...pick(variable) }))
    .sort((one, other) => one.name.localeCompare(other.name, "en"));
}

/** A value that is gone, or cannot be looked into now, says so in its place. */
export async function listChildren(session: Asked, node: TreeNode): Promise<TreeNode[]> {
  try {
    return await listInside(session, node);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return [{ kind: "value", name: "…", type: "", preview: error.message }];
  }
}

async function listInside(session: Asked, node: TreeNode): Promise<TreeNode[]> {
  if (node.kind === "range") return listRange(session, node);
  if (node.ref === undefined) return [];
  const { total, text, entries = [] } = await session.expand(node.ref, { count: pageSize });
  if (text !== undefined) return listText(session, node.ref, text, total);
  const page = entries.map((entry): ValueNode => ({ kind: "value", ...pick(entry) }));
  const rest = total - page.length;
  return rest > 0 ? [...page, ...divide(node.ref, page.length, rest)] : page;
}

async function listRange(session: Asked, { ref, start, count }: RangeNode): Promise<TreeNode[]> {
  if (count > pageSize) return divide(ref, start, count);
  const { entries = [] } = await session.expand(ref, { start, count });
  return entries.map((entry) => ({ kind: "value", ...pick(entry) }));
}

/** At most a page of ranges, each of a round number of entries. */
function divide(ref: string, start: number, count: number): RangeNode[] {
  let step = pageSize;
  while (count / step > pageSize) step *= pageSize;
  const ranges: RangeNode[] = [];
  for (let at = start; at < start + count; at += step)
    ranges.push({ kind: "range", ref, start: at, count: Math.min(step, start + count - at) });
  return ranges;
}

/** A long text: its lines. What no page of a text shows is for `display`. */
async function listText(
  session: Asked,
  ref: string,
  head: string,
  total: number,
): Promise<TreeNode[]> {
  const whole =
    head.length < total ? ((await session.expand(ref, { count: textPage })).text ?? head) : head;
  const lines = whole.split("\n").map((line, index): ValueNode => ({
    kind: "value",
    name: String(index + 1),
    type: "",
    preview: line,
  }));
  const left = total - whole.length;
  if (left <= 0) return lines;
  return [...lines, { kind: "value", name: "…", type: "", preview: `${left} more characters` }];
}

interface Told {
  name: string;
  type: string;
  preview: string;
  shape?: readonly number[];
  ref?: string;
  executionCount?: number;
}

const pick = ({ name, type, preview, shape, ref, executionCount }: Told): Told => ({
  name,
  type,
  preview,
  ...(shape && { shape }),
  ...(ref !== undefined && { ref }),
  ...(executionCount !== undefined && { executionCount }),
});
