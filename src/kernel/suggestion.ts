// For a name that is not defined: the one that was probably meant.

/** What other languages call it. */
const foreign: Record<string, string> = {
  None: "null",
  nil: "null",
  NULL: "null",
  True: "true",
  False: "false",
  print: "console.log(…)",
  println: "console.log(…)",
  puts: "console.log(…)",
  printf: "console.log(…)",
  self: "this",
  str: "String(…)",
  len: "….length",
};

/** A hint, if there is a name so near that it was probably meant. */
export function suggestName(name: string, names: Iterable<string>): string | undefined {
  if (Object.hasOwn(foreign, name)) return `did you mean \`${foreign[name]}\`?`;
  let least = name.length < 3 ? 0 : name.length < 6 ? 1 : 2;
  let nearest: string | undefined;
  for (const candidate of names) {
    if (candidate === name || Math.abs(candidate.length - name.length) > least) continue;
    const distance = measureDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least || (distance === least && nearest === undefined))
      [nearest, least] = [candidate, distance];
  }
  return nearest === undefined ? undefined : `did you mean \`${nearest}\`?`;
}

/** How many letters are other, missing, too many, or in the place of their neighbour. */
function measureDistance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 1; line <= from.length; line += 1) {
    const next = [line];
    for (let column = 1; column <= to.length; column += 1) {
      const isSame = from[line - 1] === to[column - 1];
      let cost = Math.min(
        row[column - 1]! + (isSame ? 0 : 1),
        row[column]! + 1,
        next[column - 1]! + 1,
      );
      const isSwapped = from[line - 1] === to[column - 2] && from[line - 2] === to[column - 1];
      if (isSwapped && line > 1 && column > 1) cost = Math.min(cost, before[column - 2]! + 1);
      next.push(cost);
    }
    [before, row] = [row, next];
  }
  return row[to.length]!;
}
