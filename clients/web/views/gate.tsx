import { useSignal } from "@preact/signals";
import type { TargetedSubmitEvent, VNode } from "preact";
import { exchange } from "../access.ts";

/** Who came without a link, or with one that is of no use any more, shows the token. */
export function Gate(props: { reason: string | undefined; onEnter: () => Promise<void> }): VNode {
  const reason = useSignal(props.reason ?? "");
  const token = useSignal("");
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const entry = await exchange({ token: token.value.trim() });
    if (entry.entered) await props.onEnter();
    else reason.value = entry.reason;
  };
  return (
    <main class="gate">
      <img src="./icon.svg" alt="" width="48" height="48" />
      <h1>awaitd</h1>
      <p>
        {reason} Open a new link of <code>awaitd serve</code>, or type the token that it printed.
      </p>
      <form onSubmit={(event) => void submit(event)}>
        <label for="token">Token</label>
        <input
          id="token"
          name="token"
          type="password"
          autocomplete="off"
          required
          value={token}
          onInput={(event) => (token.value = event.currentTarget.value)}
        />
        <button class="primary" type="submit">
          Connect
        </button>
      </form>
    </main>
  );
}
