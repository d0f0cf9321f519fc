const mostTries = 2000;

/** A shorter text that `holds` is still true of: pieces are left out, large ones first. */
export function shorten(text: string, holds: (text: string) => boolean): string {
  let short = text;
  let tries = 0;
  for (let size = Math.ceil(text.length / 2); size > 0; size = size > 1 ? size >> 1 : 0) {
    for (let at = 0; at < short.length && tries < mostTries; tries += 1) {
      const shorter = short.slice(0, at) + short.slice(at + size);
      if (holds(shorter)) short = shorter;
      else at += size;
    }
  }
  return short;
}
