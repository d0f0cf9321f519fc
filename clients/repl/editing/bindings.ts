// What keys do to the cell that is typed, as shells have it and as editors have it; what they do to
// the prompt (Enter, Tab, Ctrl-R …) is `prompt/prompt.ts`'s.
import {
  cursorCharBackwardLogical,
  cursorCharForwardLogical,
  cursorMatchingBracket,
  indentLess,
  indentMore,
  insertNewlineAndIndent,
  moveLineDown,
  moveLineUp,
  redo,
  toggleComment,
  transposeChars,
  undo,
} from "@codemirror/commands";
import { findClusterBreak } from "@codemirror/state";
import type { Draft } from "./draft.ts";

type Action = (draft: Draft) => void;

const beforeCursor = (draft: Draft): number =>
  findClusterBreak(draft.text, draft.cursor, false, true);
const afterCursor = (draft: Draft): number =>
  findClusterBreak(draft.text, draft.cursor, true, true);

/** Of nothing but blanks before the cursor a whole step of indent goes at once. */
function deleteBack(draft: Draft): void {
  const { cursor, line, text } = draft;
  const before = text.slice(line.start, cursor);
  const isIndent = before.length > 1 && /^ +$/.test(before) && before.length % 2 === 0;
  const start = isIndent ? cursor - 2 : beforeCursor(draft);
  if (start < cursor) draft.replace({ start, end: cursor }, "");
}

function deleteForward(draft: Draft): void {
  const { cursor } = draft;
  const end = afterCursor(draft);
  if (end > cursor) draft.replace({ start: cursor, end }, "");
}

/** To where the line's text begins; from there to its very beginning. */
function moveHome(draft: Draft): void {
  const { line, text, cursor } = draft;
  const indent = /^\s*/.exec(text.slice(line.start, line.end))![0].length;
  const start = line.start + indent;
  draft.moveTo(cursor === start ? line.start : start);
}

/** The rest of the line; at its end, the end. */
function cutToEnd(draft: Draft): void {
  const { cursor, line, text } = draft;
  const end = cursor === line.end ? Math.min(cursor + 1, text.length) : line.end;
  draft.cut({ start: cursor, end });
}

const cutWordBack: Action = (draft) => {
  const { cursor, text } = draft;
  const blank = /\S*\s*$/.exec(text.slice(0, cursor))![0];
  draft.cut({ start: cursor - blank.length, end: cursor });
};

const actions: Record<string, Action> = {
  left: (draft) => draft.run(cursorCharBackwardLogical),
  right: (draft) => draft.run(cursorCharForwardLogical),
  home: moveHome,
  end: (draft) => draft.moveTo(draft.line.end),
  "ctrl-home": (draft) => draft.moveTo(0),
  "ctrl-end": (draft) => draft.moveTo(draft.text.length),
  "ctrl-left": (draft) => draft.moveTo(draft.wordFrom(-1)),
  "ctrl-right": (draft) => draft.moveTo(draft.wordFrom(1)),
  backspace: deleteBack,
  delete: deleteForward,
  "ctrl-j": (draft) => draft.run(insertNewlineAndIndent),
  "ctrl-k": cutToEnd,
  "ctrl-u": (draft) => draft.cut({ start: draft.line.start, end: draft.cursor }),
  "ctrl-w": cutWordBack,
  "alt-backspace": (draft) => draft.cut({ start: draft.wordFrom(-1), end: draft.cursor }),
  "alt-d": (draft) => draft.cut({ start: draft.cursor, end: draft.wordFrom(1) }),
  "ctrl-y": (draft) => draft.yank(),
  "ctrl-t": (draft) => draft.run(transposeChars),
  "ctrl-_": (draft) => draft.run(undo),
  "alt-r": (draft) => draft.run(redo),
  "alt-up": (draft) => draft.run(moveLineUp),
  "alt-down": (draft) => draft.run(moveLineDown),
  "alt-;": (draft) => draft.run(toggleComment),
  "alt-m": (draft) => draft.run(cursorMatchingBracket),
  "alt-.": (draft) => draft.run(indentMore),
  "alt-,": (draft) => draft.run(indentLess),
};

const aliases: Record<string, string> = {
  "ctrl-b": "left",
  "ctrl-f": "right",
  "ctrl-a": "home",
  "ctrl-e": "end",
  "alt-b": "ctrl-left",
  "alt-f": "ctrl-right",
  "alt-left": "ctrl-left",
  "alt-right": "ctrl-right",
  "alt-<": "ctrl-home",
  "alt->": "ctrl-end",
  "ctrl-h": "backspace",
  "ctrl-o": "ctrl-j",
};

/** Returns whether the key means anything here. */
export function edit(draft: Draft, { name, text }: { name: string; text: string }): boolean {
  if (name === "text") draft.type(text);
  else if (name === "paste") draft.paste(text);
  else {
    const action = actions[aliases[name] ?? name];
    if (!action) return false;
    action(draft);
  }
  return true;
}
