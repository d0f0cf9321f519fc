// A document of cells as an editor holds it, whatever file it came from. Pure data: it survives
// JSON and `structuredClone`. Line ends are `\n` here; how the file has them is the formats' own
// affair, which they keep in `origin`.

export type CellKind = "code" | "markdown" | "raw";

/** What the file says that has no meaning here; kept as it is. */
export type Metadata = Record<string, unknown>;

/** MIME type → content: text, JSON where the type is one of JSON, else base64. */
export type Bundle = Record<string, unknown>;

export type SavedOutput =
  | { type: "stream"; stream: "stdout" | "stderr"; text: string }
  | { type: "display"; data: Bundle; metadata: Metadata }
  /** A cell's value. */
  | { type: "result"; data: Bundle; metadata: Metadata; executionCount: number | null }
  | { type: "error"; name: string; message: string; stack: string }
  /** Of a kind that a later version of a format has. */
  | { type: "unknown"; value: unknown };

export interface DocumentCell {
  /** Unique in its document. */
  id: string;
  kind: CellKind;
  source: string;
  /** Behind `// %%`; notebooks have none. */
  title?: string;
  /** As it was run last; null where it was not. Scripts keep neither this nor outputs. */
  executionCount: number | null;
  outputs: SavedOutput[];
  metadata: Metadata;
  /** Of Markdown: file name → bundle, for links to `attachment:NAME`. */
  attachments?: Metadata;
  /** How the file has this cell: what did not change is written as it was. */
  origin?: unknown;
}

export interface Document {
  format: "script" | "notebook";
  /** `typescript` or `javascript`; of a notebook of another kernel, what that says. */
  languageId: string;
  cells: DocumentCell[];
  metadata: Metadata;
  /** How the file is written: its line ends, its indent, what stands around the cells. */
  origin?: unknown;
}

/** The text is no document of this format. The message is for the user. */
export class DocumentError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DocumentError";
  }
}

export const createCell = (cell: Partial<DocumentCell> = {}): DocumentCell => ({
  id: createCellId(),
  kind: "code",
  source: "",
  executionCount: null,
  outputs: [],
  metadata: {},
  ...cell,
});

/** As Jupyter makes them: eight hexadecimal digits. */
export function createCellId(): string {
  const [number] = crypto.getRandomValues(new Uint32Array(1));
  return number!.toString(16).padStart(8, "0");
}
