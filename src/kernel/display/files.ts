// Blob and File: what is in them, where a client can show that.
import { Blob } from "node:buffer";
import type { FormatContext } from "./shown.ts";

/** Bigger ones are shown by their text alone. */
const mostBytes = 8 * 2 ** 20;
const { arrayBuffer } = Blob.prototype;

export function formatFile(value: unknown, { text }: FormatContext): unknown {
  if (!(value instanceof Blob)) return undefined;
  const type = value.type.split(";")[0]!.trim();
  if (!isShown(type) || value.size > mostBytes) return undefined;
  const plain = text();
  const read = Reflect.apply<Blob, [], Promise<ArrayBuffer>>(arrayBuffer, value, []);
  return read.then((content) => ({
    ...createContent(type, Buffer.from(content)),
    "text/plain": plain,
  }));
}

const isShown = (type: string): boolean =>
  /^(?:image|audio|video)\//.test(type) || isText(type) || type === "application/json";

const isText = (type: string): boolean =>
  ["text/html", "text/markdown", "text/latex", "image/svg+xml"].includes(type);

function createContent(type: string, bytes: Buffer): object {
  if (type === "application/json") return { [type]: JSON.parse(bytes.toString()) };
  return { [type]: isText(type) ? bytes.toString() : bytes.toString("base64") };
}
