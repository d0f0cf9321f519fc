// The colours of code: Lezer's grammar of TypeScript, the one of the web console. Lines of magics
// and of the shell are none of its.
import { typescriptLanguage } from "@codemirror/lang-javascript";
import { ensureSyntaxTree, matchBrackets } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import { highlightTree, tagHighlighter, tags } from "@lezer/highlight";
import type { Piece } from "../terminal/layout.ts";
import type { Style } from "../terminal/palette.ts";

const highlighter = tagHighlighter([
  { tag: tags.keyword, class: "keyword" },
  { tag: [tags.atom, tags.bool, tags.null, tags.number], class: "number" },
  { tag: tags.string, class: "string" },
  { tag: tags.special(tags.string), class: "string" },
  { tag: tags.regexp, class: "regexp" },
  { tag: tags.comment, class: "comment" },
  { tag: [tags.typeName, tags.className], class: "type" },
  { tag: tags.function(tags.variableName), class: "function" },
  { tag: tags.function(tags.propertyName), class: "function" },
  { tag: tags.definition(tags.propertyName), class: "property" },
]);

/** How long colours may keep a key waiting; what is not read by then has none. */
const parseMs = 15;

interface Painted {
  from: number;
  to: number;
  style: Style;
}

/** The lines of a cell in pieces; `cursor` has the brackets beside it stand out. */
export function highlightCell(state: EditorState, cursor?: number): Piece[][] {
  const text = state.doc.toString();
  const tree = ensureSyntaxTree(state, text.length, parseMs);
  const found: Painted[] = [];
  if (tree)
    highlightTree(tree, highlighter, (from, to, style) =>
      found.push({ from, to, style: style as Style }),
    );
  const brackets = cursor === undefined ? [] : findBrackets(state, cursor);
  return splitLines(text, withMagics(text, overlay(found, brackets)));
}

/** A value, as `util.inspect` has written it. */
export function highlightValue(text: string): Piece[][] {
  // In parentheses, so that what begins with a brace is an object.
  const tree = typescriptLanguage.parser.parse(`(${text}\n)`);
  const found: Painted[] = [];
  highlightTree(tree, highlighter, (from, to, style) =>
    found.push({ from: from - 1, to: to - 1, style: style as Style }),
  );
  return splitLines(
    text,
    found.filter(({ from }) => from >= 0),
  );
}

function findBrackets(state: EditorState, cursor: number): Painted[] {
  const match = matchBrackets(state, cursor, -1) ?? matchBrackets(state, cursor, 1);
  if (!match?.end || !match.matched) return [];
  return [match.start, match.end]
    .map(({ from, to }) => ({ from, to, style: "match" as const }))
    .toSorted((a, b) => a.from - b.from);
}

/** What lies over the others takes their place. */
function overlay(under: Painted[], over: Painted[]): Painted[] {
  if (over.length === 0) return under;
  const rest = over.reduce(
    (left, { from, to }) =>
      left.flatMap((one) => {
        if (one.to <= from || one.from >= to) return [one];
        const parts = [
          { ...one, to: from },
          { ...one, from: to },
        ];
        return parts.filter((part) => part.from < part.to);
      }),
    under,
  );
  return [...rest, ...over].toSorted((a, b) => a.from - b.from);
}

/** `%name`, `!command` at the beginning of a line; behind `%%name` it is another language. */
function withMagics(text: string, painted: Painted[]): Painted[] {
  const whole = /^%%(?!time|capture|prun|bg|js|javascript|ts|typescript)\w+/.exec(text);
  if (whole) return [{ from: 0, to: whole[0].length, style: "magic" }];
  const magics = Array.from(text.matchAll(/^[ \t]*(%%?[\w]+|!!?(?=[\w./~$]))/gm), (match) => {
    const from = match.index + match[0].length - match[1]!.length;
    return { from, to: from + match[1]!.length, style: "magic" as const };
  });
  return overlay(painted, magics);
}

function splitLines(text: string, painted: readonly Painted[]): Piece[][] {
  const lines: Piece[][] = [[]];
  const put = (part: string, style?: Style): void => {
    for (const [index, line] of part.split("\n").entries()) {
      if (index > 0) lines.push([]);
      if (line !== "")
        lines.at(-1)!.push(style === undefined ? { text: line } : { text: line, style });
    }
  };
  let at = 0;
  for (const { from, to, style } of painted) {
    put(text.slice(at, from));
    put(text.slice(Math.max(at, from), to), style);
    at = Math.max(at, to);
  }
  put(text.slice(at));
  return lines;
}
