// Markdown as a terminal can show it: read by `marked`, written in the terminal's own means.
import { marked, type Token, type Tokens } from "marked";
import { widthOf } from "../terminal/layout.ts";
import type { Palette, Style } from "../terminal/palette.ts";

export function renderMarkdown(text: string, palette: Palette, columns: number): string {
  return blocks(marked.lexer(text), { palette, columns }).join("\n\n");
}

interface Means {
  palette: Palette;
  columns: number;
}

function blocks(tokens: readonly Token[], means: Means): string[] {
  return tokens
    .filter(({ type }) => type !== "space" && type !== "def")
    .map((token) => block(token, means));
}

function block(token: Token, means: Means): string {
  const { palette, columns } = means;
  switch (token.type) {
    case "heading": {
      const { depth, tokens } = token as Tokens.Heading;
      return palette.paint("heading", `${"#".repeat(depth)} ${plain(tokens)}`);
    }
    case "code":
      return indent((token as Tokens.Code).text, "    ", (line) => palette.paint("code", line));
    case "blockquote":
      return indent(blocks((token as Tokens.Blockquote).tokens, means).join("\n\n"), "│ ");
    case "list":
      return list(token as Tokens.List, means);
    case "table":
      return table(token as Tokens.Table, palette);
    case "hr":
      return palette.paint("dim", "─".repeat(Math.min(columns, 40)));
    default:
      return inline("tokens" in token && token.tokens ? token.tokens : [token], palette);
  }
}

function list({ items, ordered, start, loose }: Tokens.List, means: Means): string {
  const shown = items.map(({ tokens, task, checked }, index) => {
    const box = task ? (checked ? "[x] " : "[ ] ") : "";
    const mark = ordered ? `${Number(start) + index}. ` : "• ";
    const body = blocks(
      tokens.filter(({ type }) => type !== "checkbox"),
      means,
    ).join(loose ? "\n\n" : "\n");
    return mark + box + indent(body, " ".repeat(mark.length)).slice(mark.length);
  });
  return shown.join(loose ? "\n\n" : "\n");
}

function table({ header, rows }: Tokens.Table, palette: Palette): string {
  const cells = [header, ...rows].map((row) => row.map(({ tokens }) => inline(tokens, palette)));
  const widths = header.map((_, column) =>
    Math.max(...cells.map((row) => widthOf(row[column] ?? ""))),
  );
  const lines = cells.map((row) =>
    row.map((cell, column) => cell + " ".repeat(widths[column]! - widthOf(cell))).join(" │ "),
  );
  const rule = widths.map((width) => "─".repeat(width)).join("─┼─");
  return [lines[0]!, rule, ...lines.slice(1)].map((line) => line.trimEnd()).join("\n");
}

const inlineStyles: Record<string, Style> = {
  strong: "bold",
  em: "italic",
  del: "strike",
  codespan: "code",
};

function inline(tokens: readonly Token[], palette: Palette): string {
  return tokens
    .map((token) => {
      const style = inlineStyles[token.type];
      if (style) return palette.paint(style, plain([token]));
      if (token.type === "br") return "\n";
      if (token.type === "link") return link(token as Tokens.Link, palette);
      if (token.type === "image") return `[${(token as Tokens.Image).text}]`;
      if ("tokens" in token && token.tokens) return inline(token.tokens, palette);
      return decode(textOf(token));
    })
    .join("");
}

function link({ href, tokens }: Tokens.Link, palette: Palette): string {
  const text = plain(tokens);
  const shown = palette.paint("underline", text);
  return text === href ? shown : `${shown} (${href})`;
}

/** Without styles in it: one within another would end both. */
function plain(tokens: readonly Token[]): string {
  return tokens
    .map((token) =>
      "tokens" in token && token.tokens ? plain(token.tokens) : decode(textOf(token)),
    )
    .join("");
}

const textOf = (token: Token): string => ("text" in token ? String(token.text) : token.raw);

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

const decode = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name]!);

function indent(text: string, before: string, paint = (line: string): string => line): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? before.trimEnd() : before + paint(line)))
    .join("\n");
}
