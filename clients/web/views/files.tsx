// Opening and saving: a file of the user's becomes a session's cells, and back.
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useRef } from "preact/hooks";
import { readDocument, writeDocument } from "../../shared/documents/file.ts";
import type { Document } from "../../shared/documents/model.ts";
import { documentOf, draftsOf, showSaved } from "../model/paper.ts";
import type { Workspace } from "../model/workspace.ts";
import { usePage } from "./page.ts";

export function Files({ workspace }: { workspace: Workspace }): VNode {
  const { desk } = usePage();
  const chooser = useRef<HTMLInputElement>(null);
  const format = useSignal<Document["format"]>("notebook");
  const open = async (file: File): Promise<void> => {
    const document = readDocument(file.name, await file.text());
    openDocument(workspace, document, file.name);
    format.value = document.format;
    await workspace.rename(nameOf(file.name));
  };
  return (
    <>
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".ipynb,.ts,.js,.mts,.mjs"
        aria-label="File to open"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) void desk.attempt(open(file));
          currentTarget.value = "";
        }}
      />
      <button
        class="tool"
        title="Open a notebook or a script with // %% lines"
        onClick={() => chooser.current?.click()}
      >
        Open
      </button>
      <button
        class="tool"
        title="Save the cells as a file"
        onClick={() => save(workspace, format.value)}
      >
        Save
      </button>
      <select
        aria-label="Format to save in"
        value={format}
        onChange={({ currentTarget }) => (format.value = currentTarget.value as Document["format"])}
      >
        <option value="notebook">.ipynb</option>
        <option value="script">.ts</option>
      </select>
    </>
  );
}

function openDocument(workspace: Workspace, document: Document, fileName: string): void {
  const { notebook } = workspace;
  workspace.paper = { document, fileName };
  notebook.replace(draftsOf(document));
  for (const cell of notebook.cells.value) showSaved(workspace, cell);
}

const nameOf = (fileName: string): string => fileName.replace(/\.[^.]+$/, "") || fileName;

function save(workspace: Workspace, format: Document["format"]): void {
  const { paper, notebook, name } = workspace;
  const text = writeDocument(documentOf(notebook.cells.value, format, paper?.document));
  const isSame = paper?.document.format === format;
  const ending = format === "notebook" ? ".ipynb" : ".ts";
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/octet-stream" }));
  link.download = isSame ? paper.fileName : name + ending;
  link.click();
  URL.revokeObjectURL(link.href);
}
