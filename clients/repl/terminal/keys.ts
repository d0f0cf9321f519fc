// What is typed: bytes of a terminal in raw mode in, keys and pastes out. Node's readline knows the
// sequences of the many terminals; what it has no name for is dropped. A bracketed paste is one
// event, however long it is, so nothing in it counts as a key.
import { StringDecoder } from "node:string_decoder";
import { PassThrough } from "node:stream";
import { emitKeypressEvents } from "node:readline";
import { isControl } from "./layout.ts";

/**
 * `name` is `enter`, `up`, `ctrl-c`, `alt-f`, `shift-tab`; `text` is for what writes itself, and
 * `paste` for what was pasted.
 */
export interface Key {
  name: string;
  /** Of `text` and `paste`. */
  text: string;
}

interface Press {
  name?: string;
  sequence?: string;
  ctrl?: boolean;
  meta?: boolean;
  shift?: boolean;
}

const escape = "\x1b";
const pasteStart = `${escape}[200~`;
const pasteEnd = `${escape}[201~`;

/** A key's sequence comes in one piece; an escape that stays alone for so long is the key. */
const escapeMs = 40;

export class Keys {
  readonly #onKey: (key: Key) => void;
  readonly #bytes = new StringDecoder("utf8");
  readonly #presses = new PassThrough();
  /** What may be the beginning of a paste's marks, or the pasted text so far. */
  #held = "";
  #isPasting = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(onKey: (key: Key) => void) {
    this.#onKey = onKey;
    emitKeypressEvents(this.#presses);
    this.#presses.on("keypress", (text: string | undefined, press: Press) => {
      const key = keyOf(text, press);
      if (key) onKey(key);
    });
  }

  push(chunk: Buffer): void {
    clearTimeout(this.#timer);
    let text = this.#held + this.#bytes.write(chunk);
    this.#held = "";
    while (text !== "") text = this.#isPasting ? this.#takePaste(text) : this.#takeKeys(text);
    if (this.#held === escape && !this.#isPasting)
      this.#timer = setTimeout(() => this.#takeEscape(), escapeMs);
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #takeEscape(): void {
    this.#held = "";
    this.#onKey({ name: "escape", text: "" });
  }

  /** Returns what is left of the text. */
  #takeKeys(text: string): string {
    const start = text.indexOf(pasteStart);
    if (start >= 0) {
      this.#press(text.slice(0, start));
      this.#isPasting = true;
      return text.slice(start + pasteStart.length);
    }
    const held = tailOf(text, pasteStart);
    this.#press(text.slice(0, text.length - held));
    this.#held = text.slice(text.length - held);
    return "";
  }

  #takePaste(text: string): string {
    const end = text.indexOf(pasteEnd);
    if (end < 0) {
      this.#held = text;
      return "";
    }
    this.#isPasting = false;
    this.#onKey({ name: "paste", text: text.slice(0, end).replace(/\r\n?/g, "\n") });
    return text.slice(end + pasteEnd.length);
  }

  #press(text: string): void {
    if (text !== "") this.#presses.emit("data", text);
  }
}

/** How much at the end of the text may be the beginning of the mark. */
function tailOf(text: string, mark: string): number {
  for (let length = Math.min(mark.length - 1, text.length); length > 0; length--)
    if (text.endsWith(mark.slice(0, length))) return length;
  return 0;
}

/** Keys that Node names otherwise than they are called here. */
const names: Record<string, string> = {
  return: "enter",
  enter: "ctrl-j",
  "\x1f": "ctrl-_",
  "\x00": "ctrl-space",
};

function keyOf(text: string | undefined, press: Press): Key | undefined {
  const { name, sequence = "", ctrl = false, meta = false, shift = false } = press;
  const isText = text !== undefined && !ctrl && !meta && !isControl(text);
  if (isText) return { name: "text", text };
  const plain =
    name === undefined || name === "undefined" ? names[sequence] : (names[name] ?? name);
  if (plain === undefined) return undefined;
  const isLetter = plain.length === 1;
  const marks = [ctrl ? "ctrl-" : "", meta ? "alt-" : "", shift && !isLetter ? "shift-" : ""];
  return { name: `${marks.join("")}${plain}`, text: "" };
}
