// The words of a line as a shell reads them: blanks between, quotes around what holds blanks, and a
// backslash before what is meant as it is.

export function splitWords(line: string): string[] {
  const words: string[] = [];
  const word = /(?:[^\s"'\\]|\\.|"(?:[^"\\]|\\.)*"|'[^']*'|["'\\])+/gs;
  for (const [text] of line.matchAll(word)) words.push(unquote(text));
  return words;
}

/** One word, or what is meant as one; blanks in it stay. */
export const unquote = (text: string): string =>
  text.replace(
    /"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)/gs,
    (_, double?: string, single?: string, escaped?: string) =>
      double?.replace(/\\(["\\$`])/g, "$1") ?? single ?? escaped ?? "",
  );
