// What can be played in several places (transports, versions of Node) is played in one of them
// every day, and in all of them where a test is thorough, as test/slow has it.
import { createHash } from "node:crypto";

export const isThorough = process.env["THOROUGH"] === "1";

/** One place, or all. The name alone decides which: neither its neighbours nor chance. */
export function placesOf<Place>(name: string, places: readonly Place[]): readonly Place[] {
  if (isThorough) return places;
  const hash = createHash("sha256").update(name).digest().readUInt32BE();
  return places.filter((_, index) => index === hash % places.length);
}
