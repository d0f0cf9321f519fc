// JSON of a file that a person wrote: where it is none, the place and what belongs there. (V8 says
// a place only of some faults.)

export type Parsed = { value: unknown } | { problem: string; line: number; column: number };

export const parseJson = (text: string): Parsed => {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  try {
    return { value: JSON.parse(source) as unknown };
  } catch {
    const { problem, offset } = findFault(source);
    const before = source.slice(0, offset).split("\n");
    return { problem, line: before.length, column: before.at(-1)!.length + 1 };
  }
};

type State = "value" | "value or ]" | "key" | "key or }" | "colon" | "end";

const words: Record<State, string> = {
  value: "expected a value",
  "value or ]": "expected a value or ]",
  key: "expected a name in double quotes",
  "key or }": "expected a name in double quotes, or }",
  colon: "expected :",
  end: "expected the end of the text",
};

const string = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/u;
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/u;
const token = new RegExp(`[{}[\\],:]|${string.source}|${scalar.source}`, "uy");
const space = /[ \t\r\n]*/y;

const findFault = (text: string): { problem: string; offset: number } => {
  const open: ("{" | "[")[] = [];
  let state: State | "after" = "value";
  let offset = 0;
  while (offset < text.length) {
    offset += match(space, text, offset).length;
    const found = match(token, text, offset);
    const next: State | "after" | undefined = found === "" ? undefined : take(state, found, open);
    if (next === undefined) return { problem: describe(state, open, text.slice(offset)), offset };
    state = next;
    offset += found.length;
  }
  return { problem: describe(state, open, ""), offset };
};

const match = (pattern: RegExp, text: string, offset: number): string => {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0] ?? "";
};

/** The state after this token, or nothing where it does not belong. */
const take = (
  state: State | "after",
  found: string,
  open: ("{" | "[")[],
): State | "after" | undefined => {
  const closes = open.at(-1) === "{" ? "}" : "]";
  const mayClose = ["after", "value or ]", "key or }"].includes(state) && open.length > 0;
  if (found === closes && mayClose) {
    open.pop();
    return "after";
  }
  if (state === "after") {
    if (found !== "," || open.length === 0) return undefined;
    return open.at(-1) === "{" ? "key" : "value";
  }
  if (state === "colon") return found === ":" ? "value" : undefined;
  if (state === "key" || state === "key or }") return found[0] === '"' ? "colon" : undefined;
  if (found === "{" || found === "[") {
    open.push(found);
    return found === "{" ? "key or }" : "value or ]";
  }
  return /^[}\],:]/.test(found) ? undefined : "after";
};

const describe = (state: State | "after", open: ("{" | "[")[], rest: string): string => {
  if (rest === "") return "the text ends too soon";
  if (/^\/[/*]/.test(rest)) return "JSON has no comments";
  if (rest[0] === "'") return "JSON has double quotes only";
  if (rest[0] === '"' && state !== "colon" && state !== "after")
    return "a string that does not end, or has a line break or a wrong escape in it";
  if ((state === "key" && rest[0] === "}") || (state === "value" && rest[0] === "]"))
    return "no comma may stand before this";
  if (state !== "after") return words[state];
  const last = open.at(-1);
  return last === undefined ? words.end : `expected a comma or ${last === "{" ? "}" : "]"}`;
};
