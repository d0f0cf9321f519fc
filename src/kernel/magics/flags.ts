// The options in front of a magic's text, as IPython's `getopt` reads them: `-n 5 -q code`. They
// end where something else begins, for code may begin with a minus, too.

export interface Flags<Switch extends string, Valued extends string> {
  readonly switches: ReadonlySet<Switch>;
  readonly values: Readonly<Partial<Record<Valued, string>>>;
  /** What comes after the options. */
  readonly rest: string;
  /** How long the text before the rest is. */
  readonly restStart: number;
}

/** Each a single letter, or a word behind two minus signs. The last of several counts. */
export function readFlags<Switch extends string, Valued extends string>(
  text: string,
  known: { switches: readonly Switch[]; values: readonly Valued[] },
): Flags<Switch, Valued> {
  const switches = new Set<Switch>();
  const values: Partial<Record<Valued, string>> = {};
  const next = /\s*(?:--?)(\w[\w-]*)/y;
  let end = 0;
  for (let found = next.exec(text); found; found = next.exec(text)) {
    const [all, word = ""] = found;
    const isLong = all.trimStart().startsWith("--");
    const name = isLong ? word : word[0]!;
    const attached = isLong ? "" : word.slice(1);
    const flag = known.switches.find((each) => each === name);
    const valued = known.values.find((each) => each === name);
    if (flag !== undefined && attached === "") switches.add(flag);
    else if (valued !== undefined) {
      next.lastIndex -= attached.length;
      const value = /\s*=?("[^"]*"|'[^']*'|\S+)/y;
      value.lastIndex = next.lastIndex;
      const given = value.exec(text);
      if (!given) throw new TypeError(`the option -${isLong ? "-" : ""}${name} needs a value`);
      values[valued] = given[1]!.replace(/^(["'])(.*)\1$/s, "$2");
      next.lastIndex = value.lastIndex;
    } else break;
    end = next.lastIndex;
  }
  const rest = text.slice(end).replace(/^\s+--(?=\s|$)|^--(?=\s|$)/, "");
  const trimmed = rest.trimStart();
  return { switches, values, rest: trimmed, restStart: text.length - trimmed.length };
}

/** A whole number of at least 1; where none is given, what stands for that. */
export function readCount(text: string | undefined, option: string, otherwise: number): number {
  if (text === undefined) return otherwise;
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new TypeError(`the option -${option} takes a whole number from 1, not ${text}`);
}
