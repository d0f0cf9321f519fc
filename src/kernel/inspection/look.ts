// Asks the session about its values, whatever runs there: one expression of the inspector's calls
// `src/kernel/looking/`, with a function for each name that it may have to read, since only code
// among them can.
import { sessionName } from "../../compiler/names.ts";
import type { LookAnswers, LookRequest, Path, Variable } from "../looking/looking.ts";
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

/** So many hold the main thread for a few milliseconds; between two steps it goes on. */
const variablesAStep = 50;

/** All variables; what changes meanwhile is told as one of its steps finds it. */
export async function lookAtVariables(owner: string, place: Asked): Promise<Variable[]> {
  const names = await look({ type: "declared" }, place);
  const variables: Variable[] = [];
  for (let at = 0; at < names.length; at += variablesAStep) {
    const step = names.slice(at, at + variablesAStep);
    variables.push(...(await look({ type: "variables", owner, names: step }, place)));
  }
  return variables;
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
  const isWanted = chooseNames(request);
  if (!isWanted) return "{}";
  const { names } = (await ask("Runtime.globalLexicalScopeNames", {})) as { names: string[] };
  const wanted = names.filter(isWanted);
  return `{${wanted.map((name) => `[${quote(name)}]: () => ${name}`).join()}}`;
}

function chooseNames(request: LookRequest): ((name: string) => boolean) | undefined {
  if ("path" in request) return (name) => name === request.path[0];
  if (request.type === "names") return (name) => !name.startsWith("__cell");
  if (request.type !== "variables") return undefined;
  const asked = new Set(request.names);
  return (name) => asked.has(name);
}

const quote = (text: string): string => JSON.stringify(text);
