// Jupyter's notebooks, `.ipynb`, of the formats 4.0 to 4.5 and what is to come of 4. A file that
// did not change is written byte for byte as it was; of one that did, the fields that changed
// alone, in the file's own indent, order and way to write text.
import { asArray, asObject, asText, isObject, isSame, splitLines, type Json } from "./json.ts";
import {
  createCell,
  createCellId,
  DocumentError,
  type CellKind,
  type Document,
  type DocumentCell,
  type Metadata,
} from "./model.ts";
import { readOutputs, writeOutputs } from "./nbformat.ts";

interface NotebookOrigin {
  /** The whole file. */
  text: string;
}

const byteOrderMark = "\uFEFF";
const kinds: readonly string[] = ["code", "markdown", "raw"] satisfies CellKind[];
/** From here on cells have ids. */
const minorWithIds = 5;
const validId = /^[\w-]{1,64}$/;

export function readNotebook(text: string): Document {
  const root = text.trim() === "" ? newNotebook("typescript") : parse(text);
  checkVersion(root);
  const metadata = asObject(root["metadata"] ?? {}, "metadata");
  const cells = asArray(root["cells"] ?? [], "cells").map((cell, index) =>
    readCell(asObject(cell, `cells[${index}]`), `cells[${index}]`),
  );
  return {
    format: "notebook",
    languageId: languageOf(metadata),
    cells,
    metadata,
    origin: { text } satisfies NotebookOrigin,
  };
}

export function writeNotebook(document: Document): string {
  const { text = "" } = (document.origin ?? {}) as Partial<NotebookOrigin>;
  const isNew = text.trim() === "";
  const root = isNew ? newNotebook(document.languageId) : parse(text);
  const hasIds = Number(root["nbformat_minor"]) >= minorWithIds;
  if (document.origin !== undefined && isUnchanged(document, readNotebook(text), hasIds))
    return text;
  const seen = new Set<string>();
  const cells = document.cells.map((cell) => writeCell(cell, hasIds, seen));
  const metadata = { ...(isNew ? asObject(root["metadata"], "") : {}), ...document.metadata };
  return print({ ...root, cells, metadata }, text);
}

/** Cells that have no id in the file are given one to live with. */
function isUnchanged(document: Document, was: Document, hasIds: boolean): boolean {
  const told = ({ id, origin, ...rest }: DocumentCell): Json => ({
    ...rest,
    ...(hasIds && isObject(origin) && "id" in origin && { id }),
  });
  return (
    isSame(document.metadata, was.metadata) && isSame(document.cells.map(told), was.cells.map(told))
  );
}

