// Files of cells as VS Code's notebooks, and back: plain data of the shape of `NotebookData`. How
// the file has them travels in the metadata, so that what did not change is written as it was.
import { readDocument, writeDocument } from "../shared/documents/file.ts";
import { createCell, type Document, type DocumentCell } from "../shared/documents/model.ts";

export interface FileCell {
  isCode: boolean;
  source: string;
  languageId: string;
  metadata: Record<string, unknown>;
}

export interface File {
  cells: FileCell[];
  metadata: Record<string, unknown>;
}

/** `name` tells the language, where it is known: VS Code does not say whose bytes it hands over. */
export function readFile(text: string, languageId: string): File {
  const { cells, ...document } = readDocument(languageId === "javascript" ? "a.js" : "a.ts", text);
  return {
    cells: cells.map(({ kind, source, title, origin }) => ({
      isCode: kind === "code",
      source,
      languageId: kind === "code" ? languageId : "markdown",
      metadata: { kind, origin, ...(title !== undefined && { title }) },
    })),
    metadata: { document },
  };
}

export function writeFile({ cells, metadata }: File): string {
  const document = metadata["document"] as Omit<Document, "cells"> | undefined;
  return writeDocument({
    format: "script",
    languageId: "typescript",
    metadata: {},
    ...document,
    cells: cells.map(toCell),
  });
}

function toCell({ isCode, source, metadata }: FileCell): DocumentCell {
  const { kind, title, origin } = metadata as Partial<DocumentCell>;
  const isRaw = kind === "raw" && !isCode;
  return createCell({
    kind: isCode ? "code" : isRaw ? "raw" : "markdown",
    source: source.replaceAll(/\r\n?/g, "\n").replace(/\n+$/, ""),
    ...(title !== undefined && { title }),
    ...(origin !== undefined && { origin }),
  });
}
