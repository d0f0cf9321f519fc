// A value and what is inside of it, a hundred entries at a time.
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import type { Result } from "../../../protocol/methods.ts";
import type { Session } from "../../shared/session.ts";
import { usePage } from "./page.ts";

type Expanded = Result<"value/expand">;
type Glimpse = Pick<Expanded, "type" | "preview" | "shape" | "size" | "ref">;

interface TreeProps {
  name: string;
  glimpse: Glimpse;
  expand: Session["expand"];
  hint?: string;
  onRemove?: () => void;
}

const pageSize = 100;

export function Tree({ name, glimpse, expand, hint, onRemove }: TreeProps): VNode {
  const { desk } = usePage();
  const isOpen = useSignal(false);
  const inside = useSignal<Expanded | undefined>(undefined);
  const { ref, preview, type, shape } = glimpse;
  const load = async (): Promise<void> => {
    const before = inside.value;
    const start = before?.entries?.length ?? before?.text?.length ?? 0;
    const found = await expand(ref!, start === 0 ? {} : { start, count: pageSize });
    const entries = [...(before?.entries ?? []), ...(found.entries ?? [])];
    const text = (before?.text ?? "") + (found.text ?? "");
    inside.value = { ...found, ...(found.entries ? { entries } : { text }) };
  };
  const toggle = (): void => {
    isOpen.value = !isOpen.value;
    if (isOpen.value) {
      inside.value = undefined;
      void desk.attempt(load());
    }
  };
  const title = [type, shape?.join(" × "), hint].filter(Boolean).join(" · ");
  return (
    <li>
      <div class="leaf" title={title}>
        {ref === undefined ? (
          <span class="leaf-name plain">
            <Entry name={name} preview={preview} />
          </span>
        ) : (
          <button class="leaf-name" aria-expanded={isOpen.value} onClick={toggle}>
            <Entry name={name} preview={preview} />
          </button>
        )}
        {onRemove && (
          <button class="quiet leaf-remove" aria-label={`Delete ${name}`} onClick={onRemove}>
            ✕
          </button>
        )}
      </div>
      {isOpen.value && inside.value && (
        <Inside expanded={inside.value} expand={expand} onMore={() => void desk.attempt(load())} />
      )}
    </li>
  );
}

const Entry = ({ name, preview }: { name: string; preview: string }): VNode => (
  <>
    <span class="key">{name}</span> <span class="preview">{preview}</span>
  </>
);

function Inside(props: {
  expanded: Expanded;
  expand: Session["expand"];
  onMore: () => void;
}): VNode {
  const { entries, text, total } = props.expanded;
  const told = entries?.length ?? text?.length ?? 0;
  return (
    <ul>
      {text !== undefined && (
        <li>
          <pre class="long-text">{text}</pre>
        </li>
      )}
      {entries?.map((entry, index) => (
        <Tree key={index} name={entry.name} glimpse={entry} expand={props.expand} />
      ))}
      {told < total && (
        <li>
          <button class="quiet" onClick={props.onMore}>
            {total - told} more
          </button>
        </li>
      )}
    </ul>
  );
}
