// In which file a function stands. Only V8 knows; it tells its inspector.
import { readFileSync } from "node:fs";
import { Session, type Debugger, type Runtime } from "node:inspector";
import { fileURLToPath } from "node:url";
import { findComment } from "../definitions.ts";

export interface Location {
  /** A path, `node:fs`, `In[3]`. */
  file: string;
  /** From 1. */
  line: number;
}

const holder = Symbol.for("awaitd.located");

/** Of a native function there is none. */
export function findLocation(located: unknown): Location | undefined {
  const session = new Session();
  const urls = new Map<string, string>();
  session.connect();
  session.on("Debugger.scriptParsed", ({ params }) => urls.set(params.scriptId, params.url));
  Object.defineProperty(globalThis, holder, { value: located, configurable: true });
  try {
    session.post("Debugger.enable");
    const found = ask(session);
    const url = found && urls.get(found.scriptId);
    return url ? { file: nameFile(url), line: found.lineNumber + 1 } : undefined;
  } finally {
    Reflect.deleteProperty(globalThis, holder);
    session.disconnect();
  }
}

function ask(session: Session): Debugger.Location | undefined {
  let found: Debugger.Location | undefined;
  const expression = `globalThis[Symbol.for("${holder.description}")]`;
  session.post("Runtime.evaluate", { expression }, (_, asked?: Runtime.EvaluateReturnType) => {
    const { objectId } = asked?.result ?? {};
    if (objectId === undefined) return;
    session.post("Runtime.getProperties", { objectId, ownProperties: true }, (__, told) => {
      const internal = told?.internalProperties?.find(
        ({ name }) => name === "[[FunctionLocation]]",
      );
      found = internal?.value?.value as Debugger.Location | undefined;
    });
  });
  return found;
}

/** A cell's name has its number behind it, a file that was loaded afresh its version. */
function nameFile(url: string): string {
  return url.startsWith("file:") ? fileURLToPath(url) : url.replace(/#\d+$/, "");
}

/** The comment above that line of a cell or a file; none of a file that can't be read. */
export function readComment(
  { file, line }: Location,
  codes: Readonly<Record<number, string>>,
): string | undefined {
  const text = codes[Number(/^In\[(\d+)\]$/.exec(file)?.[1])] ?? readText(file);
  if (text === undefined) return undefined;
  let at = 0;
  for (let count = 1; count < line; count += 1) at = text.indexOf("\n", at) + 1;
  return findComment(text, at);
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
