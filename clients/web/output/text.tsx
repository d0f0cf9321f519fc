// Lines of text as a terminal shows them: colours, links, and places in code that can be followed.
import type { ComponentChildren, JSX } from "preact";
import { useContext, useMemo, useState } from "preact/hooks";
import { readSpans, type Span, type Style } from "../../shared/ansi.ts";
import { Surroundings, type Place } from "./context.ts";
import { lookOf } from "./palette.ts";

interface BlockProps {
  lines: readonly string[];
  from: number;
  to: number;
  /** Another one says that the lines may be others. */
  stamp: number;
}

/** More of one line is shown when that is asked for. */
const lineLength = 5000;
const moreLength = 100_000;

export function TextBlock({ lines, from, to, stamp }: BlockProps): JSX.Element {
  const { onPlace } = useContext(Surroundings);
  const [length, setLength] = useState(lineLength);
  const drawn = useMemo(() => {
    const shown = lines.slice(from, to);
    const hidden = Math.max(0, ...shown.map((line) => line.length - length));
    // A line that is cut may lack the end of its colour.
    const text =
      hidden > 0 ? shown.map((line) => line.slice(0, length)).join("\x1b[m\n") : shown.join("\n");
    return { content: drawText(text, onPlace), hidden };
  }, [lines, from, to, stamp, length, onPlace]);
  return (
    <div class="out-block">
      {drawn.content}
      {drawn.hidden > 0 && (
        <button type="button" class="out-more" onClick={() => setLength(length + moreLength)}>
          {drawn.hidden.toLocaleString("en")} more characters
        </button>
      )}
    </div>
  );
}

// oxlint-disable no-control-regex -- control characters are what they look for
/** What a terminal obeys or ignores, and never shows. */
const invisible = /[\0-\x08\v-\x1a\x1c-\x1f\x7f]/g;
const urls = /\bhttps?:\/\/[^\s<>"'`\x1b]*[^\s<>"'`\x1b.,;:!?)\]}]/;
const places = /\bIn\[(?<cell>\d+)\]:(?<line>\d+):(?<column>\d+)/;
const followed = new RegExp(`${urls.source}|${places.source}`, "g");
// oxlint-enable no-control-regex

/** A text with its colours, links and places. Without any of them it is one node. */
export function drawText(given: string, onPlace?: (place: Place) => void): ComponentChildren {
  const text = invisible.test(given) ? given.replaceAll(invisible, "") : given;
  if (!text.includes("\x1b")) return drawLinks(text, onPlace);
  return readSpans(text).spans.map((span, index) => drawSpan(span, index, onPlace));
}

function drawSpan(
  { text, style }: Span,
  key: number,
  onPlace?: (place: Place) => void,
): ComponentChildren {
  if (style.hidden) return <span key={key}>{text.replaceAll(/[^\n]/g, " ")}</span>;
  const href = style.link === undefined ? undefined : safeLink(style.link);
  if (href !== undefined) {
    return (
      <Link key={key} href={href} style={cssOf(style)}>
        {text}
      </Link>
    );
  }
  const content = drawLinks(text, onPlace);
  const css = cssOf(style);
  return css ? (
    <span key={key} style={css}>
      {content}
    </span>
  ) : (
    content
  );
}

type Css = Record<string, string>;

function cssOf(style: Style): Css | undefined {
  const lines = [style.underline && "underline", style.strike && "line-through"].filter(Boolean);
  const css: Css = {
    ...(lookOf(style) as Css),
    ...(style.bold && { fontWeight: "bold" }),
    ...(style.italic && { fontStyle: "italic" }),
    ...(lines.length > 0 && { textDecoration: lines.join(" ") }),
  };
  return Object.keys(css).length > 0 ? css : undefined;
}

/** Nothing else than a page or a mail is ever linked to. */
export function safeLink(link: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const { protocol, href } = new URL(link);
  return ["http:", "https:", "mailto:"].includes(protocol) ? href : undefined;
}

function drawLinks(text: string, onPlace?: (place: Place) => void): ComponentChildren {
  if (!text.includes("://") && !text.includes("In[")) return text;
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const found of text.matchAll(followed)) {
    const { cell, line, column } = found.groups as Record<string, string | undefined>;
    const href = cell === undefined ? safeLink(found[0]) : undefined;
    const at = { executionCount: Number(cell), line: Number(line), column: Number(column) };
    if (href === undefined && (cell === undefined || !onPlace)) continue;
    parts.push(text.slice(from, found.index));
    from = found.index + found[0].length;
    parts.push(
      href === undefined ? (
        <PlaceLink key={found.index} place={at} onPlace={onPlace!}>
          {found[0]}
        </PlaceLink>
      ) : (
        <Link key={found.index} href={href}>
          {found[0]}
        </Link>
      ),
    );
  }
  return parts.length === 0 ? text : [...parts, text.slice(from)];
}

interface LinkProps {
  href: string;
  style?: Css | undefined;
  children: ComponentChildren;
}

const Link = ({ href, style, children }: LinkProps): JSX.Element => (
  <a href={href} style={style} target="_blank" rel="noopener noreferrer">
    {children}
  </a>
);

interface PlaceProps {
  place: Place;
  onPlace: (place: Place) => void;
  children: ComponentChildren;
}

export const PlaceLink = ({ place, onPlace, children }: PlaceProps): JSX.Element => (
  <button type="button" class="out-place" onClick={() => onPlace(place)}>
    {children}
  </button>
);
