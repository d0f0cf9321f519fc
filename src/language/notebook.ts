// The cells of one session as documents of a server: each a module of its own that imports, from
// the modules of the cells before it, the latest of every name that it mentions, and exports what
// it declares. So a cell may declare a name again, and await at its top. What a cell declares,
// TypeScript itself says.
import type { LanguageId } from "../../protocol/shapes.ts";
import { isUnknownName, type FoundDiagnostic } from "./diagnostics.ts";
import { documentPrefix, locate } from "./project.ts";
import type { Server } from "./server.ts";

/** A cell that was started. */
export interface TypedCell {
  /** Of no two cells of a session the same. */
  readonly id: number;
  readonly executionCount: number;
  readonly code: string;
  readonly languageId: LanguageId;
}

/** A document: how often it changed, what it holds. */
interface Page {
  uri: string;
  version: number;
  text: string;
}

interface Known {
  cell: TypedCell;
  page: Page;
  /** As others import it. */
  specifier: string;
  names: readonly string[];
}

interface DocumentSymbol {
  name: string;
}

export class Notebook {
  readonly #server: Server;
  readonly #directory: string;
  readonly #key: string;
  readonly #known = new Map<number, Known>();
  readonly #typed = new Map<LanguageId, Page>();
  /** Where the latest of a name is. */
  #names = new Map<string, string>();
  #gone: ReadonlyMap<string, number> = new Map();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(server: Server, directory: string, key: string) {
    this.#server = server;
    this.#directory = directory;
    this.#key = key;
  }

  /**
   * One question after the other: what one has shown, no other changes before its `act` has
   * resolved and whoever awaits that has gone on.
   */
  inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(act);
    this.#turn = turn.catch(() => {}); // told to who asked
    return turn;
  }

  /** What a cell that is being typed declares. */
  findNames(code: string, languageId: LanguageId): Promise<readonly string[]> {
    const uri = this.show(code, languageId);
    return this.#readNames(uri);
  }

  /** Has the server know the cell that is being typed; it does not see the names of `hidden`. */
  show(code: string, languageId: LanguageId, hidden: readonly string[] = []): string {
    const names = new Map(this.#names);
    for (const name of hidden) names.delete(name);
    const text = `${this.#import(names)}\n${code}\nexport {};`;
    let page = this.#typed.get(languageId);
    if (page) this.#change(page, text);
    else this.#typed.set(languageId, (page = this.#open("cell", languageId, text)));
    return page.uri;
  }

  /** Which cell a document holds; none where it is the one that is being typed, or no cell. */
  find(uri: string): TypedCell | "typed" | undefined {
    // The server writes some letters of a URI otherwise than we do.
    const isMeant = (page: Page): boolean =>
      decodeURIComponent(page.uri) === decodeURIComponent(uri);
    for (const { cell, page } of this.#known.values()) if (isMeant(page)) return cell;
    return this.#typed.values().some(isMeant) ? "typed" : undefined;
  }

  close(): void {
    for (const { page } of this.#known.values()) this.#close(page);
    for (const page of this.#typed.values()) this.#close(page);
    this.#known.clear();
    this.#typed.clear();
  }

  /** Resolves when the server knows these cells and no others; `gone` as `CellSource` has it. */
  async bringUp(
    cells: readonly TypedCell[],
    plain: (code: string) => Promise<string>,
    gone: ReadonlyMap<string, number> = new Map(),
  ): Promise<void> {
    this.#gone = gone;
    const wanted = new Set(cells.map(({ id }) => id));
    for (const [id, { page }] of this.#known) {
      if (wanted.has(id)) continue;
      this.#close(page);
      this.#known.delete(id);
    }
    const fresh = cells.filter(({ id }) => !this.#known.has(id));
    const read = fresh.map(async (cell): Promise<Known & { code: string }> => {
      const code = await plain(cell.code);
      const { languageId, id } = cell;
      const page = this.#open(String(id), languageId, `\n${code}\nexport {};`);
      const names = await this.#readNames(page.uri);
      return { cell, page, names, code, specifier: this.#specify(String(id), languageId) };
    });
    for (const known of await Promise.all(read)) {
      this.#known.set(known.cell.id, known);
      const others = new Map(
        [...this.#reckon(known.cell.id)].filter(
          ([name]) => !known.names.includes(name) && mentions(known.code, name),
        ),
      );
      this.#change(
        known.page,
        `${this.#import(others)}\n${known.code}\nexport { ${known.names.join(", ")} };`,
      );
    }
    this.#names = this.#reckon(Infinity);
    // Nobody waits for this; when the server ends, so do all that it knows of this notebook.
    this.#leaveOutInner(fresh).catch(() => {});
  }

  /** The server names what blocks declare, too: what it then misses at the top was in a block. */
  async #leaveOutInner(cells: readonly TypedCell[]): Promise<void> {
    for (const { id } of cells) {
      const known = this.#known.get(id);
      if (!known || !mayHoldBlocks.test(known.cell.code)) continue;
      const { page, names } = known;
      const lines = page.text.split(lineBreak);
      const missing = (await this.#findMissing(page)).filter(
        ({ line }) => line === lines.length - 1,
      );
      const inner = new Set(missing.map(({ line, from, to }) => lines[line]?.slice(from, to)));
      known.names = names.filter((name) => !inner.has(name));
    }
    this.#names = this.#reckon(Infinity);
  }

  async #findMissing({ uri }: Page): Promise<{ line: number; from: number; to: number }[]> {
    const found = await this.#server.ask<{ items?: FoundDiagnostic[] }>("textDocument/diagnostic", {
      textDocument: { uri },
    });
    return (found.items ?? [])
      .filter(({ code }) => isUnknownName.has(Number(code)))
      .map(({ range: { start, end } }) => ({
        line: start.line,
        from: start.character,
        to: end.character,
      }));
  }

  /** The names that cells before this one have declared, and where each was last. */
  #reckon(before: number): Map<string, string> {
    const names = new Map<string, string>();
    for (const { cell, names: own, specifier } of this.#known.values())
      if (cell.id < before)
        for (const name of own)
          if ((this.#gone.get(name) ?? 0) < cell.id) names.set(name, specifier);
    return names;
  }

  async #readNames(uri: string): Promise<string[]> {
    const asked = { textDocument: { uri } };
    const found = await this.#server.ask<DocumentSymbol[] | null>(
      "textDocument/documentSymbol",
      asked,
    );
    const names = (found ?? []).map(({ name }) => name).filter((name) => isName.test(name));
    return [...new Set(names)];
  }

  #import(names: ReadonlyMap<string, string>): string {
    const bySpecifier = Map.groupBy(names, ([, specifier]) => specifier);
    return [...bySpecifier]
      .map(
        ([specifier, own]) =>
          `import { ${own.map(([name]) => name).join(", ")} } from "${specifier}";`,
      )
      .join(" ");
  }

  #specify(name: string, languageId: LanguageId): string {
    return `./${documentPrefix}${this.#key}-${name}.${extensions[languageId]}`;
  }

  #open(name: string, languageId: LanguageId, text: string): Page {
    const uri = locate(this.#directory, this.#specify(name, languageId));
    this.#server.notify("textDocument/didOpen", {
      textDocument: { uri, languageId, version: 1, text },
    });
    return { uri, version: 1, text };
  }

  #change(page: Page, text: string): void {
    if (page.text === text) return;
    page.text = text;
    page.version += 1;
    const { uri, version } = page;
    this.#server.notify("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  #close({ uri }: Page): void {
    this.#server.notify("textDocument/didClose", { textDocument: { uri } });
  }
}

const mayHoldBlocks = /[{(]/;
/** What a language server takes for the end of a line. */
const lineBreak = /\r\n|\n|\r/;

const extensions: Record<LanguageId, string> = { typescript: "ts", javascript: "js" };

const isName = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

const mentions = (code: string, name: string): boolean => code.includes(name);
