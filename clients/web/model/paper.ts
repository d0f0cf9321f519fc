// A notebook as a document that is saved, and back. What the file says that this page has no use
// for stays with its cells, so that it is written again as it was.
import type { Output } from "../../../protocol/outputs.ts";
import { createCell as createPaperCell } from "../../shared/documents/model.ts";
import { createDocument } from "../../shared/documents/file.ts";
import type { Document, DocumentCell, SavedOutput } from "../../shared/documents/model.ts";
import type { Item } from "../../shared/output-list.ts";
import type { Cell, CellDraft } from "./cell.ts";
import type { Workspace } from "./workspace.ts";

/** What the cells of a file are in a notebook; their outputs are shown by `showSaved`. */
export const draftsOf = (document: Document): CellDraft[] =>
  document.cells.map((cell) => ({
    id: cell.id,
    kind: cell.kind,
    code: cell.source,
    kept: cell,
  }));

export function documentOf(
  cells: readonly Cell[],
  format: Document["format"],
  before: Document | undefined,
): Document {
  const isSame = before?.format === format;
  const document = isSame ? before : createDocument(format);
  return { ...document, cells: cells.map((cell) => paperOf(cell, isSame)) };
}

function paperOf(cell: Cell, isSame: boolean): DocumentCell {
  const kept = (cell.kept as DocumentCell | undefined) ?? createPaperCell({ id: cell.id });
  const { origin, ...rest } = kept;
  const run = cell.run.value;
  const paper: DocumentCell = {
    ...rest,
    ...(isSame && { origin }),
    kind: cell.kind.value,
    source: cell.code.value,
  };
  // It was not run since it was opened.
  if (run === undefined) return paper;
  const outputs = cell.shown.value.flatMap(({ list }) => list.items.flatMap(savedOf));
  return { ...paper, outputs, executionCount: run?.executionCount ?? kept.executionCount };
}

function savedOf(item: Item): SavedOutput[] {
  if (item.type === "text") {
    const stream = item.stream === "stdout" ? "stdout" : "stderr";
    return [{ type: "stream", stream, text: item.text.toString() }];
  }
  if (item.type === "error") {
    const { name, message, stack } = item.error;
    return [{ type: "error", name, message, stack }];
  }
  if (item.type === "lost") return [];
  const { data, metadata, executionCount } = item;
  if (executionCount === undefined) return [{ type: "display", data, metadata }];
  return [{ type: "result", data, metadata, executionCount }];
}

/** Its outputs are to be saved no more. */
export function forgetSaved(cell: Cell): void {
  const kept = cell.kept as DocumentCell | undefined;
  if (kept) cell.kept = { ...kept, outputs: [], executionCount: null };
}

/** Shows what a file has of a cell's outputs, as if it were told now. */
export function showSaved(workspace: Workspace, cell: Cell): void {
  const kept = cell.kept as DocumentCell | undefined;
  if (!kept || kept.outputs.length === 0) return;
  const common = {
    sessionId: workspace.id,
    executionId: `saved/${cell.id}`,
    executionCount: kept.executionCount ?? 0,
    seq: 1,
  };
  workspace.showSaved(
    cell,
    kept.outputs.flatMap((output): Output[] => {
      if (output.type === "stream") {
        return [{ ...common, kind: "stream", stream: output.stream, text: output.text }];
      }
      if (output.type === "error") {
        const { name, message, stack } = output;
        return [{ ...common, kind: "error", error: { name, message, stack, frames: [] } }];
      }
      if (output.type === "unknown") return [];
      return [{ ...common, kind: "display", data: output.data, metadata: output.metadata }];
    }),
  );
}
