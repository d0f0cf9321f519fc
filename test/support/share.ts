// What can be played in several places (transports, versions of Node) is played in one of them
// every day, and in all of them where a test is thorough, as test/slow has it.
import { createHash } from "node:crypto";

export const isThorough = process.env["THOROUGH"] === "1";

/** How often a law is tried of which so many trials are wanted. */
export const runsOf = (count: number): number => (isThorough ? count : Math.ceil(count / 4));

/**
 * One place, or all. The name alone decides which: neither its neighbours nor chance. A place that
 * stands there twice is taken twice as often.
 */
export function placesOf<Place>(name: string, places: readonly Place[]): Place[] {
  if (isThorough) return [...new Set(places)];
  const hash = createHash("sha256").update(name).digest().readUInt32BE();
  return places.slice(hash % places.length).slice(0, 1);
}
