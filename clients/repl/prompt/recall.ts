// The cells of before, at the prompt: those of this console, and what the daemon has kept of other
// sessions and days.
import type { HistoryQuery, HistoryResult } from "../../../protocol/history.ts";

type Ask = (query: HistoryQuery) => Promise<HistoryResult>;

const mostEntries = 500;

export class Recall {
  readonly #ask: Ask;
  /** The last one last. A daemon may keep no history, and this still has it. */
  readonly #own: string[] = [];
  #found: readonly string[] = [];
  #index = -1;
  #typed = "";

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  add(code: string): void {
    if (this.#own.at(-1) !== code) this.#own.push(code);
  }

  /**
   * The next older one that begins as the typed text does; undefined where there is none. `shown`
   * is what stands at the prompt: other than what was recalled, it is where one begins.
   */
  async older(shown: string, prefix: string): Promise<string | undefined> {
    if (!this.#isAt(shown)) await this.#begin(shown, prefix);
    if (this.#index + 1 >= this.#found.length) return undefined;
    return this.#found[++this.#index];
  }

  newer(shown: string): string | undefined {
    if (!this.#isAt(shown)) return undefined;
    this.#index--;
    return this.#index < 0 ? this.#typed : this.#found[this.#index];
  }

  /** The newest first; in small letters, capital ones count as the same. */
  async search(text: string): Promise<string[]> {
    const pattern = `*${patternOf(text, text === text.toLowerCase())}*`;
    const fits = (code: string): boolean =>
      text === text.toLowerCase() ? code.toLowerCase().includes(text) : code.includes(text);
    return this.#find(pattern, fits);
  }

  #isAt(shown: string): boolean {
    return this.#index >= 0 && this.#found[this.#index] === shown;
  }

  async #begin(shown: string, prefix: string): Promise<void> {
    this.#typed = shown;
    this.#index = -1;
    const found = await this.#find(`${patternOf(prefix, false)}*`, (code) =>
      code.startsWith(prefix),
    );
    this.#found = found.filter((code) => code !== shown);
  }

  async #find(pattern: string, fits: (code: string) => boolean): Promise<string[]> {
    const { entries } = await this.#ask({
      mode: "search",
      pattern,
      n: mostEntries,
      unique: true,
    });
    const own = this.#own.filter(fits).toReversed();
    const kept = entries.map(({ code }) => code).toReversed();
    return [...new Set([...own, ...kept])];
  }
}

/** Text as the daemon's patterns have it. */
function patternOf(text: string, isAnyCase: boolean): string {
  return Array.from(text, (letter) => {
    if (/[*?[]/.test(letter)) return `[${letter}]`;
    const upper = letter.toUpperCase();
    return isAnyCase && upper !== letter && upper.length === 1 ? `[${letter}${upper}]` : letter;
  }).join("");
}
