// What may stand at the cursor: asked by Tab, chosen from a menu.
import type { Result } from "../../../protocol/methods.ts";
import type { Draft } from "../editing/draft.ts";
import { Menu } from "./menu.ts";

type Answer = Result<"complete">;
type Match = Answer["matches"][number];
type Choice = Match & { detail: string };

export type Complete = (
  code: string,
  cursor: number,
  options: { signal: AbortSignal },
) => Promise<Answer>;

export class Completion {
  readonly menu: Menu<Choice>;
  readonly #answer: Answer;

  constructor(answer: Answer) {
    this.#answer = answer;
    this.menu = new Menu(answer.matches.map((match) => ({ ...match, detail: describe(match) })));
  }

  /** What all matches begin with, beyond what is typed: put in without a question. */
  putCommon(draft: Draft): void {
    const { start, end, matches } = this.#answer;
    const typed = draft.text.slice(start, end);
    const common = commonStart(matches.map(textOf));
    if (common.length > typed.length && common.startsWith(typed))
      draft.replace({ start, end }, common);
  }

  /** Does what is typed say all that there is to choose? */
  isSaid(draft: Draft): boolean {
    const [only, ...others] = this.#answer.matches;
    const { start, end } = this.#answer;
    return others.length === 0 && (!only || textOf(only) === draft.text.slice(start, end));
  }

  accept(draft: Draft): void {
    const match = this.menu.current;
    if (!match) return;
    const { start, end } = this.#answer;
    const text = textOf(match);
    draft.replace({ start, end }, text);
    const later = text.length - (end - start);
    const edits = (match.edits ?? []).map((edit) => ({
      ...edit,
      start: edit.start >= end ? edit.start + later : edit.start,
      end: edit.start >= end ? edit.end + later : edit.end,
    }));
    if (edits.length > 0) draft.edit(edits);
  }
}

function describe({ kind, type, detail }: Match): string {
  return detail ?? (type === undefined || type === kind ? kind : `${kind}: ${type}`);
}

const textOf = ({ label, insertText }: Match): string => insertText ?? label;

function commonStart(texts: readonly string[]): string {
  const [first = "", ...others] = texts;
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}
