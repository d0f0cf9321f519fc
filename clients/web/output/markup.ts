// HTML and Markdown that cells show, made fit for the page itself: plain markup, without scripts,
// styles, forms, names or anything that is loaded from somewhere. HTML that is more than that is
// told apart, and drawn in a frame of its own.
import createPurify from "dompurify";
import { Marked } from "marked";
import { safeLink } from "./text.tsx";

const tags = [
  "a abbr b blockquote body br caption cite code col colgroup dd del details dfn div dl dt em",
  "figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark meter ol p pre progress q s samp",
  "section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var",
];
const attributes = [
  "alt class colspan datetime dir height high href lang low max min optimum open reversed rowspan",
  "scope span src start title value width",
];
const wordsOf = (lines: string[]): string[] => lines.flatMap((line) => line.split(" "));

const purify = createPurify(window);

purify.addHook("uponSanitizeAttribute", (node, data) => {
  const { attrName, attrValue } = data;
  if (attrName === "class" && !/^(?:(?:awaitd|language)-[\w-]+\s*)*$/.test(attrValue))
    data.keepAttr = false;
  if (attrName === "src" && !(node.nodeName === "IMG" && /^data:image\//i.test(attrValue)))
    data.keepAttr = false;
  if (attrName === "href" && safeLink(attrValue) === undefined) data.keepAttr = false;
});

const options = {
  ALLOWED_TAGS: wordsOf(tags),
  ALLOWED_ATTR: wordsOf(attributes),
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  // What stands first is not lost as a head.
  FORCE_BODY: true,
  RETURN_DOM_FRAGMENT: true,
} as const;

/** A document, whose head and root would be left out. */
const page = /^\s*<(?:!doctype|html|head|body)\b/i;

interface Purified {
  fragment: DocumentFragment;
  /** Is it all there? */
  isWhole: boolean;
}

export function readMarkup(html: string): Purified {
  const fragment = purify.sanitize(html, options);
  // It adds an element of its own, and takes it away again.
  const isWhole = !page.test(html) && purify.removed.length === 1;
  equip(fragment);
  return { fragment, isWhole };
}

const marked = new Marked({
  gfm: true,
  renderer: {
    // A picture from elsewhere would be a request to another host; its link can be followed.
    image({ href, text }) {
      if (href.startsWith("data:image/")) return false;
      return `<a href="${escape(href)}">${escape(text || href)}</a>`;
    },
  },
});

export const readMarkdown = (text: string): DocumentFragment =>
  readMarkup(marked.parse(text, { async: false })).fragment;

const escape = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);

/** What readers of screens, and people on their guard, want of markup. */
function equip(fragment: DocumentFragment): void {
  for (const link of fragment.querySelectorAll("a[href]")) {
    link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noopener noreferrer");
  }
  for (const bar of fragment.querySelectorAll("progress, meter"))
    bar.setAttribute("aria-label", bar.parentElement?.textContent?.trim() || "progress");
  for (const image of fragment.querySelectorAll("img:not([alt])")) image.setAttribute("alt", "");
  for (const head of fragment.querySelectorAll("th")) {
    if (head.textContent?.trim() === "") head.replaceWith(document.createElement("td"));
  }
}
