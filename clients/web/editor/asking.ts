// What the daemon knows of the code, brought to the editor: completion, hover, signature help and
// problems. Places are LSP's on one side and offsets on the other.
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { setDiagnostics, type Diagnostic } from "@codemirror/lint";
import type { Extension, Text } from "@codemirror/state";
import { hoverTooltip, type EditorView, type Tooltip } from "@codemirror/view";
import type { CompletionList } from "../../../protocol/documents.ts";
import { ConnectionLost, RequestError } from "../../shared/rpc.ts";
import type { Cell, Problem } from "../model/cell.ts";
import type { LanguageDesk, Place } from "../model/language.ts";
import type { Workspace } from "../model/workspace.ts";
import { describeMarkdown } from "./prose.ts";

export interface Asking {
  language: LanguageDesk;
  workspace: Workspace;
  cell: Cell;
}

export function placeOf(text: Text, offset: number): Place {
  const line = text.lineAt(offset);
  return { line: line.number - 1, character: offset - line.from };
}

/** A place that is not in the text, because it is another by now, is at its nearest end. */
export function offsetOf(text: Text, { line, character }: Place): number {
  if (line < 0) return 0;
  if (line >= text.lines) return text.length;
  const { from, to } = text.line(line + 1);
  return Math.min(from + character, to);
}

/**
 * Nobody has asked for it in so many words: where the connection is lost, or the session gone,
 * which is shown elsewhere, there is nothing to be told.
 */
export async function orNothing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ConnectionLost || error instanceof RequestError) return null;
    throw error;
  }
}

/** By LSP's CompletionItemKind, the names that CodeMirror has icons for. */
const types: Readonly<Record<number, string>> = {
  2: "method",
  3: "function",
  6: "variable",
  7: "class",
  9: "namespace",
  10: "property",
  14: "keyword",
  17: "text",
  19: "text",
};

export const completion = (asking: Asking): Extension =>
  autocompletion({
    override: [(context) => complete(asking, context)],
    icons: true,
    maxRenderedOptions: 200,
    activateOnTypingDelay: 60,
  });

/** Does this call for completion, without being asked: a name, a member, what opens a string? */
function calls(before: string): boolean {
  const last = before.at(-1) ?? "";
  if (/["'`]/.test(last)) return before.split(last).length % 2 === 0;
  return /[\w$%@/.[]/.test(last);
}

async function complete(
  { language, workspace, cell }: Asking,
  context: CompletionContext,
): Promise<CompletionResult | null> {
  const { state, pos, explicit } = context;
  const { text: line, from: lineStart } = state.doc.lineAt(pos);
  const before = line.slice(0, pos - lineStart);
  if (!explicit && !calls(before)) return null;
  const place = placeOf(state.doc, pos);
  const list = await orNothing(language.complete(workspace, cell, place));
  if (context.aborted || !list || list.items.length === 0) return null;
  const [first] = list.items;
  const start = place.line - first!.textEdit.range.start.line;
  const shift = ({ line: at, character }: Place): Place => ({ line: at + start, character });
  const from = offsetOf(state.doc, shift(first!.textEdit.range.start));
  return {
    from,
    to: offsetOf(state.doc, shift(first!.textEdit.range.end)),
    options: list.items.map((item, index) => describeItem(item, index, shift)),
    // Of what the daemon could not say in full, it is asked again with the next letter.
    ...(list.isIncomplete ? {} : { validFor: /^[\w$]*$/ }),
  };
}

function describeItem(
  item: CompletionList["items"][number],
  index: number,
  shift: (place: Place) => Place,
): Completion {
  const { label, kind, detail, textEdit, additionalTextEdits } = item;
  return {
    label,
    type: types[kind] ?? "text",
    ...(detail !== undefined && { detail }),
    // In the daemon's order.
    boost: Math.max(-99, 99 - index),
    apply(view, _completion, from, to) {
      const others = (additionalTextEdits ?? []).map(({ range, newText }) => ({
        from: offsetOf(view.state.doc, shift(range.start)),
        to: offsetOf(view.state.doc, shift(range.end)),
        insert: newText,
      }));
      const changes = view.state.changes([{ from, to, insert: textEdit.newText }, ...others]);
      const anchor = changes.mapPos(to, 1);
      view.dispatch({ changes, selection: { anchor }, userEvent: "input.complete" });
    },
  };
}

/** What stands at a place; null where there is nothing to be told. */
export async function describePlace(
  { language, workspace, cell }: Asking,
  view: EditorView,
  offset: number,
): Promise<Tooltip | null> {
  const { doc } = view.state;
  const place = placeOf(doc, offset);
  const found = await orNothing(language.hover(workspace, cell, place));
  if (found === null || view.state.doc !== doc) return null;
  const word = view.state.wordAt(offset);
  return {
    pos: word?.from ?? offset,
    end: word?.to ?? offset,
    above: true,
    create: () => ({ dom: describeMarkdown(found.contents.value, "hover") }),
  };
}

export const hover = (asking: Asking): Extension =>
  hoverTooltip((view, offset) => describePlace(asking, view, offset), { hoverTime: 350 });

export function showProblems(view: EditorView, problems: readonly Problem[]): void {
  const { doc } = view.state;
  const found = problems.map(({ from, to, severity, message }): Diagnostic => {
    const start = offsetOf(doc, from);
    // What is missing stands nowhere: the mark is at the letter before it.
    const end = Math.max(offsetOf(doc, to), Math.min(start + 1, doc.length));
    return { from: end === start ? Math.max(0, start - 1) : start, to: end, severity, message };
  });
  view.dispatch(setDiagnostics(view.state, found));
}
