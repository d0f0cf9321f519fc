// The cells above a place in an open text, as far as the session has not run them: what they
// declare may be used below. They count as cells that come after all that was run. Each text is a
// notebook of its own to TypeScript, which is forgotten with it.
import type { LanguageId } from "../../protocol/shapes.ts";
import type { CellSource, LanguageService } from "../language/service.ts";
import type { StartedCell } from "../session/cells.ts";
import type { Session } from "../session/session.ts";
import { describeSource } from "./source.ts";

/** No session runs so many cells. */
const firstId = 2 ** 40;

export class Drafts {
  readonly #language: LanguageService | undefined;
  readonly #purpose: string;
  /** By what they are called to the language service. */
  readonly #texts = new Map<string, { uri: string; cells: DraftCells }>();

  /** `purpose`: each has notebooks of its own. */
  constructor(language: LanguageService | undefined, purpose: string) {
    this.#language = language;
    this.#purpose = purpose;
  }

  /** The session's cells, and below them those of the text that it has not run. */
  describe(session: Session, uri: string, before: readonly string[]): CellSource {
    const source = describeSource(session);
    const sessionId = `${session.sessionId} ${this.#purpose} ${uri}`;
    const { cells } = this.#texts.get(sessionId) ?? { cells: new DraftCells(source.languageId) };
    this.#texts.set(sessionId, { uri, cells });
    return {
      ...source,
      sessionId,
      cells: [...source.cells, ...cells.number(before, source.cells)],
    };
  }

  /** The text is open no more. Without one, none is. */
  forget(uri?: string): void {
    for (const [name, text] of this.#texts) {
      if (uri !== undefined && text.uri !== uri) continue;
      this.#texts.delete(name);
      this.#language?.forget(name);
    }
  }
}

class DraftCells {
  readonly #languageId: LanguageId;
  #numbered: StartedCell[] = [];
  #lastId = firstId;

  constructor(languageId: LanguageId) {
    this.#languageId = languageId;
  }

  /** Those that are as they were before keep their ids, up to the first that is not. */
  number(codes: readonly string[], ran: readonly StartedCell[]): readonly StartedCell[] {
    const known = new Set(ran.map(({ code }) => code.trim()));
    const fresh = codes.filter((code) => code.trim() !== "" && !known.has(code.trim()));
    const changed = fresh.findIndex((code, index) => this.#numbered[index]?.code !== code);
    const same = changed === -1 ? fresh.length : changed;
    const rest = fresh.slice(same).map((code) => this.#add(code));
    return (this.#numbered = [...this.#numbered.slice(0, same), ...rest]);
  }

  #add(code: string): StartedCell {
    this.#lastId += 1;
    return { id: this.#lastId, executionCount: 0, code, languageId: this.#languageId };
  }
}
