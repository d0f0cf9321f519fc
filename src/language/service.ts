// What TypeScript says of the cells of sessions without anything being run: its own language
// server, one for all sessions, started by whoever asks first. It knows sessions by what they say
// of themselves, reads no cell itself, and nothing waits for it that does not ask it. Each answer
// is about the very text that was asked about, whoever else asks meanwhile. Where the server can't
// answer, there is no answer; that is logged, not thrown.
import type { LanguageId } from "../../protocol/shapes.ts";
import type { Log } from "../std/log.ts";
import { settleWithin } from "../std/timeout.ts";
import { Changes } from "./changes.ts";
import { readCompletion, type Item, type Items, type Suggestion } from "./completion.ts";
import { readDefinitions, type Definition, type Link } from "./definition.ts";
import { readDiagnostics, type FoundDiagnostic, type Problem } from "./diagnostics.ts";
import { readHover, type Hover, type HoverText } from "./hover.ts";
import { Latest } from "./latest.ts";
import { Notebook, type TypedCell } from "./notebook.ts";
import { toPosition } from "./places.ts";
import { openProject } from "./project.ts";
import { ServerSlot, type Server } from "./server.ts";
import { readSignatures, type Help, type SignatureHelp } from "./signatures.ts";

/** A session, as far as its cells are concerned. */
export interface CellSource {
  readonly sessionId: string;
  readonly cwd: string;
  readonly languageId: LanguageId;
  /** Those that were started and may still count, in their order. */
  readonly cells: readonly TypedCell[];
  /** Name → the last cell that may have declared it before it was taken away. */
  readonly gone?: ReadonlyMap<string, number>;
  /** The code without what is neither TypeScript nor JavaScript, everything else in its place. */
  plain(code: string): Promise<string>;
  /** All that code finds in the running session, however it came there. */
  names(): Promise<ReadonlySet<string>>;
}

export interface LanguageSetup {
  log: Log;
  /**
   * How long a completion waits for what is told of each match: it is worth less than the matches.
   */
  detailMs?: number;
  findProgram?: () => string;
}

/** All that one server knows of. */
interface Desk {
  server: Server;
  directories: Map<string, Changes>;
  notebooks: Map<string, { notebook: Notebook; directory: string }>;
  /** Directories whose files it has read: it has answered about a cell there. */
  warm: Set<string>;
}

/** A document that shows the code that was asked about, until the next `await`. */
interface Shown {
  server: Server;
  notebook: Notebook;
  uri: string;
  plain: string;
}

export class LanguageService {
  readonly #log: Log;
  readonly #detailMs: number;
  readonly #slot: ServerSlot;
  readonly #latest = new Map<string, Latest>();
  #desk: Desk | undefined;
  #lastKey = 0;

  constructor(setup: LanguageSetup) {
    this.#log = setup.log;
    this.#detailMs = setup.detailMs ?? usualDetailMs;
    this.#slot = new ServerSlot(setup);
  }

  /**
   * What may stand at the cursor; of those that `wanted` takes, more is said. Nothing where the
   * session asked again before it was this question's turn.
   */
  complete(
    source: CellSource,
    code: string,
    cursor: number,
    wanted: (label: string) => boolean,
  ): Promise<Suggestion[] | undefined> {
    const answer = (): Promise<Suggestion[] | undefined> =>
      this.#answer(source, code, async (shown) => {
        const found = await this.#askAt<Items | null>(shown, "completion", cursor);
        const resolve = (item: Item): Promise<Item> =>
          shown.server.ask<Item>("completionItem/resolve", item);
        return readCompletion(found, { code, wanted, resolve, detailMs: this.#detailMs });
      });
    return this.#latestOf(source).ask(answer);
  }

  /** The signature and the documentation of what stands at the cursor. */
  hover(source: CellSource, code: string, cursor: number): Promise<Hover | undefined> {
    return this.#answer(source, code, async (shown) =>
      readHover(await this.#askAt<HoverText | null>(shown, "hover", cursor), code),
    );
  }

  /** The signatures of the call that the cursor stands in. */
  signatureHelp(
    source: CellSource,
    code: string,
    cursor: number,
  ): Promise<SignatureHelp | undefined> {
    return this.#answer(source, code, async (shown) =>
      readSignatures(await this.#askAt<Help | null>(shown, "signatureHelp", cursor)),
    );
  }

