// What stands at the cursor, asked for by a key: the same as the pointer has, without one.
import { StateEffect, StateField } from "@codemirror/state";
import { keymap, showTooltip, type EditorView, type Tooltip } from "@codemirror/view";

const setHover = StateEffect.define<Tooltip | null>();

const field = StateField.define<Tooltip | null>({
  create: () => null,
  update(shown, transaction) {
    for (const effect of transaction.effects) if (effect.is(setHover)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : shown;
  },
  provide: (from) => showTooltip.from(from),
});

export const showHover = (view: EditorView, tooltip: Tooltip | null): void =>
  view.dispatch({ effects: setHover.of(tooltip) });

export const hoverAtCursor = [
  field,
  keymap.of([
    {
      key: "Escape",
      run: (view) => {
        if (view.state.field(field) === null) return false;
        showHover(view, null);
        return true;
      },
    },
  ]),
];