/** What a notebook of ours says of itself. */
function newNotebook(languageId: string): Json {
  const isTypescript = languageId === "typescript";
  return {
    cells: [],
    metadata: {
      kernelspec: {
        display_name: isTypescript ? "TypeScript (awaitd)" : "JavaScript (awaitd)",
        language: languageId,
        name: "awaitd",
      },
      language_info: {
        codemirror_mode: languageId,
        file_extension: isTypescript ? ".ts" : ".js",
        mimetype: isTypescript ? "text/x.typescript" : "text/javascript",
        name: languageId,
        pygments_lexer: languageId,
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

function parse(text: string): Json {
  let root: unknown;
  try {
    root = JSON.parse(text.startsWith(byteOrderMark) ? text.slice(1) : text);
  } catch (error) {
    const reason = (error as Error).message;
    throw new DocumentError(`This is no notebook: it is not JSON (${reason}).`, { cause: error });
  }
  if (!isObject(root) || root["nbformat"] === undefined)
    throw new DocumentError("This is no notebook: it is JSON, but says no `nbformat`.");
  return root;
}

function checkVersion({ nbformat }: Json): void {
  if (nbformat === 4) return;
  throw new DocumentError(
    `This notebook is of the format ${JSON.stringify(nbformat)}; only the format 4 can be read. ` +
      "`jupyter nbconvert --to notebook FILE` brings older ones to it.",
  );
}

function languageOf(metadata: Metadata): string {
  const { language_info: info, kernelspec } = metadata;
  const name = isObject(info) ? info["name"] : undefined;
  const language = isObject(kernelspec) ? kernelspec["language"] : undefined;
  const found = [name, language].find((each) => typeof each === "string");
  return found?.toLowerCase() ?? "typescript";
}

function readCell(cell: Json, at: string): DocumentCell {
  const { cell_type: kind, id, execution_count: count, attachments } = cell;
  if (typeof kind !== "string" || !kinds.includes(kind))
    throw new DocumentError(
      `${at} is neither code nor markdown nor raw: its cell_type is ${JSON.stringify(kind)}.`,
    );
  return createCell({
    ...(typeof id === "string" && { id }),
    kind: kind as CellKind,
    source: asText(cell["source"] ?? "", `${at}.source`).replaceAll("\r\n", "\n"),
    executionCount: typeof count === "number" ? count : null,
    outputs: readOutputs(asArray(cell["outputs"] ?? [], `${at}.outputs`)),
    metadata: asObject(cell["metadata"] ?? {}, `${at}.metadata`),
    ...(attachments !== undefined && {
      attachments: asObject(attachments, `${at}.attachments`),
    }),
    origin: cell,
  });
}

/** Fields that say the same as before keep their form; new ones come in Jupyter's order. */
function writeCell(cell: DocumentCell, hasIds: boolean, seen: Set<string>): Json {
  const origin = (cell.origin as Json | undefined) ?? {};
  const was = cell.origin === undefined ? undefined : readCell(origin, "cell");
  const isCode = cell.kind === "code";
  const keep = (key: keyof DocumentCell, name: string, value: unknown): unknown =>
    was && name in origin && isSame(was[key], cell[key]) ? origin[name] : value;
  const source = typeof origin["source"] === "string" ? cell.source : splitLines(cell.source);
  const fields: Json = {
    ...(!isCode && cell.attachments && { attachments: cell.attachments }),
    cell_type: cell.kind,
    ...(isCode && {
      execution_count: keep("executionCount", "execution_count", cell.executionCount),
    }),
    ...(hasIds && { id: uniqueId(cell.id, seen) }),
    metadata: cell.metadata,
    ...(isCode && { outputs: keep("outputs", "outputs", writeOutputs(cell.outputs)) }),
    source: keep("source", "source", source),
  };
  const dropped = ["attachments", "execution_count", "id", "outputs"];
  const kept = Object.entries(origin).filter(([key]) => key in fields || !dropped.includes(key));
  return { ...Object.fromEntries(kept), ...fields };
}

function uniqueId(id: string, seen: Set<string>): string {
  let unique = id;
  while (!validId.test(unique) || seen.has(unique)) unique = createCellId();
  seen.add(unique);
  return unique;
}

/** As the file was written: indent, line ends, non-ASCII characters, end. */
function print(root: Json, before: string): string {
  const isNew = before.trim() === "";
  const indent = isNew
    ? " "
    : (/^\s*\{\r?\n([ \t]+)/.exec(before.replace(byteOrderMark, ""))?.[1] ?? "");
  const end = isNew ? "\n" : /\s*$/.exec(before.slice(-8))![0];
  const lineEnd = before.includes("\r\n") ? "\r\n" : "\n";
  const isAscii = !/[^\0-\x7F]/.test(before) && /\\u[\da-f]{4}/i.test(before);
  const text = JSON.stringify(root, null, indent);
  const escaped = isAscii ? text.replaceAll(/[^\0-\x7F]/g, (unit) => `\\u${hex(unit)}`) : text;
  const mark = before.startsWith(byteOrderMark) ? byteOrderMark : "";
  return mark + escaped.replaceAll("\n", lineEnd) + end;
}

const hex = (unit: string): string => unit.charCodeAt(0).toString(16).padStart(4, "0");
