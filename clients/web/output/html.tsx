// HTML that a cell shows: in the page where it is plain markup, else in a frame that has an origin
// of its own, runs its scripts and reaches nothing: neither the page, nor the daemon, nor any host.
import type { JSX } from "preact";
import { useContext, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Surroundings } from "./context.ts";
import { readMarkdown, readMarkup } from "./markup.ts";

/** More is not parsed in the page, where that would take its time. */
const mostMarkup = 2 * 2 ** 20;
const mostHeight = 2000;

export function Html({ html }: { html: string }): JSX.Element {
  const plain = useMemo(() => {
    if (html.length > mostMarkup) return undefined;
    const { fragment, isWhole } = readMarkup(html);
    return isWhole ? fragment : undefined;
  }, [html]);
  return plain ? <Markup fragment={plain} /> : <HtmlFrame html={html} />;
}

export function Markdown({ text }: { text: string }): JSX.Element {
  const fragment = useMemo(() => readMarkdown(text), [text]);
  return <Markup fragment={fragment} />;
}

function Markup({ fragment }: { fragment: DocumentFragment }): JSX.Element {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // The fragment is kept for the next time it is drawn.
    element.current?.replaceChildren(fragment.cloneNode(true));
  }, [fragment]);
  return <div class="out-markup" ref={element} />;
}

function HtmlFrame({ html }: { html: string }): JSX.Element {
  const { frameUrl } = useContext(Surroundings);
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(0);
  // Before the frame can have said a word.
  useLayoutEffect(() => {
    const onMessage = ({ source, data }: MessageEvent<unknown>): void => {
      const inside = frame.current?.contentWindow;
      if (!inside || source !== inside || typeof data !== "object" || data === null) return;
      const { awaitd, height: told } = data as { awaitd?: unknown; height?: unknown };
      if (awaitd === "ready") inside.postMessage({ html, ...lookAround(frame.current!) }, "*");
      if (awaitd === "height" && typeof told === "number" && told >= 0)
        setHeight(Math.min(Math.ceil(told), mostHeight));
    };
    addEventListener("message", onMessage);
    return () => removeEventListener("message", onMessage);
  }, [html]);
  return (
    <iframe
      // What a script has made of the last one does not stay for the next.
      key={html}
      ref={frame}
      class="out-frame"
      src={frameUrl}
      sandbox="allow-scripts"
      referrerpolicy="no-referrer"
      title="HTML that the cell shows"
      style={{ height: `${height}px` }}
    />
  );
}

/** What the frame can't inherit. */
function lookAround(frame: HTMLElement): { color: string; scheme: string; font: string } {
  const { color, colorScheme, fontFamily } = getComputedStyle(frame);
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const scheme = /^(light|dark)$/.test(colorScheme) ? colorScheme : isDark ? "dark" : "light";
  return { color, scheme, font: fontFamily };
}
