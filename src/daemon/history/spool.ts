// What was noted and is not in the store yet: a file of this daemon alone, to which a write takes
// microseconds and waits for nobody. What is in it outlives the process, however that ends; another
// daemon then brings it to the store.
import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Spooled } from "./records.ts";

export const spoolFolder = (directory: string): string => join(directory, "unsaved");

export class Spool {
  readonly #path: string;
  readonly #fd: number;
  #epoch = 0;
  #bytes = 0;
  #isTorn = false;

  /** Throws what the file system has against it. */
  constructor(directory: string, name: string) {
    const folder = spoolFolder(directory);
    // Cells may hold secrets.
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#path = join(folder, name);
    this.#fd = openSync(this.#path, "ax+", 0o600);
  }

  get spooled(): Spooled {
    return { fd: this.#fd, epoch: this.#epoch, bytes: this.#bytes };
  }

  get isEmpty(): boolean {
    return this.#bytes === 0;
  }

  /** Whole lines. Throws where the disk is full; what is half written is no line then. */
  append(text: string): void {
    const bytes = Buffer.from(this.#isTorn ? `\n${text}` : text);
    this.#isTorn = true;
    let written = 0;
    while (written < bytes.length) {
      const count = writeSync(this.#fd, bytes, written);
      written += count;
      this.#bytes += count;
    }
    this.#isTorn = false;
  }

  /** All that was written by then lies in the store. */
  forget({ epoch, bytes }: Pick<Spooled, "epoch" | "bytes">): void {
    if (epoch !== this.#epoch || bytes !== this.#bytes) return;
    ftruncateSync(this.#fd, 0);
    this.#epoch += 1;
    this.#bytes = 0;
  }

  /** What is left in it stays. */
  close(): void {
    closeSync(this.#fd);
    if (this.isEmpty) rmSync(this.#path, { force: true });
  }
}
