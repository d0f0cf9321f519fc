// The prompt: a cell is typed here, with what the session and its history know. Keys are taken one
// after the other, also where one has to wait for the daemon: what is typed fast is not mixed up.
import type { Result } from "../../../protocol/methods.ts";
import { edit } from "../editing/bindings.ts";
import { Draft } from "../editing/draft.ts";
import type { Drawing } from "../terminal/layout.ts";
import type { Key } from "../terminal/keys.ts";
import type { Palette } from "../terminal/palette.ts";
import type { Stage } from "../terminal/stage.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { drawBelow, type Below } from "./below.ts";
import { Completion, type Complete } from "./completion.ts";
import type { Recall } from "./recall.ts";
import { Search } from "./search.ts";
import { drawCell, writeCell, type Label } from "./view.ts";

type Options = { signal: AbortSignal };

/** What is asked of the session while a cell is typed. */
export interface Adviser {
  complete: Complete;
  isComplete(code: string, options: Options): Promise<Result<"isComplete">>;
  inspect(
    code: string,
    cursor: number,
    options: Options & { detail: 0 | 1 },
  ): Promise<Result<"inspect">>;
}

export interface PromptIo {
  terminal: Terminal;
  stage: Stage;
  palette: Palette;
  recall: Recall;
  adviser: Adviser;
  /** Asked anew each time: another client's cell may have taken the number. */
  label: () => Label;
  /** Ctrl-Z. */
  onSuspend: () => void;
}

/** A cell, or nothing when one wants to leave; and what stands behind it then. */
type End = { code: string | undefined; mark: string } | undefined;

export class Prompt {
  readonly #io: PromptIo;
  readonly #draft = new Draft();
  #below: Below;
  #waiting: Key[] = [];
  /** Ends what the key that is at work has asked the daemon. */
  #asking: AbortController | undefined;
  #resolve: (code: string | undefined) => void = () => {};

  constructor(io: PromptIo) {
    this.#io = io;
  }

  /** Resolves to a cell, or to nothing when one wants to leave. */
  async read(text = ""): Promise<string | undefined> {
    const { terminal, stage } = this.#io;
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    this.#resolve = resolve;
    this.#draft.reset(text);
    stage.edit(() => this.#draw());
    terminal.listen((key) => this.#push(key));
    return promise;
  }

  #push(key: Key): void {
    if (key.name === "ctrl-c" && this.#asking) {
      this.#waiting = [];
      this.#asking.abort();
    }
    this.#waiting.push(key);
    if (this.#waiting.length === 1 && !this.#asking) void this.#takeAll();
  }

  async #takeAll(): Promise<void> {
    const { terminal, stage } = this.#io;
    while (this.#waiting.length > 0) {
      const key = this.#waiting.shift()!;
      this.#asking = new AbortController();
      const end = await this.#take(key, this.#asking.signal);
      this.#asking = undefined;
      if (!end) continue;
      terminal.listen(undefined);
      for (const left of this.#waiting.splice(0)) terminal.keep(left);
      return this.#finish(end);
    }
    stage.refresh();
  }

  /** Returns how the prompt ends, if it does. */
  async #take(key: Key, signal: AbortSignal): Promise<End> {
    const below = this.#below;
    if (below?.kind === "search") return this.#takeInSearch(key, below.search);
    if (below?.kind === "menu" && this.#takeInMenu(key, below.completion)) return undefined;
    this.#below = undefined;
    if (below?.kind === "panel" && key.name === "escape") return undefined;
    switch (key.name) {
      case "enter":
        return this.#enter(signal);
      case "alt-enter":
        return this.#draft.text.trim() === "" ? undefined : this.#submit();
      case "ctrl-c":
        // What was typed stays on the screen, and is gone.
        return { code: "", mark: "^C" };
      case "ctrl-d":
        if (this.#draft.isEmpty) return { code: undefined, mark: "" };
        edit(this.#draft, { name: "delete", text: "" });
        return undefined;
      case "ctrl-l":
        this.#io.stage.clearScreen();
        return undefined;
      case "ctrl-z":
        this.#io.onSuspend();
        return undefined;
      default:
        await this.#takeOther(key, signal, below);
        return undefined;
    }
  }

  async #takeOther(key: Key, signal: AbortSignal, below: Below): Promise<void> {
    const draft = this.#draft;
    const wasMenu = below?.kind === "menu";
    switch (key.name) {
      case "tab":
        return this.#isAtIndent() ? draft.type("  ") : this.#complete(signal, true);
      case "shift-tab":
      case "f1":
        return this.#inspect(signal, below?.kind === "panel" && below.detail === 0 ? 1 : 0);
      case "ctrl-r":
        return this.#search();
      case "up":
        if (draft.moveLine(-1)) return undefined;
        return this.#recallOlder();
      case "down":
        if (draft.moveLine(1)) return undefined;
        return this.#recallNewer();
      case "ctrl-p":
        return this.#recallOlder();
      case "ctrl-n":
        return this.#recallNewer();
      default:
        edit(draft, key);
        if (wasMenu && narrows(key)) await this.#complete(signal, false);
    }
  }

  #takeInMenu({ name }: Key, completion: Completion): boolean {
    switch (name) {
      case "tab":
      case "down":
      case "ctrl-n":
        completion.menu.move(1);
        return true;
      case "shift-tab":
      case "up":
      case "ctrl-p":
        completion.menu.move(-1);
        return true;
      case "pagedown":
      case "pageup":
        completion.menu.move(name === "pagedown" ? 8 : -8);
        return true;
      case "enter":
      case "right":
        completion.accept(this.#draft);
        this.#below = undefined;
        return true;
      case "escape":
      case "ctrl-c":
        this.#below = undefined;
        return true;
      default:
        return false;
    }
  }

  async #takeInSearch(key: Key, search: Search): Promise<undefined> {
    if (await search.take(key)) return undefined;
    this.#below = undefined;
    const isGivenUp = ["escape", "ctrl-c", "ctrl-g"].includes(key.name);
    if (!isGivenUp && search.current !== undefined) this.#draft.reset(search.current);
    return undefined;
  }

  async #enter(signal: AbortSignal): Promise<End> {
    const draft = this.#draft;
    const { text } = draft;
    if (text.trim() === "") return undefined;
    if (!draft.isOnLastLine) return this.#newLine();
    const { status, indent = "" } = await this.#ask(
      () => this.#io.adviser.isComplete(text, { signal }),
      { status: "unknown" as const },
    );
    if (signal.aborted) return undefined;
    if (status !== "incomplete") return this.#submit();
    if (draft.cursor < text.length) return this.#newLine();
    draft.paste(`\n${indent}`);
    return undefined;
  }