  /** Where what stands at the cursor is declared: in a cell, or in a file. */
  definition(source: CellSource, code: string, cursor: number): Promise<Definition[] | undefined> {
    return this.#answer(source, code, async (shown) => {
      const found = await this.#askAt<Link[] | null>(shown, "definition", cursor);
      return readDefinitions(found, { find: (uri) => shown.notebook.find(uri), typed: code });
    });
  }

  /** What TypeScript has against the code, were it the session's next cell. */
  diagnostics(source: CellSource, code: string): Promise<Problem[] | undefined> {
    return this.#answer(source, code, async ({ server, uri }) => {
      const asked = { textDocument: { uri } };
      const found = server.ask<{ items?: FoundDiagnostic[] }>("textDocument/diagnostic", asked);
      const [{ items = [] }, names] = await Promise.all([found, source.names()]);
      return readDiagnostics(items, code, names);
    });
  }

  /** Can an answer be there soon? The first takes as long as it takes to read the user's files. */
  isWarm({ cwd }: CellSource): boolean {
    return this.#desk?.server.gone.aborted === false && this.#desk.warm.has(cwd);
  }

  /** The session has ended. */
  forget(sessionId: string): void {
    this.#latest.delete(sessionId);
    this.#desk?.notebooks.get(sessionId)?.notebook.close();
    this.#desk?.notebooks.delete(sessionId);
  }

  /** Resolves when the server is gone, which nobody can ask any more. */
  close(): Promise<void> {
    return this.#slot.close();
  }

  #latestOf({ sessionId }: CellSource): Latest {
    const known = this.#latest.get(sessionId);
    if (known) return known;
    const latest = new Latest();
    this.#latest.set(sessionId, latest);
    return latest;
  }

  async #answer<T>(
    source: CellSource,
    code: string,
    ask: (shown: Shown) => Promise<T>,
  ): Promise<T | undefined> {
    const desk = this.#sit();
    if (!desk) return undefined;
    const { server } = desk;
    try {
      const notebook = this.#open(desk, source);
      const plain = (text: string): Promise<string> =>
        mayHoldMagics.test(text) ? source.plain(text) : Promise.resolve(text);
      const { cells, languageId } = source;
      const [own] = await Promise.all([
        plain(code),
        settleWithin(lookMs, this.#look(desk, source.cwd), undefined),
      ]);
      const uri = await notebook.inTurn(async () => {
        await notebook.bringUp(cells, plain, source.gone);
        const hidden = importing.test(own) ? await notebook.findNames(own, languageId) : [];
        return notebook.show(own, languageId, hidden);
      });
      const answer = await ask({ server, notebook, uri, plain: own });
      desk.warm.add(source.cwd);
      return answer;
    } catch (error) {
      // That it has ended was said already.
      const isTold = server.gone.aborted;
      this.#log[isTold ? "debug" : "warn"]("TypeScript gave no answer", { err: error });
      return undefined;
    }
  }

  /** The document is as it was shown when the server reads this: it takes messages in order. */
  #askAt<T>({ server, uri, plain }: Shown, what: string, cursor: number): Promise<T> {
    const position = toPosition(plain, cursor);
    return server.ask<T>(`textDocument/${what}`, { textDocument: { uri }, position });
  }

  /** A cell may have written what the next one imports. */
  async #look({ server, directories }: Desk, directory: string): Promise<void> {
    const changes = (await directories.get(directory)?.find(pauseMs)) ?? [];
    if (changes.length > 0) server.notify("workspace/didChangeWatchedFiles", { changes });
  }

  #sit(): Desk | undefined {
    const server = this.#slot.get();
    if (!server) return undefined;
    if (this.#desk?.server !== server)
      this.#desk = { server, directories: new Map(), notebooks: new Map(), warm: new Set() };
    return this.#desk;
  }

  #open({ server, directories, notebooks }: Desk, { sessionId, cwd }: CellSource): Notebook {
    const known = notebooks.get(sessionId);
    if (known?.directory === cwd) return known.notebook;
    known?.notebook.close();
    if (!directories.has(cwd)) {
      openProject(server, cwd);
      directories.set(cwd, new Changes(cwd));
    }
    this.#lastKey += 1;
    const notebook = new Notebook(server, cwd, String(this.#lastKey));
    notebooks.set(sessionId, { notebook, directory: cwd });
    return notebook;
  }
}

/** Files are looked at no more often than this; an answer waits no longer for it than `lookMs`. */
const pauseMs = 1_000;
const lookMs = 25;

const usualDetailMs = 100;

/** Without one of these characters there is nothing to take out. */
const mayHoldMagics = /[%!?]/;

/** Of two imports of one name the first would count, which is that of the earlier cells. */
const importing = /\bimport\b/;
