// What a function of the user's does as a runner is looked after: whatever it does, and when, the
// cell comes to an end, and nothing of it runs after that.
import type { OwnContext } from "./runner.ts";
import type { Stepper } from "./stepper.ts";

/** Returns, or resolves to, what the function returned; or what became of an interrupted cell. */
export function supervise(
  name: string,
  run: () => unknown,
  stepper: Stepper,
  context: OwnContext,
): Promise<unknown> {
  let stepsBefore = Infinity;
  // The first of the listeners; those of the function's own may step the cell.
  context.signal.addEventListener("abort", () => (stepsBefore = stepper.steps), { once: true });
  return new Promise((resolve) => {
    const end = (outcome: Promise<unknown>): void => {
      leave();
      resolve(outcome);
    };
    const running = new Promise((settle) => settle(context.enter(run)));
    const leave = context.stand((reason) => {
      // A cell that its runner has stepped when it heard of the interrupt is its own affair.
      const isActedOn = stepper.steps > stepsBefore;
      stepsBefore = Infinity; // it hears of one only
      if (stepper.waits || isActedOn) return;
      end(stepper.take(reason));
    }, true);
    running.then(
      (value) => end(conclude(name, value, stepper, context)),
      (error: unknown) => end(fail(error, stepper)),
    );
  });
}

async function conclude(
  name: string,
  value: unknown,
  stepper: Stepper,
  context: OwnContext,
): Promise<unknown> {
  if (stepper.state === "new") {
    context.warn(`the runner \`${name}\` returned without running the cell: nothing of it has run`);
  } else if (stepper.state !== "over") {
    context.warn(
      `the runner \`${name}\` returned before the cell had ended: it ends where it stands`,
    );
  }
  await stepper.close();
  return value;
}

async function fail(error: unknown, stepper: Stepper): Promise<never> {
  try {
    await stepper.close();
  } catch (hiding) {
    throw new SuppressedError(hiding, error, "An error was suppressed while the cell was closed");
  }
  throw error;
}
