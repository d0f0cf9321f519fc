// Pictures in memory: bytes that begin as a picture does, and pixels.
import { types } from "node:util";
import { crc32, deflateSync } from "node:zlib";
import { withNamespace } from "./drawings.ts";

/** Bytes of a picture; of an SVG its text. */
export function formatImage(value: unknown): object | undefined {
  const bytes = bytesOf(value);
  if (!bytes || bytes.length < 12) return undefined;
  const type = findImageType(bytes);
  if (type === "image/svg+xml") return { [type]: withNamespace(bytes.toString()) };
  if (type === undefined) return undefined;
  return { data: { [type]: bytes.toString("base64") }, metadata: measure(type, bytes) };
}

export function bytesOf(value: unknown): Buffer | undefined {
  if (types.isUint8Array(value))
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return types.isAnyArrayBuffer(value) ? Buffer.from(value) : undefined;
}

/** By its first bytes. */
export function findImageType(bytes: Buffer): string | undefined {
  const head = bytes.toString("latin1", 0, 12);
  if (head.startsWith("\x89PNG\r\n\x1a\n")) return "image/png";
  if (head.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (/^GIF8[79]a/.test(head)) return "image/gif";
  if (/^RIFF[^]{4}WEBP/.test(head)) return "image/webp";
  const start = bytes.toString("latin1", 0, 1024).replace(/^\xef\xbb\xbf/, "");
  const isSvg = /^\s*(?:<\?xml[^]*?\?>\s*|<!--[^]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/i;
  return isSvg.test(start) ? "image/svg+xml" : undefined;
}

function measure(type: string, bytes: Buffer): object {
  if (type !== "image/png" || bytes.length < 24) return {};
  return { [type]: { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } };
}

interface Pixels {
  data: Uint8ClampedArray | Uint8Array;
  width: number;
  height: number;
}

/** ImageData, and what looks like it: four bytes a pixel. */
export function formatPixels(value: unknown): object | undefined {
  if (!isPixels(value)) return undefined;
  const { width, height } = value;
  const content = encodePng(value).toString("base64");
  return { data: { "image/png": content }, metadata: { "image/png": { width, height } } };
}

function isPixels(value: unknown): value is Pixels {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return false;
  if (!("data" in value && "width" in value && "height" in value)) return false;
  const { data, width, height } = value;
  if (!types.isUint8ClampedArray(data) && !types.isUint8Array(data)) return false;
  if (!Number.isInteger(width) || !Number.isInteger(height)) return false;
  return Number(width) > 0 && data.length === Number(width) * Number(height) * 4;
}

/** PNG, third edition: 8 bits a channel, with alpha, no filter. */
function encodePng({ data, width, height }: Pixels): Buffer {
  const stride = width * 4;
  const rows = Buffer.alloc((stride + 1) * height);
  for (let row = 0; row < height; row += 1)
    rows.set(data.subarray(row * stride, (row + 1) * stride), row * (stride + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
