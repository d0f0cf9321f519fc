// Files of TypeScript or JavaScript that lines `// %%` divide into cells, as Jupytext, Spyder and
// VS Code have them. What did not change is written byte for byte as it was: line ends, byte
// order mark, blank lines between cells, dividers of another style.
import { divide } from "../../../protocol/dividers.ts";
import { createCell, type CellKind, type Document, type DocumentCell } from "./model.ts";

interface ScriptOrigin {
  mark: string;
  lineEnd: string;
  /** Blank lines above the first divider. */
  head: string;
  /** Do blank lines stand between cells? */
  isSpaced: boolean;
}

/** A cell in the file: its divider with the line's end, and all up to the next one. */
interface CellOrigin {
  divider: string;
  body: string;
}

interface Heading {
  kind: CellKind;
  title?: string;
}

const byteOrderMark = "\uFEFF";
const newOrigin: ScriptOrigin = { mark: "", lineEnd: "\n", head: "", isSpaced: true };
const tags: Readonly<Record<string, CellKind>> = {
  markdown: "markdown",
  md: "markdown",
  raw: "raw",
};

export function readScript(text: string, languageId = "typescript"): Document {
  const mark = text.startsWith(byteOrderMark) ? byteOrderMark : "";
  const source = text.slice(mark.length);
  const parts = divide(source).map(({ start, end }, index, all) => ({
    divider: source.slice(all[index - 1]?.end ?? 0, start),
    body: source.slice(start, end),
  }));
  const [first] = parts;
  const hasHead = first!.body.trim() === "";
  const written = hasHead ? parts.slice(1) : parts;
  const origin: ScriptOrigin = {
    mark,
    lineEnd: /\r?\n/.exec(source)?.[0] ?? "\n",
    head: hasHead ? first!.body : "",
    isSpaced: written.length < 2 || written.slice(0, -1).some(({ body }) => isSpaced(body)),
  };
  const cells = written.map(readCell);
  return { format: "script", languageId, cells, metadata: {}, origin };
}

export function writeScript(document: Document): string {
  const origin = (document.origin as ScriptOrigin | undefined) ?? newOrigin;
  const last = document.cells.length - 1;
  const cells = document.cells.map((cell, index) => {
    const { divider, body } = writeCell(cell, origin.lineEnd, index === 0 && origin.head === "");
    const ended = wasThere(document, index) ? body : close(body, origin, index === last);
    return withEnd(divider, index < last || ended !== "" ? origin.lineEnd : "") + ended;
  });
  return origin.mark + origin.head + cells.join("");
}

/** The divider of the file's last line may have no end. */
const withEnd = (divider: string, lineEnd: string): string =>
  divider === "" || divider.endsWith("\n") ? divider : divider + lineEnd;

/** Is it followed by the same as in the file, a cell or the end? Then its blank lines stay. */
function wasThere({ cells }: Document, index: number): boolean {
  const next = cells[index + 1];
  const place = (cell: DocumentCell | undefined): unknown =>
    (cell?.origin as { isLast?: boolean } | undefined)?.isLast;
  const isLast = place(cells[index]);
  return isLast !== undefined && isLast === (next === undefined);
}

/** Ends a cell that stands elsewhere than it did. */
function close(body: string, { lineEnd, isSpaced: spaced }: ScriptOrigin, isLast: boolean): string {
  const text = body.slice(0, body.length - tailOf(body).length);
  const end = text === "" ? "" : lineEnd;
  return text + end + (spaced && !isLast ? lineEnd : "");
}

function readCell(
  { divider, body }: CellOrigin,
  index: number,
  { length }: readonly unknown[],
): DocumentCell {
  const { heading, source } = understand({ divider, body });
  const isLast = index === length - 1;
  return createCell({ ...heading, source, origin: { divider, body, isLast } });
}

function understand({ divider, body }: CellOrigin): { heading: Heading; source: string } {
  const code = body.slice(0, body.length - tailOf(body).length).replaceAll("\r\n", "\n");
  const heading = readDivider(divider);
  const prose = heading.kind === "code" ? undefined : uncomment(code);
  // What is not a comment is code, whatever its heading says: it would be lost as prose.
  if (prose === undefined) return { heading: { ...heading, kind: "code" }, source: code };
  return { heading, source: prose };
}

function writeCell(cell: DocumentCell, lineEnd: string, mayBeBare: boolean): CellOrigin {
  const origin = cell.origin as CellOrigin | undefined;
  const was = origin && understand(origin);
  const isSame = was?.heading.kind === cell.kind && was.heading.title === cell.title;
  if (isSame && was.source === cell.source && (mayBeBare || origin!.divider !== "")) return origin!;
  const isBare = origin?.divider === "" && mayBeBare && cell.source.trim() !== "";
  // One that calls code prose would make it that, once nothing but comments is left of it.
  const isTrue = isSame && readDivider(origin!.divider).kind === cell.kind;
  const keepsDivider = isTrue && (origin!.divider !== "" || isBare);
  const divider = keepsDivider ? origin!.divider : writeDivider(cell) + lineEnd;
  if (isTrue && was.source === cell.source) return { divider, body: origin!.body };
  const text = cell.kind === "code" ? cell.source : comment(cell.source);
  const tail = origin && was?.source !== "" ? tailOf(origin.body) : lineEnd;
  return { divider, body: text.replaceAll(/\r?\n/g, lineEnd) + (text === "" ? "" : tail) };
}

function readDivider(divider: string): Heading {
  const text = divider.replace(/^[ \t]*\/\/ ?%%/, "").trim();
  const tag = /\[(\w+)\]/.exec(text);
  const kind = tags[tag?.[1]?.toLowerCase() ?? ""];
  const title = (kind ? text.replace(tag![0], "") : text).trim();
  return { kind: kind ?? "code", ...(title !== "" && { title }) };
}

function writeDivider({ kind, title }: Heading): string {
  const words = ["// %%", title?.replaceAll(/\s+/g, " "), kind === "code" ? "" : `[${kind}]`];
  return words.filter((word) => word !== undefined && word !== "").join(" ");
}

/** The text of line comments, or of one block comment; nothing if there is more than that. */
function uncomment(code: string): string | undefined {
  const text = code.trim();
  if (text.startsWith("/*") && text.indexOf("*/", 2) === text.length - 2)
    return text
      .slice(2, -2)
      .replace(/^\*?[ \t]*\n?/, "")
      .trimEnd();
  const lines = code.split("\n");
  if (!lines.every((line) => /^\s*(?:\/\/|$)/.test(line))) return undefined;
  return lines.map((line) => line.replace(/^\s*\/\/ ?/, "")).join("\n");
}

const comment = (prose: string): string =>
  prose === "" ? "" : prose.replaceAll(/^.*$/gm, (line) => (line === "" ? "//" : `// ${line}`));

/** Blank lines at the end, with the end of the last line before them. */
function tailOf(body: string): string {
  const code = body.trimEnd();
  if (code === "") return body;
  const end = body.indexOf("\n", code.length);
  if (end === -1) return "";
  return body.slice(body[end - 1] === "\r" ? end - 1 : end);
}

const isSpaced = (body: string): boolean => (tailOf(body).match(/\n/g) ?? []).length > 1;
