// Markdown that stands beside code: what a name is, the signatures of a function, a cell's text.
import { readMarkdown } from "../output/markup.ts";

export function describeMarkdown(text: string, className: string): HTMLElement {
  const element = document.createElement("div");
  element.className = `prose ${className}`;
  element.append(readMarkdown(text));
  return element;
}
