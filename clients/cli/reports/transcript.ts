// What a cell has printed, for a report: the beginning and the end of it, however long it is.
import { stripVTControlCharacters } from "node:util";

const mostCharacters = 512 * 1024;

export class Transcript {
  readonly #half: number;
  #head = "";
  #tail = "";
  #droppedCharacters = 0;

  constructor(most: number = mostCharacters) {
    this.#half = Math.ceil(most / 2);
  }

  add(text: string): void {
    const room = this.#half - this.#head.length;
    this.#head += text.slice(0, room);
    this.#tail += text.slice(room);
    // Twice as much may wait: a flood of short lines is not copied for each of them.
    if (this.#tail.length > 2 * this.#half) this.#trim();
  }

  /** Without colours and the moves of a cursor. */
  get text(): string {
    this.#trim();
    const left =
      this.#droppedCharacters === 0
        ? ""
        : `\n… ${this.#droppedCharacters} characters are left out here …\n`;
    return stripVTControlCharacters(`${this.#head}${left}${this.#tail}`);
  }

  #trim(): void {
    const extra = this.#tail.length - this.#half;
    if (extra <= 0) return;
    this.#tail = this.#tail.slice(extra);
    this.#droppedCharacters += extra;
  }
}
