// What may stand at a cursor, found in the running session without running any code of the user's.
import type { Question } from "../../../protocol/kernel.ts";
import type { Result } from "../../../protocol/methods.ts";
import { findCursor, type Cursor, type Within } from "../../compiler/cursor.ts";
import type { Member } from "../looking/looking.ts";
import type { MagicFacts } from "../magics/magic.ts";
import { look } from "./look.ts";
import type { Place } from "./place.ts";
import { findFiles, findSpecifiers } from "./specifiers.ts";

type CompleteQuestion = Extract<Question, { type: "complete" }>;
type Match = Result<"complete">["matches"][number];

/** More is of no use to anyone who types. */
const maxMatches = 1000;

export async function complete(
  { code, cursor }: CompleteQuestion,
  place: Place,
): Promise<Result<"complete">> {
  const magics = place.magics();
  const takesFiles = (name: string): boolean =>
    magics.some((magic) => magic.takes === "files" && magic.names.includes(name));
  const found = findCursor(code, cursor, takesFiles);
  const typed = code.slice(found.start, cursor);
  const all = await findMatches(found, typed, place);
  const wanted = typed.toLowerCase();
  const fitting = all.filter(({ label }) => label.toLowerCase().startsWith(wanted));
  // What begins as it was typed, in upper and lower case, comes first.
  const exact = fitting.filter(({ label }) => label.startsWith(typed));
  const others = fitting.filter(({ label }) => !label.startsWith(typed));
  const matches = [...exact, ...others].slice(0, maxMatches);
  return { matches, start: found.start, end: cursor, source: "live" };
}

async function findMatches(cursor: Cursor, typed: string, place: Place): Promise<Match[]> {
  switch (cursor.kind) {
    case "name":
      return [...(await findWithin(cursor.within, place)), ...(await findNames(place))];
    case "member": {
      const members = await look({ type: "members", path: cursor.path }, place);
      return members.map(match).filter(({ label }) => isName.test(label));
    }
    case "key":
      return (await look({ type: "members", path: cursor.path }, place)).map(match);
    case "entry": {
      const entries = await look({ type: "entries", path: cursor.path }, place);
      return entries.filter(({ isNumber }) => !isNumber).map(match);
    }
    case "place":
      return findWithin({ kind: "elements", path: cursor.path }, place);
    case "module":
      return findSpecifiers(typed, place.directory);
    case "file":
      return findFiles(typed, place.directory);
    case "magic":
      return findMagics(typed, place.magics());
    case "nothing":
      return [];
  }
}

const isName = /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u;

const match = ({ isNumber: _, ...member }: Member): Match => member;

/** As code that is put in the brackets. */
async function findWithin(within: Within | undefined, place: Place): Promise<Match[]> {
  if (!within) return [];
  const { kind, path } = within;
  const members = await look({ type: kind, path }, place);
  return members.map(({ isNumber, label, ...member }) => ({
    label: isNumber ? label : JSON.stringify(label),
    ...member,
  }));
}

const keywords = (
  "async await break case catch class const continue debugger default delete do else export " +
  "extends false finally for function if import in instanceof interface let new null of return " +
  "static super switch this throw true try type typeof undefined using var void while with yield"
).split(" ");

async function findNames(place: Place): Promise<Match[]> {
  const names = await look({ type: "names" }, place);
  return [...names.map(match), ...keywords.map((label): Match => ({ label, kind: "keyword" }))];
}

function findMagics(typed: string, magics: readonly MagicFacts[]): Match[] {
  const isCell = typed.startsWith("%%");
  return magics.flatMap(({ names, doc }) =>
    names
      .filter((name) => name.startsWith("%") && (isCell || !name.startsWith("%%")))
      .map((label) => ({ label, kind: "magic" as const, detail: doc.split("\n", 1)[0] ?? "" })),
  );
}
