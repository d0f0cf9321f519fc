// Markdown that stands beside code: what a name is, the signatures of a function.
import DOMPurify from "dompurify";
import { marked } from "marked";

export function describeMarkdown(text: string, className: string): HTMLElement {
  const element = document.createElement("div");
  element.className = `prose ${className}`;
  element.innerHTML = DOMPurify.sanitize(marked.parse(text, { async: false }), {
    FORBID_TAGS: ["img", "style", "form", "input", "video", "audio"],
  });
  for (const link of element.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  return element;
}
