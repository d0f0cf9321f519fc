// What JavaScript's `await` gives back as it is, though whoever wrote it meant it to be run: values
// of libraries that have a runner of their own.

/** The key that every Effect has. */
const effectKey = "~effect/Effect";

/** `has`: is this package installed for the session? Returns what is to be said of the value. */
export function findForeign(value: object, has: (name: string) => boolean): string | undefined {
  if (effectKey in value) {
    return (
      "this is an Effect, which `await` does not run: use %autoawait effect, or " +
      "`await Effect.runPromise(…)`"
    );
  }
  if (!isOperation(value) || !has("effection")) return undefined;
  return (
    "this is an Effection operation, which `await` does not run: use %autoawait effection and " +
    "`yield* …`, or `await run(() => …)`"
  );
}

/** An operation is an iterable and nothing else; so is what a user may have made. */
function isOperation(value: object): boolean {
  if (typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] !== "function") return false;
  const keys = Reflect.ownKeys(value);
  return (
    keys.length === 1 &&
    keys[0] === Symbol.iterator &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}
