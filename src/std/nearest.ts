// The name someone probably meant, for error messages.

/**
 * The candidate that takes the fewest letters to change into; upper and lower case count as the
 * same.
 */
export const findNearest = (name: string, candidates: readonly string[]): string =>
  search(name, candidates).nearest;

/** The nearest, if it is near enough to have been meant: two letters may differ, or a third. */
export const findClose = (name: string, candidates: readonly string[]): string | undefined => {
  const { nearest, distance } = search(name, candidates);
  return distance <= Math.max(Math.min(2, name.length - 2), Math.floor(name.length / 3))
    ? nearest
    : undefined;
};

const search = (
  name: string,
  candidates: readonly string[],
): { nearest: string; distance: number } => {
  const wanted = name.slice(0, 64).toLowerCase();
  let found = { nearest: candidates[0] ?? "", distance: Number.POSITIVE_INFINITY };
  for (const nearest of candidates) {
    const distance = editDistance(wanted, nearest.toLowerCase());
    if (distance < found.distance) found = { nearest, distance };
  }
  return found;
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
