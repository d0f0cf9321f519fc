// What the cells of a session have beside their names, wherever the session lives: its magics, and
// the globals that come with it.
import { createAccess } from "./access.ts";
import { createDialogs } from "./dialogs.ts";
import { define, defineGlobal, installGlobals } from "./globals.ts";
import { Inputs, type InputParts } from "./input.ts";

/** Before the first cell. Returns what cells ask by. */
export function equip(parts: InputParts): Inputs {
  const { evaluator, loop, outbox, port } = parts;
  const inputs = new Inputs(parts);
  const { realm, recall } = evaluator;
  const { globals } = realm;
  realm.calls.offer(createAccess({ realm, recall, loop, outbox }), globals, {
    magics: (magics) => port.postMessage({ magics }),
    display: (generation, bundle) =>
      outbox.event({ type: "output", generation, kind: "display", ...bundle }),
    ask: (prompt) => inputs.askNow(prompt),
  });
  for (const [name, value] of Object.entries(createDialogs(inputs))) define(globals, name, value);
  installGlobals(globals, () => loop.state());
  defineGlobal("sessionScope", () => realm.sessionScope, globals);
  realm.onHold = (isHolding) => outbox.event({ type: "holds", isHolding });
  return inputs;
}
