// What a config file wants done before the first cell and is no cell itself: functions of its own,
// which only the session's process can call.
import { pathToFileURL } from "node:url";
import type { StartupStep } from "../../protocol/kernel.ts";

type Import = (url: string) => Promise<Record<string, unknown>>;

/** Resolves when it is done. The module is the session's: cells that import it get the same. */
export async function performStep({ file, path }: StartupStep, load: Import): Promise<void> {
  const module = await load(pathToFileURL(file).href);
  let found: unknown = await module["default"];
  for (const key of path) found = (found as Record<string | number, unknown> | undefined)?.[key];
  if (typeof found !== "function") {
    throw new TypeError(`there is no function at ${path.join(".")}: did it change meanwhile?`);
  }
  await (found as () => unknown)();
}
