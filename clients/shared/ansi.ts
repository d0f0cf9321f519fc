// What terminals understand of a text: colours, weights, links. Escape sequences in, spans out, and
// back. It knows nothing of lines or cursors, and nothing of how a colour is drawn.

/** Of the palette (0–15 as the user's theme has them, to 255 as xterm has them), or `#rrggbb`. */
export type Color = number | string;

/** What is absent is as the terminal has it. */
export interface Style {
  color?: Color;
  background?: Color;
  bold?: true;
  dim?: true;
  italic?: true;
  underline?: true;
  inverse?: true;
  hidden?: true;
  strike?: true;
  /** Where it leads, unchecked: it is the cell's text. */
  link?: string;
}

export interface Span {
  text: string;
  style: Style;
}

export const plainStyle: Style = Object.freeze({});

// oxlint-disable no-control-regex -- escape sequences are what it looks for
const sequences = [
  /\x1b\[([\d;:<=>?]*)[ -/]*([@-~])/,
  /\x1b\]([^\x07\x1b]*)(?:\x07|\x1b\\)/,
  /\x1b[PX^_][^\x1b]*\x1b\\/,
  /\x1b[ -/]*[0-OQ-WYZ\\`-~]/,
];
// oxlint-enable no-control-regex

/**
 * A CSI sequence (parameters, final byte), an OSC sequence (its text), or another escape. What has
 * no end is none.
 */
export const escapes = new RegExp(sequences.map(({ source }) => source).join("|"), "g");

/** `text` in its pieces of one look. `style` is what holds at its beginning. */
export function readSpans(text: string, style: Style = plainStyle): { spans: Span[]; end: Style } {
  const spans: Span[] = [];
  let from = 0;
  let now = style;
  const take = (piece: string): void => {
    if (piece !== "") spans.push({ text: piece, style: now });
  };
  for (const found of text.matchAll(escapes)) {
    take(text.slice(from, found.index));
    from = found.index + found[0].length;
    now = applyEscape(now, found);
  }
  take(text.slice(from));
  return { spans, end: now };
}

/** Without any escape sequence. */
export const toPlain = (text: string): string =>
  text.includes("\x1b") ? text.replaceAll(escapes, "") : text;

/** What a match of `escapes` makes of a style. */
export function applyEscape(style: Style, [, params, final, command]: RegExpMatchArray): Style {
  if (final === "m" && params !== undefined && !/[<=>?]/.test(params))
    return applySgr(style, params);
  const link = /^8;[^;]*;(.*)$/s.exec(command ?? "")?.[1];
  if (link === undefined) return style;
  const { link: _before, ...rest } = style;
  return link === "" ? rest : { ...rest, link };
}

type Flag = "bold" | "dim" | "italic" | "underline" | "inverse" | "hidden" | "strike";

const set: Record<number, Flag> = {
  1: "bold",
  2: "dim",
  3: "italic",
  4: "underline",
  7: "inverse",
  8: "hidden",
  9: "strike",
  21: "underline",
};

const unset: Record<number, Flag[]> = {
  22: ["bold", "dim"],
  23: ["italic"],
  24: ["underline"],
  27: ["inverse"],
  28: ["hidden"],
  29: ["strike"],
};

/** `38;2;…` has its parts behind it, `38:2::…` in itself; `4:0` is no underline. */
function applySgr(style: Style, params: string): Style {
  let next: Style = { ...style };
  const codes = params.split(";");
  for (let at = 0; at < codes.length; at++) {
    const [head = "", ...parts] = codes[at]!.split(":");
    const code = Number(head);
    if (code === 0) next = next.link === undefined ? {} : { link: next.link };
    else if (code === 38 || code === 48) {
      const { color, taken } = parts.length > 0 ? readInner(parts) : readOuter(codes, at + 1);
      at += taken;
      if (color !== undefined) next[code === 38 ? "color" : "background"] = color;
    } else if (code === 4 && parts[0] === "0") delete next.underline;
    else applyCode(next, code);
  }
  return next;
}

function applyCode(style: Style, code: number): void {
  const flag = set[code];
  if (flag) style[flag] = true;
  for (const off of unset[code] ?? []) delete style[off];
  if (code >= 30 && code <= 37) style.color = code - 30;
  else if (code === 39) delete style.color;
  else if (code >= 40 && code <= 47) style.background = code - 40;
  else if (code === 49) delete style.background;
  else if (code >= 90 && code <= 97) style.color = code - 82;
  else if (code >= 100 && code <= 107) style.background = code - 92;
}

function readInner([kind, ...parts]: string[]): { color: Color | undefined; taken: number } {
  const color = kind === "5" ? readIndex(parts[0]) : readRgb(parts.slice(-3));
  return { color, taken: 0 };
}

function readOuter(codes: string[], at: number): { color: Color | undefined; taken: number } {
  if (codes[at] === "5") return { color: readIndex(codes[at + 1]), taken: 2 };
  if (codes[at] === "2") return { color: readRgb(codes.slice(at + 1, at + 4)), taken: 4 };
  return { color: undefined, taken: 0 };
}

function readIndex(text = ""): Color | undefined {
  const index = Number(text);
  return index >= 0 && index <= 255 ? index : undefined;
}

function readRgb(parts: string[]): Color | undefined {
  const values = parts.map(Number);
  if (values.length !== 3 || !values.every((value) => value >= 0 && value <= 255)) return undefined;
  return `#${values.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

const codesOfFlags = Object.entries(set).filter(([code]) => code !== "21");

/** The sequences that bring a text without a style to this one; empty for none. */
export function writeStyle(style: Style): string {
  const codes = codesOfFlags.filter(([, flag]) => style[flag]).map(([code]) => code);
  if (style.color !== undefined) codes.push(writeColor(style.color, 30));
  if (style.background !== undefined) codes.push(writeColor(style.background, 40));
  const link = style.link === undefined ? "" : `\x1b]8;;${style.link}\x1b\\`;
  return `${codes.length > 0 ? `\x1b[${codes.join(";")}m` : ""}${link}`;
}

function writeColor(color: Color, base: 30 | 40): string {
  if (typeof color === "string") {
    const parts = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
    return `${base + 8};2;${parts.join(";")}`;
  }
  if (color < 8) return String(base + color);
  return color < 16 ? String(base + 52 + color) : `${base + 8};5;${color}`;
}

/** Spans as a text. What holds at its end is `end`. */
export function writeSpans(spans: readonly Span[], end: Style): string {
  let text = "";
  let now = "";
  const turn = (style: Style): void => {
    const wanted = writeStyle(style);
    if (wanted === now) return;
    if (now.includes("\x1b[")) text += "\x1b[m";
    if (now.includes("\x1b]")) text += "\x1b]8;;\x1b\\";
    text += wanted;
    now = wanted;
  };
  for (const span of spans) {
    turn(span.style);
    text += span.text;
  }
  turn(end);
  return text;
}
