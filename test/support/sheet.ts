// A cell that remembers what was drawn on it, as lines of text.
import type { Draft, Item } from "../../clients/vscode/items.ts";
import type { Canvas, Handle } from "../../clients/vscode/painter.ts";

export interface Sheet extends Canvas {
  /** What stands there: what kind of output it is, and its text. */
  readonly shown: string[];
  /** When it started and how it ended. */
  readonly told: string[];
  /** Resolves when it is told. */
  until(told: string): Promise<void>;
}

export function createSheet(): Sheet {
  const outputs: { kind: string; items: Item[] }[] = [];
  const told: string[] = [];
  const waiting = new Map<string, () => void>();
  const tell = (text: string): void => {
    told.push(text);
    waiting.get(text)?.();
  };
  return {
    told,
    get shown() {
      return outputs.map(({ kind, items }) => `${kind}: ${describe(items)}`);
    },
    until: (text) =>
      told.includes(text) ? Promise.resolve() : new Promise((done) => waiting.set(text, done)),
    start: (count) => tell(`start ${count}`),
    end: (isOk) => tell(`end ${isOk}`),
    append: ({ items, metadata }: Draft): Handle => {
      const type = String(metadata?.["outputType"]);
      const kind = type === "stream" ? items[0]!.mime.split(".").at(-1)! : type;
      const output = { kind, items: [...items] };
      outputs.push(output);
      return output;
    },
    extend: (handle, item) => void (handle as { items: Item[] }).items.push(item),
    replace: (handle, items) => void Object.assign(handle, { items }),
    clear: () => void outputs.splice(0),
  };
}

/** The plain text of a bundle, the text of a stream, the stack of an error. */
function describe(items: readonly Item[]): string {
  const plain = items.filter(({ mime }) => mime === "text/plain");
  const shown = plain.length > 0 ? plain : items;
  const text = shown.map(({ data }) => new TextDecoder().decode(data)).join("");
  const isError = items[0]?.mime.endsWith(".error") === true;
  return isError ? (JSON.parse(text) as { stack: string }).stack : text;
}
