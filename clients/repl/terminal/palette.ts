// The colours of the terminal: the sixteen that its user has chosen; none where NO_COLOR says so.

/** What is said, by which it gets its colour. */
export type Style = keyof typeof codes;

const codes = {
  in: "32",
  inNumber: "1;32",
  out: "31",
  outNumber: "1;31",
  plain: "0",
  dim: "2",
  bold: "1",
  italic: "3",
  underline: "4",
  strike: "9",
  reverse: "7",
  error: "31",
  errorName: "1;31",
  warning: "33",
  place: "36",
  code: "36",
  heading: "1;34",
  keyword: "35",
  string: "32",
  number: "33",
  comment: "2;3",
  type: "36",
  function: "34",
  property: "36",
  regexp: "31",
  magic: "1;35",
  match: "1;4",
} as const;

export class Palette {
  readonly isOn: boolean;

  constructor(isOn: boolean) {
    this.isOn = isOn;
  }

  /** Bold and reverse are no colours, and stay with NO_COLOR: a menu needs them. */
  paint(style: Style, text: string): string {
    if (text === "" || style === "plain" || (!this.isOn && style !== "reverse")) return text;
    return `\x1b[${codes[style]}m${text}\x1b[0m`;
  }
}

/** https://no-color.org: set and not empty means none. */
export function wantsColour(env: NodeJS.ProcessEnv): boolean {
  return (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb";
}
