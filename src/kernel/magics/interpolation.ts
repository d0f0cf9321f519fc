// The session's variables in a line for the shell: `$name` and `${expression}`, where the shell
// itself could not mean it.
import type { Position } from "../../compiler/positions.ts";
import type { MagicContext } from "./magic.ts";

/** `$$`, `$name`, or `${` */
const place = /\$(?:\$(?=[\w{])|(?<name>[\p{ID_Start}_][\p{ID_Continue}]*)|\{)/gu;

/** What only JavaScript has in `${…}`: a literal, a call, a member, a keyword. */
const isExpression =
  /^\s*(?:["'`([]|[\p{ID_Start}_][\p{ID_Continue}]*\s*[.(]|(?:await|new|typeof|yield)\s)/u;

/**
 * Nothing is quoted. Elements of an array stand with blanks between them. `$$name` is `$name`.
 */
export async function interpolate(
  text: string,
  at: Position,
  { kernel, evaluate }: Pick<MagicContext, "kernel" | "evaluate">,
): Promise<string> {
  const { kinds } = kernel.names;
  let made = "";
  let end = 0;
  for (const found of text.matchAll(place)) {
    const { index, 0: all, groups } = found;
    if (index < end) continue;
    const close = all === "${" ? findClose(text, index + 2) : -1;
    const inner = groups?.["name"] ?? (close === -1 ? "" : text.slice(index + 2, close));
    const first = /^\s*([\p{ID_Start}_][\p{ID_Continue}]*)/u.exec(inner)?.[1];
    const isOwn = first !== undefined && kinds.has(first);
    made += text.slice(end, index);
    end = index + all.length;
    if (all === "$$") made += "$";
    else if (isOwn || (close !== -1 && isExpression.test(inner))) {
      const start = index + (close === -1 ? 1 : 2);
      const { value } = await evaluate(inner, { ...at, column: at.column + start });
      made += write(value);
      end = close === -1 ? end : close + 1;
    } else made += all;
  }
  return made + text.slice(end);
}

/** The bracket that closes the one before `start`; those in strings count, too. */
function findClose(text: string, start: number): number {
  let depth = 1;
  for (let index = start; index < text.length; index++) {
    if (text[index] === "{") depth += 1;
    else if (text[index] === "}") depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}

const write = (value: unknown): string =>
  Array.isArray(value) ? value.map(String).join(" ") : String(value);
