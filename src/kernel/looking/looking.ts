// What clients are told of the values of a session. This code runs in the main thread, called by
// the inspector at any point of whatever runs there, in a realm of its own: however the user has
// changed the built-ins of the session's, here they are as they were. It runs no code of the
// user's: it reads descriptors, asks no proxy and no getter. It knows nothing of the text that
// somebody types, nor of the wire; it says what it found as JSON, in one piece.
import { describePath, findLocated, type Description, type FunctionFacts } from "./description.ts";
import { listElements, listEntries, listMembers, listNames, type Member } from "./members.ts";
import type { Natives } from "./natives.ts";
import { glimpse, turnTo, type Glimpse, type Page } from "./pages.ts";
import { findName, follow, type Path, type Thunks } from "./paths.ts";
import { References } from "./references.ts";
import type { Seen, Session } from "./seen.ts";

export type { Description, FunctionFacts, Member, Natives, Path, Session, Thunks };

export type LookRequest =
  | { type: "names" }
  | { type: "members" | "elements" | "entries" | "describe"; path: Path }
  | { type: "declared" }
  | { type: "variables"; owner: string; names: readonly string[] }
  | { type: "page"; owner: string; ref: string; start: number; count?: number | undefined }
  | { type: "delete"; names: readonly string[] }
  /** What was typed as the cell of this number. */
  | { type: "code"; executionCount: number };

export interface Variable extends Glimpse {
  name: string;
  kind: string;
  /** 0: by none that has a number. */
  executionCount: number;
}

export interface LookAnswers {
  names: Member[];
  members: Member[];
  elements: Member[];
  entries: Member[];
  describe: Description;
  /** All names that a list of variables is to have. */
  declared: string[];
  variables: Variable[];
  page: Page | null;
  delete: string[];
  code: string | null;
}

export interface Looking {
  /** Takes and gives JSON. */
  look(request: string, thunks: Thunks): string;
  /** A function to be located. */
  find(path: string, thunks: Thunks): object | undefined;
  /** For any client of the session. Each call makes a new ref. */
  hold(value: unknown): string;
  release(ref: string): void;
}

// What a value is, is found by asking it as each of the built-ins; most answer with an error, whose
// stack nobody reads.
Error.stackTraceLimit = 0;

export function createLooking(session: Session, natives: Natives): Looking {
  // What clients look at is not to push out what cells have shown.
  const shown = new References(natives);
  const references = new References({ ...natives, kernelId: `${natives.kernelId}-` });
  const seen: Seen = { ...session, natives, shown, references };
  return {
    look: (request, thunks) =>
      JSON.stringify(answer(JSON.parse(request) as LookRequest, thunks, seen) ?? null),
    find: (path, thunks) => findLocated(JSON.parse(path) as Path, thunks, seen),
    hold: (value) => shown.hold(value),
    release: (ref) => shown.release(ref),
  };
}

function answer(request: LookRequest, thunks: Thunks, seen: Seen): unknown {
  const { natives, references } = seen;
  switch (request.type) {
    case "names":
      return listNames(thunks, seen);
    case "members":
      return listMembers(follow(request.path, thunks, seen), natives);
    case "elements":
      return listElements(follow(request.path, thunks, seen), natives);
    case "entries":
      return listEntries(follow(request.path, thunks, seen), natives);
    case "describe":
      return describePath(request.path, thunks, seen);
    case "declared":
      return [...(Map.prototype.keys.call(seen.kinds) as Iterable<string>)];
    case "variables":
      return describeVariables(request.names, request.owner, thunks, seen);
    case "page": {
      const { ref, owner, start, count } = request;
      const held = seen.shown.read(ref) ?? references.read(ref, owner);
      return held && turnTo(held.value, { start, count }, { natives, references, owner });
    }
    case "delete":
      return request.names.filter((name) => seen.delete(name));
    case "code":
      return seen.codes[request.executionCount];
  }
}

/** Those of them that there still are. */
function describeVariables(
  names: readonly string[],
  owner: string,
  thunks: Thunks,
  seen: Seen,
): Variable[] {
  const { kinds, origins } = seen;
  const variables: Variable[] = [];
  for (const name of names) {
    const kind = Map.prototype.get.call(kinds, name) as string | undefined;
    if (kind === undefined) continue;
    const origin = Map.prototype.get.call(origins, name) as string | undefined;
    const executionCount = Number(/^In\[(\d+)\]/.exec(origin ?? "")?.[1] ?? 0);
    const own = findName(name, thunks, seen);
    variables.push({ name, kind, ...glimpse(own, { ...seen, owner }), executionCount });
  }
  return variables;
}
