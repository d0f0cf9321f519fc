// Asks the session about its values, whatever runs there: one expression of the inspector's calls
// `src/kernel/looking/`, with a function for each name that it may have to read, since only code
// among them can.
import { sessionName } from "../../compiler/names.ts";
import type { LookAnswers, LookRequest, Path } from "../looking/looking.ts";
import { surroundingSession } from "../surrounding.ts";
import type { Place } from "./place.ts";
import type { Remote } from "./remote.ts";

type Asked = Pick<Place, "ask" | "isGuest">;

export async function look<Type extends LookRequest["type"]>(
  request: LookRequest & { type: Type },
  place: Asked,
): Promise<LookAnswers[Type]> {
  const call = `look(${quote(JSON.stringify(request))}, ${await writeThunks(request, place)})`;
  const result = await evaluate(call, place, { returnByValue: true });
  return JSON.parse(String(result.value)) as LookAnswers[Type];
}

/** A function, for the inspector to tell more of. */
export async function find(path: Path, place: Asked): Promise<Remote | undefined> {
  const thunks = await writeThunks({ type: "describe", path }, place);
  const result = await evaluate(`find(${quote(JSON.stringify(path))}, ${thunks})`, place, {});
  return result.objectId === undefined ? undefined : result;
}

async function evaluate(call: string, { ask, isGuest }: Asked, options: object): Promise<Remote> {
  const session = isGuest ? surroundingSession : sessionName;
  const params = { expression: `${session}.looker.${call}`, silent: true, ...options };
  const { result, exceptionDetails } = (await ask("Runtime.evaluate", params)) as {
    result: Remote;
    exceptionDetails?: object;
  };
  if (exceptionDetails) throw new Error("the session could not be looked at");
  return result;
}

/** Script-scope names only: a getter of the global object is none of them. */
async function writeThunks(request: LookRequest, { ask }: Asked): Promise<string> {
  const root = "path" in request ? request.path[0] : undefined;
  if (root === undefined && request.type !== "names" && request.type !== "variables") return "{}";
  const { names } = (await ask("Runtime.globalLexicalScopeNames", {})) as { names: string[] };
  const wanted = names.filter((name) =>
    root === undefined ? !name.startsWith("__cell") : name === root,
  );
  return `{${wanted.map((name) => `[${quote(name)}]: () => ${name}`).join()}}`;
}

const quote = (text: string): string => JSON.stringify(text);
