// From the link to the page: get in, connect, show. What hinders it is told, with what to do.
import { useSignal } from "@preact/signals";
import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import { openChannel } from "../../shared/browser.ts";
import { endpoint, enter, takeFragment } from "../access.ts";
import { Desk } from "../model/desk.ts";
import { Drafts } from "../model/storage.ts";
import { Gate } from "./gate.tsx";
import { Page, PageContext } from "./page.ts";
import { Shell } from "./shell.tsx";

type State =
  | { at: "door"; reason: string | undefined }
  | { at: "desk"; page: Page }
  | { at: "trouble"; message: string };

// Once: a code is good once, and Preact may draw often.
const fragment = takeFragment();

async function openPage(): Promise<Page> {
  const desk = await Desk.open({
    dial,
    drafts: new Drafts(sessionStorage, localStorage),
    schedule: (draw) => void requestAnimationFrame(draw),
    wanted: fragment.get("session") ?? undefined,
  });
  return new Page(desk);
}

/** Where the daemon is another than before, it has to be entered again: the form asks. */
async function dial(signal: AbortSignal): ReturnType<typeof openChannel> {
  try {
    return await openChannel(endpoint(), undefined, signal);
  } catch (error) {
    const entry = await enter(null);
    if (!entry.entered) location.reload();
    throw error;
  }
}

export function App(): VNode {
  const state = useSignal<State | undefined>(undefined);
  const open = async (): Promise<void> => {
    try {
      state.value = { at: "desk", page: await openPage() };
    } catch (error) {
      state.value = { at: "trouble", message: (error as Error).message };
    }
  };
  const begin = async (): Promise<void> => {
    const entry = await enter(fragment.get("code"));
    if (entry.entered) await open();
    else state.value = { at: "door", reason: entry.reason };
  };
  useEffect(() => {
    begin().catch((error: Error) => {
      state.value = { at: "trouble", message: error.message };
    });
  }, []);

  const { value } = state;
  if (value === undefined) return <p class="waiting">Connecting…</p>;
  if (value.at === "door") return <Gate reason={value.reason} onEnter={open} />;
  if (value.at === "trouble") return <Trouble message={value.message} />;
  return (
    <PageContext.Provider value={value.page}>
      <Shell />
    </PageContext.Provider>
  );
}

const Trouble = ({ message }: { message: string }): VNode => (
  <main class="gate">
    <h1>awaitd can't be reached</h1>
    <p>{message}</p>
    <p>
      Is it still running? Start it with <code>npx awaitd serve</code>, and open the link that it
      prints.
    </p>
    <button class="primary" onClick={() => location.reload()}>
      Try again
    </button>
  </main>
);
