// The name someone probably meant, for error messages.

/**
 * The candidate that takes the fewest letters to change into; upper and lower case count as the
 * same.
 */
export const findNearest = (name: string, candidates: readonly string[]): string => {
  const wanted = name.slice(0, 64).toLowerCase();
  let nearest = candidates[0] ?? "";
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < least) [nearest, least] = [candidate, distance];
  }
  return nearest;
};

const editDistance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 1; line <= from.length; line++) {
    const next = [line];
    for (let column = 1; column <= to.length; column++) {
      const changed = row[column - 1]! + (from[line - 1] === to[column - 1] ? 0 : 1);
      next.push(Math.min(changed, row[column]! + 1, next[column - 1]! + 1));
    }
    row = next;
  }
  return row[to.length]!;
};
