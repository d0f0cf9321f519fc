// What someone is about to type at a place of a text: a name, a member of what stands before it, a
// key, a file, a magic. It reads tokens only, so the text need not be a program.
import { isDot, readMap, readPath, type Path } from "./path.ts";
import { readTokens, type Token } from "./tokens.ts";

/** `start`: where what was typed of it so far begins; it ends at the cursor. */
export type Cursor =
  /** `within`: brackets of what may have places or keys to be named in them. */
  | { kind: "name"; start: number; within?: Within }
  /** Of what `path` leads to. */
  | { kind: "member"; start: number; path: Path }
  /** As a member, in a string in brackets. */
  | { kind: "key"; start: number; path: Path; quote: string }
  /** A key of the map that `path` leads to, in a string. */
  | { kind: "entry"; start: number; path: Path; quote: string }
  /** A place in a list: so many digits were typed. */
  | { kind: "place"; start: number; path: Path }
  /** What is imported, in a string. */
  | { kind: "module"; start: number; quote: string }
  /** In a string, or behind a magic or a command; `quote` is empty there. */
  | { kind: "file"; start: number; quote: string }
  /** `%name` or `%%name`, from its sign on. */
  | { kind: "magic"; start: number }
  | { kind: "nothing"; start: number };

export interface Within {
  kind: "elements" | "entries";
  path: Path;
}

/** Tells of a magic by its name whether its words are names of files. */
export type TakesFiles = (name: string) => boolean;

export function findCursor(code: string, cursor: number, takesFiles: TakesFiles): Cursor {
  const text = code.slice(0, cursor);
  const lineStart = text.lastIndexOf("\n") + 1;
  const line = text.slice(lineStart);
  const magic = /^\s*(%%?[\p{ID_Continue}-]*|!!?)(\s*)/u.exec(line);
  if (magic === null) return readCode(text, 0);
  const [head, name = "", gap] = magic;
  const isWhole = gap !== "" || name.startsWith("!");
  if (!isWhole && head.length < line.length) return readCode(text, 0);
  if (!isWhole) return { kind: "magic", start: cursor - name.length };
  const wordStart = lineStart + head.length + line.slice(head.length).search(/\S*$/);
  if (name.startsWith("!") || takesFiles(name))
    return { kind: "file", start: wordStart, quote: "" };
  return readCode(text, lineStart + head.length);
}

/** The text from `from` on is code. */
function readCode(text: string, from: number): Cursor {
  const cursor = text.length;
  const nothing: Cursor = { kind: "nothing", start: cursor };
  const code = " ".repeat(from) + text.slice(from);
  const { tokens, open } = readTokens(code);
  if (open === "comment" || /(?:^|[^:"'`])\/\/[^\n"'`]*$/.test(text)) return nothing;
  if (open === "string") return readString(text, tokens);
  const last = tokens.at(-1);
  const isInTemplate = last?.label === "`" || text.slice(last?.end).trim() !== "";
  if (open === "template" && isInTemplate) return nothing;
  const isTyped = last?.end === cursor && /^[\p{ID_Start}_$]/u.test(text.slice(last.start));
  const start = isTyped ? last.start : cursor;
  const before = isTyped ? tokens.slice(0, -1) : tokens;
  const previous = before.at(-1);
  if (previous !== undefined && isDot(previous)) {
    const path = readPath(text, before.slice(0, -1));
    return path === undefined ? nothing : { kind: "member", start, path };
  }
  const word = text.slice(previous?.start, previous?.end);
  if (/^(?:let|const|var|class|function)$/.test(word)) return nothing;
  if (text[start - 1] === "#") return nothing;
  if (!isTyped && last?.end === cursor && /^(?:num|bigint|string|regexp)$/.test(last.label)) {
    const path = last.label === "num" ? readPath(text, openedBy(tokens.slice(0, -1))) : undefined;
    return path ? { kind: "place", start: last.start, path } : nothing;
  }
  const within = isTyped ? undefined : findWithin(text, tokens);
  return { kind: "name", start, ...(within && { within }) };
}

/** What stands before the bracket that the tokens end with. */
const openedBy = (tokens: readonly Token[]): readonly Token[] =>
  tokens.at(-1)?.label === "[" ? tokens.slice(0, -1) : [];

function findWithin(text: string, tokens: readonly Token[]): Within | undefined {
  const elements = readPath(text, openedBy(tokens));
  if (elements) return { kind: "elements", path: elements };
  const entries = readMap(text, tokens);
  return entries && { kind: "entries", path: entries };
}

function readString(text: string, tokens: readonly Token[]): Cursor {
  const from = tokens.at(-1)?.end ?? 0;
  const begin = from + text.slice(from).search(/["']/);
  const quote = text[begin] ?? "";
  const start = begin + 1;
  if (tokens.at(-1)?.label === "[") {
    const path = readPath(text, tokens.slice(0, -1));
    if (path !== undefined) return { kind: "key", start, path, quote };
  }
  const map = readMap(text, tokens);
  if (map) return { kind: "entry", start, path: map, quote };
  if (isImport(text, tokens)) return { kind: "module", start, quote };
  return { kind: "file", start, quote };
}

/** `from "`, `import "`, `import("`, `require("` */
function isImport(text: string, tokens: readonly Token[]): boolean {
  const [third, second, last] = [tokens.at(-3), tokens.at(-2), tokens.at(-1)];
  if (!last) return false;
  const word = ({ start, end }: Token): string => text.slice(start, end);
  if (word(last) === "import") return true;
  if (word(last) === "from") return second !== undefined && !isDot(second);
  if (last.label !== "(" || !second) return false;
  if (word(second) === "resolve") return third !== undefined && isDot(third);
  return /^(?:import|require)$/.test(word(second)) && !(third && isDot(third));
}
