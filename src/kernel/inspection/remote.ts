// Values of the main thread, as the inspector describes them from outside.
import { randomUUID } from "node:crypto";
import type inspector from "node:inspector";
import type { Ask } from "./place.ts";

export type Remote = inspector.Runtime.RemoteObject;

/** What is evaluated there is held until its group is let go of; each question has its own. */
export async function releasing<T>(ask: Ask, find: (ask: Ask) => Promise<T>): Promise<T> {
  const objectGroup = `awaitd question ${randomUUID()}`;
  try {
    return await find((method, params) => ask(method, { objectGroup, ...params }));
  } finally {
    await ask("Runtime.releaseObjectGroup", { objectGroup });
  }
}
