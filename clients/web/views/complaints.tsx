import type { VNode } from "preact";
import { usePage } from "./page.ts";

/** What went wrong with something that was asked for, until it is put away. */
export function Complaints(): VNode {
  const { desk } = usePage();
  return (
    <div class="complaints" role="status">
      {desk.complaints.value.map(({ id, text }) => (
        <div class="complaint" key={id}>
          <span>{text}</span>
          <button class="quiet" aria-label="Dismiss" onClick={() => desk.dismiss(id)}>
            ✕
          </button>
        </div>
      ))}
    </div>
  );
}
