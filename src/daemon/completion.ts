// One answer of two halves: what the running session has, and what TypeScript makes of the text.
// The live half never waits for the other; what the other has not said in time is left out.
import type { Result } from "../../protocol/methods.ts";
import type { Suggestion } from "../language/completion.ts";
import type { CellSource, LanguageService } from "../language/service.ts";
import { settleWithin } from "../std/timeout.ts";

type Completion = Result<"complete">;
type Match = Completion["matches"][number];

/** More is of no use to anyone who types. */
const maxMatches = 1000;
/**
 * How long TypeScript may take, from the question on; while it reads the user's files for the first
 * time, nothing waits for it that has an answer without it.
 */
const staticMs = 250;
/** Names of the cells are ranked before this; then come globals and imports. */
const globalRank = "15";

export async function completeBoth(
  language: LanguageService,
  source: CellSource,
  { code, cursor, live }: { code: string; cursor: number; live: Promise<Completion> },
): Promise<Completion> {
  const start = cursor - (/[\p{ID_Continue}$]*$/u.exec(code.slice(0, cursor))?.[0].length ?? 0);
  const typed = code.slice(start, cursor).toLowerCase();
  const wanted = (label: string): boolean => label.toLowerCase().startsWith(typed);
  const isWarm = language.isWarm(source);
  const asked = settleWithin(staticMs, language.complete(source, code, cursor, wanted), undefined);
  const found = await live;
  // A magic or a file is nothing to TypeScript.
  const isLiveAlone = found.matches.length > 0 && (!isWarm || found.start !== start);
  const suggestions = isLiveAlone ? [] : ((await asked) ?? []);
  const isMember = /\.\s*$/.test(code.slice(0, start));
  return merge(found, suggestions, { start, end: cursor, isMember });
}

interface Place {
  start: number;
  end: number;
  isMember: boolean;
}

/** `suggestions` stand for what is typed of a name before the cursor, unless they say otherwise. */
export function merge(
  live: Completion,
  suggestions: readonly Suggestion[],
  place: Place,
): Completion {
  const { end, isMember } = place;
  const start = live.matches.length > 0 ? live.start : (suggestions[0]?.start ?? place.start);
  const fitting = suggestions.filter((each) => (each.start ?? place.start) === start);
  if (fitting.length === 0) return live;
  if (live.matches.length === 0) {
    const matches = fitting.map(({ match }) => match).slice(0, maxMatches);
    return { matches, start, end, source: "static" };
  }
  const told = new Map(fitting.map((each) => [each.match.label, each]));
  const both = live.matches.map((match): Match => {
    const known = told.get(match.label);
    return known && !isImport(known) ? combine(match, known.match) : match;
  });
  const labels = new Set(live.matches.map(({ label }) => label));
  const others = fitting.filter(({ match }) => !labels.has(match.label));
  // What only the text has is near where a name begins: a parameter, a variable of a block.
  const near = others.filter(({ rank }) => !isMember && rank < globalRank);
  const rest = others.filter((each) => !near.includes(each));
  const parts = [near.map(({ match }) => match), both, rest.map(({ match }) => match)];
  return { matches: parts.flat().slice(0, maxMatches), start, end, source: "both" };
}

/** Something else of that name, which would have to be imported. */
const isImport = ({ match }: Suggestion): boolean => match.edits !== undefined;

/** The session knows what is there, TypeScript what it is for. */
const combine = (live: Match, known: Match): Match => ({
  ...live,
  ...(known.detail === undefined || known.kind === "keyword" ? {} : { detail: known.detail }),
});
