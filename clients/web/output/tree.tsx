// Values to look into: JSON that is here, and values that the kernel holds, of which parts are
// asked for as they are opened.
import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import type { Result } from "../../../protocol/methods.ts";
import { Surroundings, type OutputSurroundings } from "./context.ts";

/** How many entries, or so many thousand characters, come at once. */
const pageLength = 100;

export interface Page {
  nodes: TreeNode[];
  /** Of a long text: its next part. */
  text?: string;
  total: number;
  /** Where the next page begins. */
  end: number;
}

export interface TreeNode {
  name?: string;
  preview: string;
  kind: "string" | "number" | "other";
  /** Where there is more inside. */
  open?: (start: number) => Page | Promise<Page>;
}

export const Tree = ({ node }: { node: TreeNode }): JSX.Element => (
  <ul class="out-tree">
    <Branch node={node} isOpen={node.name === undefined && node.open !== undefined} />
  </ul>
);

function Branch({ node, isOpen = false }: { node: TreeNode; isOpen?: boolean }): JSX.Element {
  const [page, setPage] = useState<Page | undefined>(() => firstPage(node, isOpen));
  const [failure, setFailure] = useState("");
  const [shown, setShown] = useState(isOpen && page !== undefined);
  const load = async (start: number): Promise<void> => {
    try {
      const next = await node.open!(start);
      setPage((before) => (start > 0 && before ? join(before, next) : next));
      setFailure("");
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    }
  };
  const toggle = (): void => {
    setShown(!shown);
    if (!shown && !page) void load(0);
  };
  const label = (
    <>
      {node.name !== undefined && <span class="out-name">{node.name}: </span>}
      <span class={`out-${node.kind}`}>{node.preview}</span>
    </>
  );
  if (!node.open) return <li class="out-leaf">{label}</li>;
  return (
    <li>
      <button type="button" class="out-branch" aria-expanded={shown} onClick={toggle}>
        {label}
      </button>
      {shown && failure !== "" && (
        <p class="out-note" role="alert">
          {failure}
        </p>
      )}
      {shown && page && <Inside page={page} onMore={() => void load(page.end)} />}
    </li>
  );
}

function Inside({ page, onMore }: { page: Page; onMore: () => void }): JSX.Element {
  const left = page.total - page.end;
  return (
    <>
      {page.text !== undefined && <div class="out-text">{page.text}</div>}
      {page.nodes.length > 0 && (
        <ul>
          {page.nodes.map((node, index) => (
            <Branch key={index} node={node} />
          ))}
        </ul>
      )}
      {left > 0 && (
        <button type="button" class="out-more" onClick={onMore}>
          {left.toLocaleString("en")} more
        </button>
      )}
    </>
  );
}

const join = (before: Page, next: Page): Page => ({
  ...next,
  nodes: [...before.nodes, ...next.nodes],
  ...(next.text === undefined ? {} : { text: (before.text ?? "") + next.text }),
});

/** What is here already is shown at once. */
function firstPage(node: TreeNode, isOpen: boolean): Page | undefined {
  const page = isOpen ? node.open?.(0) : undefined;
  return page instanceof Promise ? undefined : page;
}

export function nodeOfJson(value: unknown, name?: string): TreeNode {
  const named = name === undefined ? {} : { name };
  if (typeof value === "string")
    return { ...named, preview: JSON.stringify(value), kind: "string" };
  if (typeof value !== "object" || value === null)
    return {
      ...named,
      preview: String(value),
      kind: typeof value === "number" ? "number" : "other",
    };
  const keys = Object.keys(value);
  const preview = previewOf(value, keys);
  if (keys.length === 0) return { ...named, preview, kind: "other" };
  const open = (start: number): Page => {
    const end = Math.min(start + pageLength, keys.length);
    const nodes = keys
      .slice(start, end)
      .map((key) => nodeOfJson((value as Record<string, unknown>)[key], key));
    return { nodes, total: keys.length, end };
  };
  return { ...named, preview, kind: "other", open };
}

/** As much as fits on a line. */
function previewOf(value: object, keys: string[]): string {
  const [begin, end] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const parts: string[] = [];
  let length = 0;
  for (const key of keys.slice(0, 20)) {
    const member = (value as Record<string, unknown>)[key];
    const text =
      typeof member === "object" && member !== null
        ? Array.isArray(member)
          ? `[${member.length}]`
          : "{…}"
        : (JSON.stringify(member) ?? "").slice(0, 40);
    const part = Array.isArray(value) ? text : `${key}: ${text}`;
    length += part.length;
    if (length > 70) break;
    parts.push(part);
  }
  const more = parts.length < keys.length ? ", …" : "";
  return keys.length === 0 ? `${begin}${end}` : `${begin} ${parts.join(", ")}${more} ${end}`;
}

type Entry = NonNullable<Result<"value/expand">["entries"]>[number];
type Expand = NonNullable<OutputSurroundings["expand"]>;

/** A value that the kernel holds. */
export function nodeOfRef(ref: string, preview: string, expand: Expand, name?: string): TreeNode {
  const open = async (start: number): Promise<Page> => {
    const result = await expand(ref, { start });
    const { entries = [], text, total } = result;
    const end = result.start + (text === undefined ? entries.length : text.length);
    const nodes = entries.map((entry) => nodeOfEntry(entry, expand));
    return { nodes, total, end, ...(text === undefined ? {} : { text }) };
  };
  return { ...(name === undefined ? {} : { name }), preview, kind: "other", open };
}

function nodeOfEntry({ name, preview, type, ref }: Entry, expand: Expand): TreeNode {
  if (ref !== undefined) return nodeOfRef(ref, preview, expand, name);
  const kind = type === "string" || type === "number" ? type : "other";
  return { name, preview, kind };
}

/** What of a value was not shown, to be asked for. */
export function Rest({ of, length }: { of: string; length?: number }): JSX.Element | null {
  const { expand } = useContext(Surroundings);
  if (!expand) return null;
  const preview = length === undefined ? "look into it" : `all ${length.toLocaleString("en")}`;
  return (
    <ul class="out-tree">
      <Branch node={nodeOfRef(of, preview, expand)} />
    </ul>
  );
}
