// How commands get from the control thread to the main thread. A termination may take the main
// thread down just as it takes a message, and the message with it; so every command is kept until
// the main thread has said, by the word `received`, that it has it, and can be posted again.
import type { MessagePort } from "node:worker_threads";
import type { InputCommand } from "../../protocol/kernel.ts";
import { word } from "./shared.ts";

/** A command with its place in the order, or nothing but the sound of the bell. */
export type Ring = [order: number, text: string, verdict?: SharedArrayBuffer] | null;

export class Doorbell {
  readonly #words: Int32Array;
  readonly #port: MessagePort;
  #kept: Ring[] = [];
  #answers: MessagePort | undefined;
  #early: InputCommand[] = [];

  constructor(words: Int32Array, port: MessagePort) {
    this.#words = words;
    this.#port = port;
  }

  /** `verdict`: see `verdict.ts`. */
  post(order: number, text: string, verdict?: SharedArrayBuffer): void {
    const ring: Ring = [order, text, verdict];
    this.#forget();
    this.#kept.push(ring);
    Atomics.store(this.#words, word.posted, order);
    this.#send(ring);
  }

  /** Makes the main thread look at the shared words. */
  ring(): void {
    this.#send(null);
  }

  /** The way of answers to what cells ask; the main thread makes it when one first does. */
  openAnswers(answers: MessagePort): void {
    this.#answers = answers;
    for (const answer of this.#early.splice(0)) this.answer(answer);
  }

  answer(answer: InputCommand): void {
    if (!this.#answers) return void this.#early.push(answer);
    this.#answers.postMessage(answer);
    this.#sound();
  }

  /** After a termination: everything that the main thread has not said it has. */
  repeat(): void {
    this.#forget();
    for (const ring of this.#kept) this.#send(ring);
    this.#send(null);
  }

  #forget(): void {
    const received = Atomics.load(this.#words, word.received);
    while (this.#kept.length > 0 && this.#kept[0]![0] <= received) this.#kept.shift();
  }

  #send(ring: Ring): void {
    this.#port.postMessage(ring);
    this.#sound();
  }

  #sound(): void {
    Atomics.add(this.#words, word.bell, 1);
    Atomics.notify(this.#words, word.bell);
  }
}
