// What JavaScript's `await` gives back as it is, though whoever wrote it meant it to be run: values
// of libraries that have a runner of their own. They are recognised by what they are, without
// running anything of them, and nothing is said of what may be anything else.

/** `has`: is this package installed for the session? Returns what is to be said of the value. */
export function findForeign(value: object, has: (name: string) => boolean): string | undefined {
  if (isEffect(value)) {
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

/** Throws at an `await` of what another runner would run. */
export function refuseForeign<T>(value: T, has: (name: string) => boolean): T {
  if (typeof value !== "object" || value === null || value instanceof Promise) return value;
  const problem = findForeign(value, has);
  if (problem === undefined) return value;
  throw new TypeError(problem);
}

/** Of version 4, or of the one before it. */
export function isEffect(value: unknown): boolean {
  if (typeof value !== "object" && typeof value !== "function") return false;
  return value !== null && ("~effect/Effect" in value || Symbol.for("effect/Effect") in value);
}

/**
 * What effection itself makes: an object with nothing but an iterator, which hands out
 * instructions. A generator may be anybody's, and a task is a promise, too.
 */
function isOperation(value: object): boolean {
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  const iterate = Object.getOwnPropertyDescriptor(value, Symbol.iterator)?.value as unknown;
  if (typeof iterate !== "function" || Reflect.ownKeys(value).length !== 1) return false;
  return ofEffection.test(Function.prototype.toString.call(iterate));
}

/** What stands in the iterators of its operations. */
const ofEffection = /\b(?:useScope|effect\.enter|createTask|callable\.call|useCoroutine)\b/;
