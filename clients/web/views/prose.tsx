import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { describeMarkdown } from "../editor/prose.ts";

/** A cell of Markdown, as it is read. */
export function Prose({ text }: { text: string }): VNode {
  const parent = useRef<HTMLDivElement>(null);
  useEffect(() => {
    parent.current?.replaceChildren(
      describeMarkdown(text.trim() === "" ? "*empty*" : text, "text"),
    );
  }, [text]);
  return <div ref={parent} />;
}
