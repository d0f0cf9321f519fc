// How a text is divided into cells: by lines `// %%`, as Jupytext and editors have them.

/** What stands between two dividers, or before the first or behind the last: offsets. */
export interface Part {
  start: number;
  end: number;
}

const divider = /^[ \t]*\/\/ ?%%.*(?:\r?\n|$)/gm;

/** A text without a divider is one part. Parts may be empty, or hold nothing but blanks. */
export function divide(text: string): Part[] {
  const parts: Part[] = [];
  let start = 0;
  for (const { index, 0: line } of text.matchAll(divider)) {
    parts.push({ start, end: index });
    start = index + line.length;
  }
  parts.push({ start, end: text.length });
  return parts;
}
