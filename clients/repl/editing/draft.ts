// The cell that is being typed: CodeMirror's text, cursor, undo and commands, without its view.
// What a key does is in `bindings.ts`, how the text is drawn is `highlight.ts`'s.
import { history, isolateHistory } from "@codemirror/commands";
import { typescriptLanguage } from "@codemirror/lang-javascript";
import { indentOnInput } from "@codemirror/language";
import {
  CharCategory,
  EditorState,
  type StateCommand,
  type TransactionSpec,
} from "@codemirror/state";

const extensions = [history(), typescriptLanguage, indentOnInput()];

export interface Span {
  start: number;
  end: number;
}

export class Draft {
  #state = EditorState.create({ extensions });
  /** What was cut last: what Ctrl-Y brings back. */
  #cut = "";
  /** Where Up and Down would like to be, when lines on their way are shorter. */
  #goal: number | undefined;

  get state(): EditorState {
    return this.#state;
  }

  get text(): string {
    return this.#state.doc.toString();
  }

  get cursor(): number {
    return this.#state.selection.main.head;
  }

  get isEmpty(): boolean {
    return this.#state.doc.length === 0;
  }

  get isOnFirstLine(): boolean {
    return this.#state.doc.lineAt(this.cursor).number === 1;
  }

  get isOnLastLine(): boolean {
    return this.#state.doc.lineAt(this.cursor).number === this.#state.doc.lines;
  }

  /** A text of its own, with nothing to undo; the cursor at its end if left out. */
  reset(text = "", cursor?: number): void {
    this.#goal = undefined;
    const doc = text.replace(/\r\n?/g, "\n");
    const anchor = Math.min(cursor ?? doc.length, doc.length);
    this.#state = EditorState.create({ doc, selection: { anchor }, extensions });
  }

  run(command: StateCommand): boolean {
    this.#goal = undefined;
    const { state } = this;
    return command({ state, dispatch: (transaction) => (this.#state = transaction.state) });
  }

  /** Typed text goes where the cursor is; a letter that ends a block may set its indent. */
  type(text: string): void {
    this.#change({ ...this.#state.replaceSelection(text), userEvent: "input.type" });
  }

  /** One step of undoing, and nothing is indented. */
  paste(text: string): void {
    const change = this.#state.replaceSelection(this.#state.toText(text));
    const annotations = isolateHistory.of("full");
    this.#change({ ...change, userEvent: "input.paste", annotations });
  }

  /** The cursor ends up behind the text. */
  replace({ start, end }: Span, insert: string): void {
    const changes = { from: start, to: end, insert };
    this.#change({ changes, selection: { anchor: start + insert.length } });
  }

  /** Several places at once, none in another; the cursor stays in its text. */
  edit(edits: readonly (Span & { newText: string })[]): void {
    const changes = edits.map(({ start, end, newText }) => ({
      from: start,
      to: end,
      insert: newText,
    }));
    this.#change({ changes });
  }

  cut({ start, end }: Span): void {
    if (start === end) return;
    this.#cut = this.#state.sliceDoc(start, end);
    this.#change({ changes: { from: start, to: end }, userEvent: "delete.cut" });
  }

  yank(): void {
    if (this.#cut !== "") this.paste(this.#cut);
  }

  moveTo(cursor: number): void {
    this.#change({ selection: { anchor: cursor }, userEvent: "select" });
  }

  /** To the line above (-1) or below (1); false where there is none. */
  moveLine(by: -1 | 1): boolean {
    const { doc } = this.#state;
    const line = doc.lineAt(this.cursor);
    if (line.number + by < 1 || line.number + by > doc.lines) return false;
    const goal = this.#goal ?? this.cursor - line.from;
    const target = doc.line(line.number + by);
    this.moveTo(Math.min(target.from + goal, target.to));
    this.#goal = goal;
    return true;
  }

  /** The line that the cursor is on, without its end. */
  get line(): Span {
    const { from, to } = this.#state.doc.lineAt(this.cursor);
    return { start: from, end: to };
  }

  /** The end of the word before the cursor, or after it; what is no word is skipped. */
  wordFrom(direction: -1 | 1): number {
    const categorize = this.#state.charCategorizer(this.cursor);
    const { text } = this;
    const isWord = (at: number): boolean => categorize(text.charAt(at)) === CharCategory.Word;
    let at = direction < 0 ? this.cursor - 1 : this.cursor;
    const isInside = (): boolean => at >= 0 && at < text.length;
    while (isInside() && !isWord(at)) at += direction;
    while (isInside() && isWord(at)) at += direction;
    return direction < 0 ? at + 1 : at;
  }

  #change(spec: TransactionSpec): void {
    this.#goal = undefined;
    this.#state = this.#state.update(spec).state;
  }
}
