// The signature of the call that is being written, above the cursor. It is asked for by an open
// bracket or a comma, kept up to date while the cursor is in the call, and gone with Escape.
import { StateEffect, StateField, type EditorState, type Extension } from "@codemirror/state";
import {
  keymap,
  showTooltip,
  ViewPlugin,
  type EditorView,
  type Tooltip,
  type ViewUpdate,
} from "@codemirror/view";
import type { SignatureHelp } from "../../../protocol/documents.ts";
import { orNothing, placeOf, type Asking } from "./asking.ts";
import { describeMarkdown } from "./prose.ts";

type Help = NonNullable<SignatureHelp>;

const setHelp = StateEffect.define<Tooltip | null>();

const field = StateField.define<Tooltip | null>({
  create: () => null,
  update(shown, transaction) {
    for (const effect of transaction.effects) if (effect.is(setHelp)) return effect.value;
    return shown && { ...shown, pos: transaction.changes.mapPos(shown.pos) };
  },
  provide: (from) => showTooltip.from(from),
});

const isShown = (state: EditorState): boolean => state.field(field) !== null;

export const signatures = (asking: Asking): Extension => [
  field,
  ViewPlugin.define((view) => {
    let asked = 0;
    const ask = (): void => {
      const number = ++asked;
      void find(asking, view).then((tooltip) => {
        if (number === asked) view.dispatch({ effects: setHelp.of(tooltip) });
      });
    };
    return {
      update(update: ViewUpdate): void {
        const typed = typedText(update);
        if (/[(,<]$/.test(typed)) ask();
        else if (isShown(update.startState) && (update.docChanged || update.selectionSet)) ask();
        else if (isShown(update.state) && update.focusChanged && !view.hasFocus) {
          queueMicrotask(() => view.dispatch({ effects: setHelp.of(null) }));
        }
      },
    };
  }),
  keymap.of([
    { key: "Escape", run: closeHelp },
    {
      key: "Ctrl-Shift-Space",
      run: (view) => {
        void find(asking, view).then((tooltip) => view.dispatch({ effects: setHelp.of(tooltip) }));
        return true;
      },
    },
  ]),
];

function closeHelp(view: EditorView): boolean {
  if (!isShown(view.state)) return false;
  view.dispatch({ effects: setHelp.of(null) });
  return true;
}

function typedText(update: ViewUpdate): string {
  let typed = "";
  if (!update.transactions.some((each) => each.isUserEvent("input"))) return typed;
  update.changes.iterChanges((_fromA, _toA, _fromB, _toB, inserted) => {
    typed += inserted.toString();
  });
  // Brackets close themselves.
  return typed.replace(/\(\)$/, "(");
}

async function find(asking: Asking, view: EditorView): Promise<Tooltip | null> {
  const { language, workspace, cell } = asking;
  // An update is under way: the cell has the new text only behind it.
  await Promise.resolve();
  const pos = view.state.selection.main.head;
  const { doc } = view.state;
  const help = await orNothing(language.signatureHelp(workspace, cell, placeOf(doc, pos)));
  if (help === null || help.signatures.length === 0) return null;
  const at = Math.min(pos, view.state.doc.length);
  return { pos: at, above: true, create: () => ({ dom: describeHelp(help) }) };
}

function describeHelp({ signatures: all, activeSignature, activeParameter }: Help): HTMLElement {
  const element = document.createElement("div");
  element.className = "signature";
  const signature = all[activeSignature] ?? all[0]!;
  const parameter = signature.parameters?.[activeParameter];
  const line = document.createElement("code");
  const [start, end] = findSpan(signature.label, parameter?.label);
  const active = document.createElement("mark");
  active.textContent = signature.label.slice(start, end);
  line.append(signature.label.slice(0, start), active, signature.label.slice(end));
  element.append(line);
  if (all.length > 1) {
    const count = document.createElement("span");
    count.className = "signature-count";
    count.textContent = `${activeSignature + 1} of ${all.length}`;
    element.append(count);
  }
  const text = parameter?.documentation?.value || signature.documentation?.value;
  if (text !== undefined && text !== "") element.append(describeMarkdown(text, "signature-text"));
  return element;
}

type Label = NonNullable<Help["signatures"][number]["parameters"]>[number]["label"];

function findSpan(text: string, label: Label | undefined): [start: number, end: number] {
  if (label === undefined) return [0, 0];
  if (typeof label !== "string") return label;
  const start = text.indexOf(label);
  return start === -1 ? [0, 0] : [start, start + label.length];
}
