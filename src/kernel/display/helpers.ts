// Text and bytes that are more than text and bytes: `display.html`, `display.md`, … make values
// that are shown as what they are, by `display()` or as the value of a cell.
import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { withNamespace } from "./drawings.ts";
import { escapeHtml } from "./html.ts";
import { bytesOf, findImageType } from "./images.ts";

const jupyterDisplay = Symbol.for("Jupyter.display");

/** What they make. */
class Rich {
  readonly #data: Readonly<Record<string, unknown>>;

  constructor(data: Readonly<Record<string, unknown>>) {
    this.#data = data;
  }

  [jupyterDisplay](): Readonly<Record<string, unknown>> {
    return this.#data;
  }

  [inspect.custom](): string {
    return String(this.#data["text/plain"]);
  }

  /** What it was made of. */
  toString(): string {
    return String(Object.values(this.#data)[0]);
  }
}

type Text = (text: string | TemplateStringsArray, ...values: unknown[]) => Rich;

export interface Helpers {
  /** As a tag, what is put in is escaped, unless it is HTML of this kind itself. */
  html: Text;
  markdown: Text;
  md: Text;
  latex: Text;
  svg: Text;
  json(value: unknown): Rich;
  /** Bytes, or the path of a file. */
  image(source: unknown): Rich;
}

export function createHelpers(): Helpers {
  const markdown = createText("text/markdown", textOf);
  return {
    html: createText("text/html", writeHtml, true),
    markdown,
    md: markdown,
    latex: createText("text/latex", textOf),
    svg: createText("image/svg+xml", writeHtml, true, withNamespace),
    json: (value) => new Rich({ "application/json": value, "text/plain": inspect(value) }),
    image: (source) => createImage(source),
  };
}

/** Of anything: the user has put it there. */
const textOf: (value: unknown) => string = String;

/**
 * `isCooked`: escapes in a template mean what they do in JavaScript, or else themselves: but for
 * those without which a template could not hold a backtick, or `${`.
 */
function createText(
  type: string,
  write: (value: unknown) => string,
  isCooked = false,
  finish = (text: string): string => text,
): Text {
  return (text, ...values) => {
    const made = typeof text === "string" ? text : fill(text, values.map(write), isCooked);
    return new Rich({ [type]: finish(made), "text/plain": made });
  };
}

function fill(strings: TemplateStringsArray, values: string[], isCooked: boolean): string {
  const raw = isCooked ? strings : strings.raw.map((part) => part.replaceAll(/\\(`|\$\{)/g, "$1"));
  return String.raw({ raw }, ...values);
}

function writeHtml(value: unknown): string {
  if (value instanceof Rich) return value.toString();
  if (Array.isArray(value)) return value.map(writeHtml).join("");
  return value === undefined || value === null ? "" : escapeHtml(textOf(value));
}

function createImage(source: unknown): Rich {
  const isPath = typeof source === "string" || source instanceof URL;
  const bytes = isPath ? readFileSync(source) : bytesOf(source);
  const type = bytes && findImageType(bytes);
  if (!type)
    throw new TypeError("display.image takes PNG, JPEG, GIF, WebP or SVG: bytes or a path");
  const content = type === "image/svg+xml" ? bytes.toString() : bytes.toString("base64");
  return new Rich({ [type]: content, "text/plain": `[${type}, ${bytes.length} bytes]` });
}
