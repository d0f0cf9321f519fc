// What a formatter returned, made fit for the wire: text or JSON by MIME type, bytes as base64.
import type { MimeBundle } from "../../../protocol/shapes.ts";

/** More of one type, in UTF-16 units, would fill a message. */
const mostLength = 24 * 2 ** 20;

/** Nothing where there is nothing. Throws a TypeError for what is no bundle. */
export function readBundle(
  made: unknown,
  complain: (text: string) => void,
): Partial<MimeBundle> | undefined {
  if (made === undefined || made === null) return undefined;
  if (typeof made !== "object") throw new TypeError(`it gave ${typeof made}, and no MIME types`);
  const { data, metadata } = isWhole(made) ? made : { data: made, metadata: {} };
  const types: Record<string, unknown> = {};
  for (const [type, content] of Object.entries(data)) {
    if (content === undefined || content === null) continue;
    if (!type.includes("/")) throw new TypeError(`${type} is no MIME type`);
    const read = readContent(type, content);
    const { length } = typeof read === "string" ? read : JSON.stringify(read);
    if (length > mostLength) complain(`${type} of ${length} characters is too much`);
    else types[type] = read;
  }
  if (Object.keys(types).length === 0) return undefined;
  return { data: types, metadata: copy(metadata) as Record<string, unknown> };
}

function isWhole(made: object): made is { data: object; metadata: object } {
  const { data, metadata = {} } = made as { data?: unknown; metadata?: unknown };
  return (
    typeof data === "object" && data !== null && typeof metadata === "object" && metadata !== null
  );
}

function readContent(type: string, content: unknown): unknown {
  if (ArrayBuffer.isView(content)) {
    const { buffer, byteOffset, byteLength } = content;
    return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
  }
  const isJson = /[/+]json\b/.test(type);
  if (typeof content === "string" && !isJson) return content;
  if (type.startsWith("text/")) return String(content);
  return copy(content);
}

/** As JSON has it. */
function copy(content: unknown): unknown {
  const text = JSON.stringify(content);
  if (text === undefined) throw new TypeError(`${typeof content} has no form in JSON`);
  return JSON.parse(text);
}

/** For a warning. */
export function describeThrown(thrown: unknown): string {
  try {
    return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  } catch {
    return "it threw what can't be told";
  }
}
