// What TypeScript and the session know of the cells while they are written. The cells of a notebook
// are one text for the daemon, with a divider between each two: so a cell knows what stands above
// it, whether that was run or not. The text is sent when something is asked, and some moments after
// it was changed.
import { effect } from "@preact/signals";
import type {
  CompletionList,
  Hover,
  PublishDiagnosticsParams,
  SignatureHelp,
} from "../../../protocol/documents.ts";
import type { Client } from "../../shared/client.ts";
import type { Cell, Problem } from "./cell.ts";
import type { Workspace } from "./workspace.ts";

const divider = "\n// %%\n";
const pauseMs = 300;

/** Lines and UTF-16 units of a cell's text, both from 0. */
export interface Place {
  line: number;
  character: number;
}

interface Open {
  workspace: Workspace;
  version: number;
  /** As the daemon has it. */
  text: string;
  /** The first line of each cell in it. */
  lines: Map<Cell, number>;
  timer: ReturnType<typeof setTimeout> | undefined;
  stop(): void;
}

export class LanguageDesk {
  readonly #client: Client;
  readonly #open = new Map<string, Open>();

  constructor(client: Client) {
    this.#client = client;
  }

  open(workspace: Workspace): void {
    const open: Open = {
      workspace,
      version: 1,
      text: "",
      lines: new Map(),
      timer: undefined,
      stop: () => {},
    };
    this.#open.set(workspace.id, open);
    this.#tell(open);
    open.stop = effect(() => {
      for (const { kind, code } of workspace.notebook.cells.value) void [kind.value, code.value];
      clearTimeout(open.timer);
      open.timer = setTimeout(() => this.#sync(open), pauseMs);
    });
  }

  close(sessionId: string): void {
    const open = this.#open.get(sessionId);
    if (!open) return;
    open.stop();
    clearTimeout(open.timer);
    this.#open.delete(sessionId);
    this.#client.notify("textDocument/didClose", { textDocument: { uri: uriOf(sessionId) } });
  }

  /** The daemon knows no text of a connection that was lost. */
  reopen(): void {
    for (const open of this.#open.values()) this.#tell(open);
  }

  complete(workspace: Workspace, cell: Cell, place: Place): Promise<CompletionList> {
    return this.#client.request("textDocument/completion", this.#at(workspace, cell, place));
  }

  hover(workspace: Workspace, cell: Cell, place: Place): Promise<Hover> {
    return this.#client.request("textDocument/hover", this.#at(workspace, cell, place));
  }

  signatureHelp(workspace: Workspace, cell: Cell, place: Place): Promise<SignatureHelp> {
    return this.#client.request("textDocument/signatureHelp", this.#at(workspace, cell, place));
  }

  /** Where the text is another by now, they are told once more. */
  onDiagnostics(params: unknown): void {
    const { uri, version, diagnostics } = params as PublishDiagnosticsParams;
    const open = [...this.#open.values()].find(({ workspace }) => uriOf(workspace.id) === uri);
    if (open?.version !== version) return;
    const cells = [...open.lines].toReversed();
    const found = new Map<Cell, Problem[]>(cells.map(([cell]) => [cell, []]));
    for (const diagnostic of diagnostics) {
      const { start } = diagnostic.range;
      const [cell, line] = cells.find(([, first]) => first <= start.line) ?? [];
      if (cell) found.get(cell)!.push(describe(diagnostic, line!));
    }
    for (const [cell, problems] of found) {
      if (problems.length > 0 || cell.problems.value.length > 0) cell.problems.value = problems;
    }
  }

  #at(workspace: Workspace, cell: Cell, { line, character }: Place): PlaceParams {
    const open = this.#open.get(workspace.id)!;
    this.#sync(open);
    return {
      textDocument: { uri: uriOf(workspace.id) },
      position: { line: line + (open.lines.get(cell) ?? 0), character },
      sessionId: workspace.id,
    };
  }

  #tell(open: Open): void {
    const { workspace } = open;
    Object.assign(open, joinCells(workspace.notebook.cells.value), { version: open.version + 1 });
    const { languageId } = workspace.info.value;
    const { version, text } = open;
    this.#client.notify("textDocument/didOpen", {
      textDocument: { uri: uriOf(workspace.id), languageId, version, text },
      sessionId: workspace.id,
    });
  }

  #sync(open: Open): void {
    const before = open.text;
    const { text, lines } = joinCells(open.workspace.notebook.cells.value);
    open.lines = lines;
    if (text === before) return;
    open.text = text;
    open.version += 1;
    const { workspace, version } = open;
    this.#client.notify("textDocument/didChange", {
      textDocument: { uri: uriOf(workspace.id), version },
      contentChanges: [findChange(before, text)],
    });
  }
}

interface PlaceParams {
  textDocument: { uri: string };
  position: Place;
  sessionId: string;
}

const uriOf = (sessionId: string): string => `awaitd-console:/${sessionId}.ts`;

export function joinCells(cells: readonly Cell[]): Pick<Open, "text" | "lines"> {
  const lines = new Map<Cell, number>();
  let text = "";
  let line = 0;
  for (const cell of cells.filter(({ kind }) => kind.value === "code")) {
    const code = cell.code.value;
    if (lines.size > 0) {
      text += divider;
      line += 2;
    }
    lines.set(cell, line);
    text += code;
    line += code.split("\n").length - 1;
  }
  return { text, lines };
}

/** The one range that differs, as LSP has it. */
export function findChange(
  before: string,
  after: string,
): { range: { start: Place; end: Place }; text: string } {
  let start = 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter && before[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const end = before.length - tail;
  return {
    range: { start: placeOf(before, start), end: placeOf(before, end) },
    text: after.slice(start, after.length - tail),
  };
}

function placeOf(text: string, offset: number): Place {
  const above = text.slice(0, offset).split("\n");
  return { line: above.length - 1, character: above.at(-1)!.length };
}

const severities = ["error", "warning", "info", "hint"] as const;

function describe(
  { range, severity, message }: PublishDiagnosticsParams["diagnostics"][number],
  firstLine: number,
): Problem {
  const shift = ({ line, character }: Place): Place => ({ line: line - firstLine, character });
  return {
    from: shift(range.start),
    to: shift(range.end),
    severity: severities[severity - 1] ?? "info",
    message,
  };
}
