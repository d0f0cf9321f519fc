// What the cells of a session have beside their names, wherever the session lives: its magics, and
// the globals that come with it.
import type { MessagePort } from "node:worker_threads";
import { createAccess } from "./access.ts";
import type { Evaluator } from "./evaluator.ts";
import { defineGlobal, installGlobals } from "./globals.ts";
import type { Loop } from "./loop.ts";
import type { Outbox } from "./outbox.ts";

export interface Equipped {
  evaluator: Evaluator;
  loop: Loop;
  outbox: Outbox;
  /** To the control thread. */
  port: MessagePort;
}

/** Before the first cell. */
export function equip({ evaluator, loop, outbox, port }: Equipped): void {
  const { realm, recall } = evaluator;
  const { globals } = realm;
  realm.calls.offer(createAccess({ realm, recall, loop, outbox }), globals, {
    magics: (magics) => port.postMessage({ magics }),
    display: (generation, bundle) =>
      outbox.event({ type: "output", generation, kind: "display", ...bundle }),
  });
  installGlobals(globals, () => loop.state());
  defineGlobal("sessionScope", () => realm.sessionScope, globals);
  realm.onHold = (isHolding) => outbox.event({ type: "holds", isHolding });
}
