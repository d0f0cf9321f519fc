// Where in what was typed something was defined, and what its comment and its head say. It reads
// texts alone: of a cell as it was typed, of a file as it is on disk.

export interface Definition {
  executionCount: number;
  /** From 1. */
  line: number;
  /** As it was typed, types and all. */
  text: string;
  comment: string | undefined;
}

type Codes = Readonly<Record<number, string>>;

/** `text`: what the function says of itself; its types may be blank there. */
export function findFunction(name: string, text: string, codes: Codes): Definition | undefined {
  let other: Definition | undefined;
  for (const [executionCount, code] of latestFirst(codes)) {
    for (let at = findText(code, text, 0); at >= 0; at = findText(code, text, at + 1)) {
      const typed = code.slice(at, at + text.length);
      const line = countLines(code, at);
      const found = { executionCount, line, text: typed, comment: findComment(code, at) };
      const before = code.slice(Math.max(0, at - 200), at);
      if (isNamed(name, before, typed)) return found;
      other ??= found;
    }
  }
  // A short one may stand anywhere.
  return text.length > 20 ? other : undefined;
}

/** `const f = …`, `f: …`, `function f`, `class f`, `f() {}` */
function isNamed(name: string, before: string, typed: string): boolean {
  const escaped = escape(name);
  if (new RegExp(`^(?:[\\w*#[\\]]+\\s+|\\*)*${escaped}\\s*[({<]`).test(typed)) return true;
  if (new RegExp(`^class\\s+${escaped}(?![\\w$])`).test(typed)) return true;
  return new RegExp(`(?<![\\w$])${escaped}\\s*(?:[:=]|:[^=]*=)\\s*$`).test(before);
}

/** The comment above the last declaration of a variable. */
export function findVariableComment(name: string, codes: Codes): string | undefined {
  const head = "(?:export[ \\t]+)?(?:await[ \\t]+)?(?:const|let|var|using)[ \\t]+";
  const declared = new RegExp(`^[ \\t]*${head}${escape(name)}(?![\\w$])`, "m");
  for (const [, code] of latestFirst(codes)) {
    const match = declared.exec(code);
    if (match) return findComment(code, match.index + match[0].length);
  }
  return undefined;
}

const escape = (name: string): string => name.replaceAll("$", "\\$");

const latestFirst = (codes: Codes): [number, string][] =>
  Object.entries(codes)
    .map(([count, code]): [number, string] => [Number(count), code])
    .toReversed();

/** Where `text` stands, whose types may be blank. */
function findText(code: string, text: string, from: number): number {
  const last = code.length - text.length;
  for (let at = code.indexOf(text[0]!, from); at >= 0 && at <= last;) {
    if (isTextAt(code, text, at)) return at;
    at = code.indexOf(text[0]!, at + 1);
  }
  return -1;
}

function isTextAt(code: string, text: string, at: number): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const letter = text[index];
    if (letter !== " " && letter !== code[at + index]) return false;
  }
  return true;
}

const countLines = (code: string, at: number): number => code.slice(0, at).split("\n").length;

/** What stands in comments right above the line, or on it before the place. */
export function findComment(code: string, at: number): string | undefined {
  const lineStart = at > 0 ? code.lastIndexOf("\n", at - 1) + 1 : 0;
  const closed = code.slice(lineStart, at).lastIndexOf("*/");
  const end = closed < 0 ? lineStart : lineStart + closed + 2;
  // Inside of something else on that line, to which the comment belongs.
  if (/[{};]/.test(code.slice(end, at))) return undefined;
  const before = code.slice(0, end).trimEnd();
  if (before.endsWith("*/")) {
    const body = before.slice(before.lastIndexOf("/*") + 2, -2).replace(/^\*/, "");
    return clean(body, /^[ \t]*\*?[ \t]?/gm);
  }
  const lines = code.slice(0, lineStart).split("\n").slice(0, -1);
  const first = lines.findLastIndex((line) => !/^\s*\/\/(?! ?%%)/.test(line)) + 1;
  return clean(lines.slice(first).join("\n"), /^[ \t]*\/\/\/?[ \t]?/gm);
}

function clean(text: string, margin: RegExp): string | undefined {
  const comment = text.replace(/\r/g, "").replace(margin, "").trim();
  return comment === "" ? undefined : comment;
}

/** `f(a, b = 2): number`, of the text of a function, or of a class's constructor. */
export function readSignature(name: string, text: string): string | undefined {
  if (/\{\s*\[native code\]\s*\}\s*$/.test(text)) return undefined;
  const isClass = text.startsWith("class");
  const built = isClass ? /(?<![\w$.])constructor\s*(?=\()/.exec(text) : undefined;
  if (isClass && !built) return `${name}()`;
  const head = built ? text.slice(built.index) : text;
  const alone = /^(?:async\s+)?([\p{ID_Start}_$][\p{ID_Continue}$]*)\s*=>/u.exec(head);
  if (alone) return `${name}(${alone[1]})`;
  const open = head.indexOf("(");
  if (open < 0) return undefined;
  const close = skip(head, open);
  const returned = built ? "" : readReturned(head.slice(close));
  const signature = name + head.slice(open, close) + returned;
  return signature.replace(/\s+/g, " ").replace(/ (?=[,)])/g, "");
}

/** The type behind the brackets. */
function readReturned(rest: string): string {
  const colon = /^\s*:\s*/.exec(rest)?.[0].length;
  if (colon === undefined) return "";
  let at = colon;
  while (at < rest.length && !rest.startsWith("=>", at) && (rest[at] !== "{" || at === colon))
    at = skip(rest, at);
  return `: ${rest.slice(colon, at).trim()}`;
}

const closing: Record<string, string> = { "(": ")", "[": "]", "{": "}", "<": ">" };

/** Behind what begins at the place: a bracket with all in it, a text, a comment, a letter. */
function skip(text: string, from: number): number {
  const first = text[from]!;
  const whole = /^(?:\/\/.*|\/\*[\s\S]*?\*\/|(["'`])(?:\\[\s\S]|(?!\1)[\s\S])*\1|=>)/.exec(
    text.slice(from),
  );
  if (whole) return from + whole[0].length;
  const end = closing[first];
  if (end === undefined) return from + 1;
  let at = from + 1;
  while (at < text.length && text[at] !== end) at = skip(text, at);
  return at + 1;
}
