// One question at a time, and of those that come meanwhile only the last: who types on no longer
// wants to know what could have stood where the cursor was.

export class Latest {
  #running: Promise<unknown> | undefined;
  #last = 0;

  /** Nothing where another came before this one's turn. */
  async ask<T>(question: () => Promise<T>): Promise<T | undefined> {
    const own = (this.#last += 1);
    while (this.#running) await this.#running;
    if (own !== this.#last) return undefined;
    const answer = question();
    const running = answer.then(
      () => {},
      () => {}, // told to who asked
    );
    this.#running = running;
    try {
      return await answer;
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }
}
