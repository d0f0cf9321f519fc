// The editor of one cell: CodeMirror with the keys of a notebook. The cell's text is the cell's
// own; the editor follows it, and it the editor.
import {
  acceptCompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  completionStatus,
  startCompletion,
} from "@codemirror/autocomplete";
import {
  defaultKeymap,
  history,
  historyKeymap,
  indentLess,
  indentMore,
} from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches } from "@codemirror/search";
import { EditorState, Prec, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  keymap,
  placeholder,
  tooltips,
  type Command,
  type KeyBinding,
} from "@codemirror/view";
import { effect } from "@preact/signals";
import type { Place } from "../model/language.ts";
import { completion, describePlace, hover, offsetOf, showProblems, type Asking } from "./asking.ts";
import { showHover, hoverAtCursor } from "./pointing.ts";
import { signatures } from "./signature.ts";
import { theme } from "./theme.ts";

/** What the keys of a cell's editor mean to the notebook. */
export interface Commands {
  /** Runs the cell; then goes to the next one, stays, or begins another below. */
  run(then: "next" | "stay" | "insert"): void;
  split(offset: number): void;
  /** Leaves the text, not the cell. */
  leave(): void;
  /** To the cell above or below; false where there is none. */
  step(by: -1 | 1): boolean;
}

export interface EditorSetup {
  parent: HTMLElement;
  asking: Asking;
  commands: Commands;
  label: string;
  onFocus(): void;
}

export function createEditor(setup: EditorSetup): { view: EditorView; destroy(): void } {
  const { parent, asking, commands, label, onFocus } = setup;
  const { cell } = asking;
  const isCode = cell.kind.peek() === "code";
  const follow = EditorView.updateListener.of((update) => {
    if (update.docChanged) cell.code.value = update.state.doc.toString();
    if (update.focusChanged && update.view.hasFocus) onFocus();
  });
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: cell.code.peek(),
      extensions: [
        leaving(commands),
        keymap.of(notebookKeys(commands)),
        isCode ? codeExtensions(asking) : [EditorView.lineWrapping],
        history(),
        drawSelection(),
        indentUnit.of("  "),
        EditorState.tabSize.of(2),
        EditorState.allowMultipleSelections.of(true),
        // In the landmark that they belong to, and clipped by none of its boxes.
        tooltips({
          parent: parent.closest<HTMLElement>("main")!.querySelector(".tooltips")!,
          position: "fixed",
        }),
        placeholder(isCode ? "" : "Markdown"),
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
        theme,
        follow,
        keymap.of([...tabKeys(isCode), ...historyKeymap, ...defaultKeymap]),
      ],
    }),
  });
  const stopText = effect(() => {
    const code = cell.code.value;
    const { doc } = view.state;
    if (doc.toString() === code) return;
    view.dispatch({ changes: { from: 0, to: doc.length, insert: code } });
  });
  const stopProblems = effect(() => showProblems(view, cell.problems.value));
  const destroy = (): void => {
    stopText();
    stopProblems();
    view.destroy();
  };
  return { view, destroy };
}

export function placeCursor(view: EditorView, place: Place): void {
  const anchor = offsetOf(view.state.doc, place);
  view.dispatch({ selection: { anchor }, scrollIntoView: true });
}

const codeExtensions = (asking: Asking): Extension => [
  javascript({ typescript: true }),
  bracketMatching(),
  highlightSelectionMatches(),
  closeBrackets(),
  indentOnInput(),
  completion(asking),
  hover(asking),
  hoverAtCursor,
  signatures(asking),
  keymap.of([
    { key: "Ctrl-i", mac: "Cmd-i", run: inspectAtCursor(asking), preventDefault: true },
    ...closeBracketsKeymap,
    ...completionKeymap,
    ...lintKeymap,
  ]),
];

/** They stand over CodeMirror's own. */
const notebookKeys = (commands: Commands): KeyBinding[] => [
  { key: "Shift-Enter", run: runThen(commands, "next") },
  { key: "Mod-Enter", run: runThen(commands, "stay") },
  { key: "Alt-Enter", run: runThen(commands, "insert") },
  {
    key: "Ctrl-Shift--",
    run: (view) => (commands.split(view.state.selection.main.head), true),
  },
  { key: "ArrowUp", run: stepAt(commands, -1) },
  { key: "ArrowDown", run: stepAt(commands, 1) },
];

const runThen =
  (commands: Commands, then: "next" | "stay" | "insert"): Command =>
  (view) => {
    closeCompletion(view);
    commands.run(then);
    return true;
  };

/** At the first or last line, on to the next cell. */
const stepAt =
  (commands: Commands, by: -1 | 1): Command =>
  ({ state }) => {
    const { main } = state.selection;
    const line = state.doc.lineAt(main.head).number;
    if (!main.empty || line !== (by === -1 ? 1 : state.doc.lines)) return false;
    return commands.step(by);
  };

const inspectAtCursor =
  (asking: Asking): Command =>
  (view) => {
    const { head } = view.state.selection.main;
    void describePlace(asking, view, head).then((tooltip) => showHover(view, tooltip));
    return true;
  };

/** Tab completes behind a name and indents elsewhere; Escape, then Tab, leaves the editor. */
const tabKeys = (isCode: boolean): KeyBinding[] => [
  {
    key: "Tab",
    run: (view) => {
      if (acceptCompletion(view)) return true;
      const { state } = view;
      const { main } = state.selection;
      const line = state.doc.lineAt(main.head);
      const before = line.text.slice(0, main.head - line.from);
      if (isCode && main.empty && /\S$/.test(before)) return startCompletion(view);
      return main.empty
        ? (view.dispatch(state.replaceSelection("  "), { scrollIntoView: true }), true)
        : indentMore(view);
    },
    shift: indentLess,
  },
];

/**
 * Escape leaves the text when there is nothing else that it closes. A list that nobody has seen yet
 * is nothing.
 */
const leaving = (commands: Commands): Extension => {
  const leave: Command = (view) => {
    closeCompletion(view);
    commands.leave();
    return true;
  };
  const leaveEarly: Command = (view) => completionStatus(view.state) === "pending" && leave(view);
  return [
    Prec.highest(keymap.of([{ key: "Escape", run: leaveEarly }])),
    Prec.lowest(keymap.of([{ key: "Escape", run: leave }])),
  ];
};
