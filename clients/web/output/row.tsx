// One row of outputs.
import type { JSX } from "preact";
import { Display } from "./display.tsx";
import { Failure } from "./failure.tsx";
import type { ItemRow, Row } from "./rows.ts";
import { TextBlock } from "./text.tsx";
import { describeLost } from "./words.ts";

export function RowView({ row }: { row: Row }): JSX.Element {
  const { item } = row;
  const source = item.type === "text" ? item.stream : "value";
  return (
    <div class={`out-row out-${row.type === "text" ? source : item.type}`}>
      {item.late && row.isFirst && <span class="out-late">after its cell had ended</span>}
      {row.type === "text" ? <TextBlock {...row} /> : <Content row={row} />}
    </div>
  );
}

function Content({ row: { item } }: { row: ItemRow }): JSX.Element | null {
  if (item.type === "display") return <Display item={item} revision={item.revision} />;
  if (item.type === "error") return <Failure error={item.error} />;
  if (item.type === "lost") return <p class="out-note">{describeLost(item)}</p>;
  return null;
}
