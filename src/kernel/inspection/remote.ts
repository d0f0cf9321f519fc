// Values of the main thread, as the inspector describes them from outside: read, listed and
// followed without a getter being run or a proxy asked.
import { randomUUID } from "node:crypto";
import type inspector from "node:inspector";
import { holderOf, namesInScopes, valueIn } from "../surrounding.ts";
import type { Ask } from "./place.ts";

export type Remote = inspector.Runtime.RemoteObject;
export type Property = inspector.Runtime.PropertyDescriptor;

export const maxPrototypes = 32;
/** What is evaluated there is held until its group is let go of; each question has its own. */
export async function releasing<T>(ask: Ask, find: (ask: Ask) => Promise<T>): Promise<T> {
  const objectGroup = `awaitd question ${randomUUID()}`;
  try {
    return await find((method, params) => ask(method, { objectGroup, ...params }));
  } finally {
    await ask("Runtime.releaseObjectGroup", { objectGroup });
  }
}

export interface Names {
  names: string[];
  /** Those that some object holds. */
  held: ReadonlySet<string>;
}

/** Script-scope names, and those of a session that a program embeds. */
export async function listNames(ask: Ask): Promise<Names> {
  const { names } = (await ask("Runtime.globalLexicalScopeNames", {})) as { names: string[] };
  const { result } = (await ask("Runtime.evaluate", {
    expression: namesInScopes,
    returnByValue: true,
    silent: true,
  })) as { result: { value?: string[] } };
  const held = new Set(result.value);
  return { names: [...new Set([...names, ...held])], held };
}

/** A name's value, where it is known without running a getter of the user's. */
export async function read(
  name: string,
  ask: Ask,
  held: ReadonlySet<string> = new Set(),
): Promise<Remote | undefined> {
  const options = { silent: true };
  const { result, exceptionDetails } = (await (held.has(name)
    ? readHeld(name, ask, options)
    : ask("Runtime.evaluate", { expression: name, throwOnSideEffect: true, ...options }))) as {
    result: Remote;
    exceptionDetails?: object;
  };
  return exceptionDetails ? undefined : result;
}

async function readHeld(name: string, ask: Ask, options: object): Promise<object> {
  const { result } = (await ask("Runtime.evaluate", {
    expression: holderOf(name),
    ...options,
  })) as { result: Remote };
  const functionDeclaration = valueIn(name);
  const { objectId } = result;
  const params = { objectId, functionDeclaration, throwOnSideEffect: true, ...options };
  return ask("Runtime.callFunctionOn", params);
}

export async function getProperties(
  object: Remote | undefined,
  ask: Ask,
): Promise<{ result: Property[]; internalProperties?: { name: string; value?: Remote }[] }> {
  // A proxy has nothing of its own that could be told without asking it.
  if (!object?.objectId || object.subtype === "proxy") return { result: [] };
  const params = { objectId: object.objectId, ownProperties: true, nonIndexedPropertiesOnly: true };
  return (await ask("Runtime.getProperties", params)) as { result: Property[] };
}

export async function findPrototype(object: Remote, ask: Ask): Promise<Remote | undefined> {
  const { internalProperties = [] } = await getProperties(object, ask);
  return internalProperties.find(({ name }) => name === "[[Prototype]]")?.value;
}

/** Through the prototypes; a getter's value is not known. */
export async function findProperty(
  object: Remote | undefined,
  key: string,
  ask: Ask,
): Promise<Property | undefined> {
  let holder = object;
  for (let depth = 0; holder?.objectId && depth < maxPrototypes; depth++) {
    const { result, internalProperties = [] } = await getProperties(holder, ask);
    const own = result.find(({ name, symbol }) => name === key && symbol === undefined);
    if (own) return own;
    holder = internalProperties.find(({ name }) => name === "[[Prototype]]")?.value;
  }
  return undefined;
}