  #newLine(): undefined {
    edit(this.#draft, { name: "ctrl-j", text: "" });
  }

  #submit(): End {
    const { text } = this.#draft;
    this.#io.recall.add(text);
    return { code: text, mark: "" };
  }

  #finish({ code, mark }: NonNullable<End>): void {
    const { stage, palette, label } = this.#io;
    this.#below = undefined;
    stage.commit(writeCell(this.#draft, label(), palette) + palette.paint("dim", mark));
    this.#resolve(code);
  }

  #isAtIndent(): boolean {
    const { text, line, cursor } = this.#draft;
    return text.slice(line.start, cursor).trim() === "" && cursor > 0;
  }

  async #complete(signal: AbortSignal, isAsked: boolean): Promise<void> {
    const draft = this.#draft;
    const { text, cursor } = draft;
    const answer = await this.#ask(() => this.#io.adviser.complete(text, cursor, { signal }), {
      matches: [],
      start: cursor,
      end: cursor,
      source: "live" as const,
    });
    const completion = new Completion(answer);
    if (answer.matches.length === 0 || completion.isSaid(draft)) return;
    if (isAsked && answer.matches.length === 1) return completion.accept(draft);
    if (isAsked) completion.putCommon(draft);
    const again = draft.text === text ? answer : { ...answer, end: draft.cursor };
    this.#below = { kind: "menu", completion: new Completion(again) };
  }

  async #inspect(signal: AbortSignal, detail: 0 | 1): Promise<void> {
    const { text, cursor } = this.#draft;
    const { data } = await this.#ask(
      () => this.#io.adviser.inspect(text, cursor, { signal, detail }),
      { found: false, data: {} },
    );
    const told = data["text/plain"] ?? "Nothing is known of what stands here.";
    this.#below = { kind: "panel", lines: told.trimEnd().split("\n"), detail };
  }

  async #search(): Promise<void> {
    const search = new Search(this.#io.recall, this.#draft.text.trim());
    await this.#ask(() => search.find(), undefined);
    this.#below = { kind: "search", search };
  }

  async #recallOlder(): Promise<void> {
    const { text, cursor } = this.#draft;
    const { recall } = this.#io;
    const older = await this.#ask(() => recall.older(text, text.slice(0, cursor)), undefined);
    if (older !== undefined) this.#draft.reset(older);
  }

  #recallNewer(): void {
    const newer = this.#io.recall.newer(this.#draft.text);
    if (newer !== undefined) this.#draft.reset(newer);
  }

  /** What the daemon can't say is no reason to lose what is typed: it is told in a line below. */
  async #ask<Answer>(question: () => Promise<Answer>, otherwise: Answer): Promise<Answer> {
    try {
      return await question();
    } catch (error) {
      if (this.#asking?.signal.aborted !== true)
        this.#below = { kind: "panel", lines: [(error as Error).message], detail: 1 };
      return otherwise;
    }
  }

  #draw(): Required<Drawing> {
    const { stage, palette, label } = this.#io;
    const cell = drawCell(this.#draft, label(), stage.columns, palette);
    return drawBelow(this.#below, cell, stage, palette);
  }
}

/** Goes on with the word for which the menu is open. */
const narrows = ({ name, text }: Key): boolean =>
  name === "backspace" || (name === "text" && /^[\p{ID_Continue}$]+$/u.test(text));
