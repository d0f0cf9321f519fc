// A document by the name of its file: which format that is, and text in, text out.
import { DocumentError, type Document, type DocumentCell } from "./model.ts";
import { readNotebook, writeNotebook } from "./notebook.ts";
import { readScript, writeScript } from "./script.ts";

const scriptName = /\.[cm]?[jt]s$/i;
const javascriptName = /\.[cm]?js$/i;

/** Which format a file of this name has; nothing where it is none of ours. */
export function formatOf(name: string): Document["format"] | undefined {
  if (/\.ipynb$/i.test(name)) return "notebook";
  return scriptName.test(name) ? "script" : undefined;
}

/** Any name but a notebook's is taken for a script's. Throws a DocumentError. */
export function readDocument(name: string, text: string): Document {
  if (formatOf(name) !== "notebook")
    return readScript(text, javascriptName.test(name) ? "javascript" : "typescript");
  try {
    return readNotebook(text);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new DocumentError(`${name}: ${error.message}`, { cause: error });
  }
}

export const writeDocument = (document: Document): string =>
  document.format === "notebook" ? writeNotebook(document) : writeScript(document);

export const createDocument = (
  format: Document["format"],
  languageId = "typescript",
  cells: DocumentCell[] = [],
): Document => ({ format, languageId, cells, metadata: {} });

/** The same cells in another format. A script keeps neither outputs nor metadata. */
export function convertDocument(document: Document, format: Document["format"]): Document {
  if (document.format === format) return document;
  const cells = document.cells.map(({ origin: _origin, ...cell }) => cell);
  return createDocument(format, document.languageId, cells);
}
