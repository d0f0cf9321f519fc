// What the cells of a session have beside their names, wherever the session lives: its magics, and
// the globals that come with it.
import { createAccess } from "./access.ts";
import { findSink, redirect } from "./capture.ts";
import { createDialogs } from "./dialogs.ts";
import { installDisplay } from "./display/globals.ts";
import type { Shown } from "./display/shown.ts";
import { define, defineGlobal, installGlobals } from "./globals.ts";
import { Inputs, type InputParts } from "./input.ts";
import { Lookups } from "./lookups.ts";

/** Before the first cell. Returns what cells ask by. */
export function equip(parts: InputParts): Inputs {
  const { evaluator, loop, outbox, port } = parts;
  const inputs = new Inputs(parts);
  const { realm, recall } = evaluator;
  const { globals, presenter } = realm;
  const show = (shown: Shown, generation = evaluator.owner()): void => {
    const sink = findSink();
    if (sink) sink.show(shown);
    else outbox.event({ type: "output", generation, ...shown });
  };
  presenter.offer({
    emit: show,
    hold: (value) => evaluator.looker.hold(value),
    warn: (text) => realm.onWarning(text),
    inside: () => evaluator.inside ?? evaluator,
    redirect: (write, run) => redirect({ write: (_, text) => write(text), show }, run),
  });
  installDisplay(presenter, globals);
  const lookups = new Lookups(outbox);
  loop.onLookedUp = lookups.settle;
  realm.calls.offer(createAccess({ realm, recall, loop, outbox, lookups }), globals, {
    magics: (magics) => port.postMessage({ magics }),
    show,
    ask: (prompt) => inputs.askNow(prompt),
  });
  for (const [name, value] of Object.entries(createDialogs(inputs))) define(globals, name, value);
  installGlobals(globals, () => loop.state());
  defineGlobal("sessionScope", () => realm.sessionScope, globals);
  realm.onHold = (isHolding) => outbox.event({ type: "holds", isHolding });
  return inputs;
}
