// Says what is wrong with the texts that an editor has open, a moment after each change. It owns
// the timers; an answer about a text that has changed meanwhile is nobody's.
import type { PublishDiagnosticsParams } from "../../protocol/documents.ts";
import { RpcError } from "../../protocol/errors.ts";
import type { Problem } from "../language/diagnostics.ts";
import { findCells, type Documents } from "./documents.ts";
import { describeProblems } from "./editor.ts";

type Diagnostics = PublishDiagnosticsParams["diagnostics"];

/** Who types is not to be told of what is half typed. */
const pauseMs = 200;
/** How often a text is looked at where there is no answer: TypeScript may only be starting. */
const mostTries = 5;

export interface ProofreaderSetup {
  documents: Documents;
  /** What is wrong with a cell of this text, below others; nothing where nobody can tell. */
  check(
    uri: string,
    code: string,
    before: readonly string[],
    sessionId?: string,
  ): Promise<readonly Problem[] | undefined>;
  publish(params: PublishDiagnosticsParams): void;
  report(error: unknown): void;
}

export class Proofreader {
  readonly #setup: ProofreaderSetup;
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  constructor(setup: ProofreaderSetup) {
    this.#setup = setup;
  }

  onChange(uri: string): void {
    this.#readSoon(uri, 1);
  }

  #readSoon(uri: string, tries: number): void {
    clearTimeout(this.#waiting.get(uri));
    const read = (): void => {
      this.#waiting.delete(uri);
      this.#publish(uri, tries).catch((error: unknown) => {
        // Its session may be over.
        if (!(error instanceof RpcError)) this.#setup.report(error);
      });
    };
    this.#waiting.set(uri, setTimeout(read, tries * pauseMs));
  }

  /** What was said of it is taken back. */
  onClose(uri: string, version: number): void {
    clearTimeout(this.#waiting.get(uri));
    this.#waiting.delete(uri);
    this.#setup.publish({ uri, version, diagnostics: [] });
  }

  /** The client has gone. */
  close(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
  }

  /**
   * What is wrong with a text, as it is now; nothing where it changes meanwhile, or nobody can
   * tell. Without a session it is about the client's own.
   */
  async read(uri: string, sessionId?: string): Promise<Diagnostics | undefined> {
    const { documents, check } = this.#setup;
    const document = documents.get(uri);
    const { version } = document;
    const cells = findCells(document);
    const codes = cells.map(({ code }) => code);
    const diagnostics: Diagnostics = [];
    for (const [index, cell] of cells.entries()) {
      if (cell.code.trim() === "") continue;
      const problems = await check(uri, cell.code, codes.slice(0, index), sessionId);
      const isStale = !documents.has(uri) || documents.get(uri).version !== version;
      if (isStale || !problems) return undefined;
      diagnostics.push(...describeProblems(problems, cell));
    }
    return diagnostics;
  }

  async #publish(uri: string, tries: number): Promise<void> {
    const { documents, publish } = this.#setup;
    if (!documents.has(uri)) return;
    const { version } = documents.get(uri);
    const diagnostics = await this.read(uri);
    // One that has changed is read in a moment, anyway.
    if (!documents.has(uri) || documents.get(uri).version !== version) return;
    if (diagnostics) publish({ uri, version, diagnostics });
    else if (tries < mostTries) this.#readSoon(uri, tries + 1);
  }
}
