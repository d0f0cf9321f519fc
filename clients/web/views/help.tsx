import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { cellKeys, textKeys } from "./keys.ts";
import { usePage } from "./page.ts";

export function Help(): VNode {
  const page = usePage();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const close = (): void => {
    page.isHelpShown.value = false;
    const { value } = page.desk.shown;
    if (value) page.focus(value.notebook.current, "cell");
  };
  return (
    <dialog class="help" ref={dialog} onClose={close} aria-label="Keys">
      <form method="dialog">
        <button class="quiet" aria-label="Close">
          ✕
        </button>
      </form>
      <h2>In a cell, with Escape</h2>
      <KeyList keys={cellKeys} />
      <h2>In its text</h2>
      <KeyList keys={textKeys} />
    </dialog>
  );
}

const KeyList = ({ keys }: { keys: typeof cellKeys }): VNode => (
  <dl>
    {keys.map(([name, meaning]) => (
      <div key={name}>
        <dt>
          <kbd>{name}</kbd>
        </dt>
        <dd>{meaning}</dd>
      </div>
    ))}
  </dl>
);
