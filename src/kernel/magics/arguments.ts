// What stands behind a magic's name, where it is words and options in any order.
import { readFlags } from "./flags.ts";

export interface Words<Switch extends string, Valued extends string> {
  readonly switches: ReadonlySet<Switch>;
  readonly values: Readonly<Partial<Record<Valued, string>>>;
  /** Without the quotes around them. */
  readonly words: readonly string[];
}

export interface Known<Switch extends string, Valued extends string> {
  readonly switches?: readonly Switch[];
  readonly values?: readonly Valued[];
}

/** Throws where there is an option that is none of the magic's. */
export function readWords<Switch extends string = never, Valued extends string = never>(
  magic: string,
  line: string,
  { switches = [], values = [] }: Known<Switch, Valued> = {},
): Words<Switch, Valued> {
  const found = new Set<Switch>();
  const given: Partial<Record<Valued, string>> = {};
  const words: string[] = [];
  let text = line;
  while (text !== "") {
    const flags = readFlags(text, { switches, values });
    for (const each of flags.switches) found.add(each);
    Object.assign(given, flags.values);
    const [all = "", quote = "", quoted = "", bare = ""] = word.exec(flags.rest) ?? [];
    const letters = /^-(\w{2,})$/.exec(bare)?.[1] ?? "";
    const several = switches.filter((each) => letters.includes(each));
    if (letters !== "" && several.length === letters.length) {
      for (const each of several) found.add(each);
      text = flags.rest.slice(all.length);
      continue;
    }
    if (bare.startsWith("-") && bare.length > 1)
      throw refuse(magic, bare, [...switches, ...values]);
    if (quote !== "" || bare !== "") words.push(quote === "" ? bare : quoted);
    text = flags.rest.slice(all.length);
  }
  return { switches: found, values: given, words };
}

const word = /^(?:(["'])(.*?)\1|(\S+))\s*/;

function refuse(magic: string, option: string, known: readonly string[]): TypeError {
  const names = known.map((each) => `-${each.length > 1 ? "-" : ""}${each}`).join(", ");
  const there = names === "" ? "it has none" : `it has ${names}`;
  return new TypeError(`${magic} has no option ${option}; ${there}`);
}
