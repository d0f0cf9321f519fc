// What a config file wants done before the first cell and is no cell itself: functions of its own,
// extensions, magics. It resolves what the file names from the file's directory.
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import type { StartupStep } from "../../protocol/kernel.ts";
import { Importer } from "./importer.ts";
import type { Magics } from "./magics/table.ts";

export interface StartupContext {
  /** The session's directory. */
  directory: string;
  /** As its cells import it: they get the same module. */
  load(specifier: string): Promise<Record<string, unknown>>;
  /** The magics of the session, which are loaded when this is asked for. */
  magics(): Magics;
}

/** Resolves when it is done. */
export async function performStep(step: StartupStep, context: StartupContext): Promise<void> {
  const { file } = step;
  if (step.type === "extension") {
    await context.magics().extensions.load(resolveFrom(file, step.specifier, context));
  } else if (step.type === "magic") {
    const run = await (step.from === undefined
      ? findOwn(file, ["magics", step.name], context)
      : findExport(file, step.from, context));
    context.magics().awaitd.registerMagic(step.name, run);
  } else {
    const run = await findOwn(file, ["startup", step.index], context);
    await run(context.magics().awaitd);
  }
}

type AnyFunction = (...args: unknown[]) => unknown;

/** A function of the config file itself. */
async function findOwn(
  file: string,
  path: readonly (string | number)[],
  { load }: StartupContext,
): Promise<AnyFunction> {
  const module = await load(pathToFileURL(file).href);
  let found: unknown = await module["default"];
  for (const key of path) found = (found as Record<string | number, unknown> | undefined)?.[key];
  if (typeof found === "function") return found as AnyFunction;
  throw new TypeError(`there is no function at ${path.join(".")}: did it change meanwhile?`);
}

async function findExport(
  file: string,
  from: string,
  context: StartupContext,
): Promise<AnyFunction> {
  const at = from.lastIndexOf("#");
  const [specifier, name] = [from.slice(0, at), from.slice(at + 1)];
  const module = await context.load(resolveFrom(file, specifier, context));
  const found = module[name];
  if (typeof found === "function") return found as AnyFunction;
  throw new TypeError(`${specifier} has no function that is exported as ${name}`);
}

/** In the session's directory as it is written, so that a cell knows it by the same name. */
function resolveFrom(file: string, specifier: string, { directory }: StartupContext): string {
  const own = dirname(file);
  return own === directory ? specifier : new Importer(own, () => {}).resolve(specifier);
}
