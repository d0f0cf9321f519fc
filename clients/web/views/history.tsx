// Cells that were run, in this session, in others and on earlier days.
import { useSignal, useSignalEffect } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { HistoryEntry } from "../../../protocol/history.ts";
import type { Workspace } from "../model/workspace.ts";
import { usePage } from "./page.ts";

const most = 100;

/** What stands for itself in a pattern. */
const quote = (text: string): string => text.replaceAll(/[*?[\]]/g, "[$&]");

export function History({ workspace }: { workspace: Workspace }): VNode {
  const page = usePage();
  const field = useRef<HTMLInputElement>(null);
  const wanted = useSignal("");
  const entries = useSignal<HistoryEntry[]>([]);
  const load = async (text: string): Promise<void> => {
    const query =
      text === ""
        ? { mode: "tail" as const }
        : { mode: "search" as const, pattern: `*${quote(text)}*` };
    const found = await workspace.session.history({ ...query, n: most, unique: true });
    if (wanted.value === text) entries.value = found.entries.toReversed();
  };
  useSignalEffect(() => {
    void workspace.turns.value;
    if (!workspace.isClosed.value) void page.desk.attempt(load(wanted.value));
  });
  useEffect(() => field.current?.focus(), []);
  const insert = (code: string): void => {
    const { current } = workspace.notebook;
    if (current.kind.value === "code" && current.code.value.trim() === "") {
      current.code.value = code;
      page.focus(current, "text");
    } else page.insert(workspace, current, 1, code);
  };
  return (
    <aside class="panel" aria-label="History">
      <h2>History</h2>
      <input
        ref={field}
        type="search"
        placeholder="Search the cells that were run"
        aria-label="Search history"
        value={wanted}
        onInput={(event) => (wanted.value = event.currentTarget.value)}
      />
      {entries.value.length === 0 && <p class="faint">Nothing found.</p>}
      <ol class="history">
        {entries.value.map((entry) => (
          <li key={`${entry.session}/${entry.line}`}>
            <button
              title={`Insert it · ${new Date(entry.startedMs).toLocaleString()}`}
              onClick={() => insert(entry.code)}
            >
              <code>{entry.code.trimEnd()}</code>
            </button>
          </li>
        ))}
      </ol>
    </aside>
  );
}
