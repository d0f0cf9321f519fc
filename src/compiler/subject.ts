// What a place of a text is about, for who asks what that is: the name or member there, or else the
// function whose call stands around it. It reads tokens only, so the text need not be a program.
import { readPath, type Path } from "./path.ts";
import { readTokens, type Token } from "./tokens.ts";

/** `start` and `end`: what of the text names it. */
export type Subject = { start: number; end: number } & (
  { kind: "path"; path: Path } | { kind: "magic"; name: string }
);

const part = /[\p{ID_Continue}$]/u;

export function findSubject(code: string, cursor: number): Subject | undefined {
  let end = cursor;
  while (end < code.length && part.test(code[end]!)) end += 1;
  const text = code.slice(0, end);
  const lineStart = text.lastIndexOf("\n") + 1;
  const magic = /^\s*(%%?[\p{ID_Start}_][\p{ID_Continue}-]*)/u.exec(text.slice(lineStart));
  const head = lineStart + (magic?.[0].length ?? 0);
  if (magic && cursor <= head)
    return { kind: "magic", name: magic[1]!, start: head - magic[1]!.length, end: head };
  const { tokens, open } = readTokens(" ".repeat(magic ? head : 0) + text.slice(magic ? head : 0));
  if (open === "comment" || open === "template") return undefined;
  const last = tokens.at(-1);
  const isName = open === undefined && last?.end === end && part.test(text[last.start]!);
  if (isName && !/^\d/.test(text.slice(last.start))) {
    const found = describe(text, tokens);
    if (found) return found;
  }
  return findCall(text, tokens);
}

function describe(text: string, tokens: readonly Token[]): Subject | undefined {
  const path = readPath(text, tokens);
  const { start, end } = tokens.at(-1)!;
  return path && { kind: "path", path, start, end };
}

/** The callee of the innermost call that is open at the end. */
function findCall(text: string, tokens: readonly Token[]): Subject | undefined {
  let closed = 0;
  for (let at = tokens.length - 1; at > 0; at -= 1) {
    const { label } = tokens[at]!;
    if (label === ")" || label === "]" || label === "}") closed += 1;
    else if (label === "(" || label === "[" || label === "{" || label === "${") {
      closed -= 1;
      if (closed >= 0) continue;
      if (label === "(") return describe(text, tokens.slice(0, at));
      // An argument that is an object goes on; the body of a function does not.
      if (label !== "[" && !/^[,(]$/.test(tokens[at - 1]!.label)) return undefined;
      closed = 0;
    }
  }
  return undefined;
}
