// What someone is about to type at a place of a text: a name, a member of what stands before it, a
// key, a file, a magic. It reads tokens only, so the text need not be a program.
import { readTokens, type Token } from "./tokens.ts";

/** `start`: where what was typed of it so far begins; it ends at the cursor. */
export type Cursor =
  | { kind: "name"; start: number }
  /** Of what `path` leads to: a name, then the keys of members. */
  | { kind: "member"; start: number; path: readonly string[] }
  /** As a member, in a string in brackets. */
  | { kind: "key"; start: number; path: readonly string[]; quote: string }
  /** In a string, or behind a magic or a command; `quote` is empty there. */
  | { kind: "file"; start: number; quote: string }
  /** `%name` or `%%name`, from its sign on. */
  | { kind: "magic"; start: number }
  | { kind: "nothing"; start: number };

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
  if (!isTyped && last?.end === cursor && /^(?:num|bigint|string|regexp)$/.test(last.label))
    return nothing;
  return { kind: "name", start };
}

const isDot = ({ label }: Token): boolean => label === "." || label === "?.";

function readString(text: string, tokens: readonly Token[]): Cursor {
  const from = tokens.at(-1)?.end ?? 0;
  const begin = from + text.slice(from).search(/["']/);
  const quote = text[begin] ?? "";
  const start = begin + 1;
  if (tokens.at(-1)?.label === "[") {
    const path = readPath(text, tokens.slice(0, -1));
    if (path !== undefined) return { kind: "key", start, path, quote };
  }
  return { kind: "file", start, quote };
}

/** The names and keys that the last of these tokens ends; none where code would have to run. */
function readPath(text: string, tokens: readonly Token[]): readonly string[] | undefined {
  const path: string[] = [];
  let at = tokens.length - 1;
  for (;;) {
    const token = tokens[at];
    if (token === undefined) return undefined;
    if (token.label === "]") {
      const key = tokens[at - 1];
      if (key === undefined || tokens[at - 2]?.label !== "[") return undefined;
      const literal = text.slice(key.start, key.end);
      if (key.label === "num" && /^\d+$/.test(literal)) path.unshift(literal);
      else if (key.label === "string" && !literal.includes("\\"))
        path.unshift(literal.slice(1, -1));
      else return undefined;
      at -= 3;
      continue;
    }
    const name = text.slice(token.start, token.end);
    if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name)) return undefined;
    path.unshift(name);
    const before = tokens[at - 1];
    if (before === undefined || !isDot(before)) return path;
    at -= 2;
  }
}
