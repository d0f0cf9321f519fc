// What cells ask of the client that runs them: one question at a time, in their order. An answer
// comes by a way of its own, so that it can be had both by the event loop and by a cell that stands
// still until it is there. It owns the questions; that they end with their cell; and that an
// interrupt ends them, where the main thread waits here too.
import { MessageChannel, receiveMessageOnPort, type MessagePort } from "node:worker_threads";
import type { InputCommand } from "../../protocol/kernel.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Execution } from "./execution.ts";
import type { Loop } from "./loop.ts";
import type { Outbox } from "./outbox.ts";
import { word } from "./shared.ts";

/** There is no answer, and will be none. */
export class EOFError extends Error {
  override readonly name = "EOFError";
}

/** Whoever asks, or asked, is no cell that runs. */
export class CellEnded extends EOFError {}

/** The client has not said that it can be asked. */
export class StdinNotAllowed extends Error {
  override readonly name = "StdinNotAllowed";

  constructor() {
    super(
      "nobody can be asked: the client has to send `allowStdin: true` with its `execute`, " +
        "and to answer `input/request`",
    );
  }
}

export interface Asking {
  password?: boolean;
  signal?: AbortSignal | undefined;
}

const longestPrompt = 10_000;

interface Question {
  id: number;
  execution: Execution;
  prompt: string;
  password: boolean;
  isAsked: boolean;
  /** An error is thrown at whoever asks; null is the end of input. */
  settle(answer: string | null | Error): void;
}

export interface InputParts {
  words: Int32Array;
  evaluator: Evaluator;
  loop: Loop;
  outbox: Outbox;
  /** To the control thread. */
  port: MessagePort;
}

export class Inputs {
  readonly #parts: InputParts;
  readonly #questions: Question[] = [];
  #answers: MessagePort | undefined;
  #lastId = 0;

  constructor(parts: InputParts) {
    this.#parts = parts;
    const { evaluator } = parts;
    const { onEnding } = evaluator;
    evaluator.onEnding = () => {
      onEnding();
      this.#dropAll();
    };
  }

  /** Resolves with a line, or with null at the end of input. */
  ask(prompt: string, { password = false, signal }: Asking = {}): Promise<string | null> {
    const { promise, resolve, reject } = Promise.withResolvers<string | null>();
    this.#add(prompt, password, signal, (answer) =>
      answer instanceof Error ? reject(answer) : resolve(answer),
    );
    return promise;
  }

  /** The same, while nothing else runs. */
  askNow(prompt: string, password = false): string | null {
    const came: (string | null | Error)[] = [];
    this.#add(prompt, password, undefined, (answer) => void came.push(answer));
    const { words, loop } = this.#parts;
    // As at an await: on a busy machine it may take a moment until an interrupt is heard here.
    const before = Atomics.exchange(words, word.waits, 1);
    try {
      while (came.length === 0) {
        const bell = Atomics.load(words, word.bell);
        this.#receive();
        loop.heed();
        if (came.length === 0) Atomics.wait(words, word.bell, bell);
      }
    } finally {
      Atomics.store(words, word.waits, before);
    }
    const answer = came[0]!;
    if (answer instanceof Error) throw answer;
    return answer;
  }

  /** The session is over; the thread goes on. */
  close(): void {
    this.#answers?.close();
  }

  #add(
    prompt: string,
    password: boolean,
    signal: AbortSignal | undefined,
    onAnswer: Question["settle"],
  ): void {
    const execution = this.#findAsker();
    const signals = [execution.signal, ...(signal ? [signal] : [])];
    for (const each of signals) each.throwIfAborted();
    const question: Question = {
      id: (this.#lastId += 1),
      execution,
      prompt: prompt.length > longestPrompt ? `${prompt.slice(0, longestPrompt)}…` : prompt,
      password,
      isAsked: false,
      settle(answer) {
        for (const each of signals) each.removeEventListener("abort", stop);
        onAnswer(answer);
      },
    };
    const stop = ({ target }: Event): void =>
      this.#drop(question, (target as AbortSignal).reason as Error);
    for (const each of signals) each.addEventListener("abort", stop);
    this.#questions.push(question);
    this.#askFirst();
  }

  #findAsker(): Execution {
    const { evaluator } = this.#parts;
    const execution = evaluator.inside ?? evaluator.current;
    if (!execution || execution !== evaluator.current)
      throw new CellEnded("nobody can be asked: the cell is over");
    if (!execution.command.allowStdin) throw new StdinNotAllowed();
    return execution;
  }

  #askFirst(): void {
    const [first] = this.#questions;
    if (!first || first.isAsked) return;
    if (!this.#answers) this.#open();
    first.isAsked = true;
    const { id, prompt, password, execution } = first;
    const { generation } = execution;
    this.#parts.outbox.event({ type: "ask", id, generation, prompt, password });
  }

  /** Only a session that asks has a way for answers. */
  #open(): void {
    const { port1, port2 } = new MessageChannel();
    port1.on("message", (answer: InputCommand) => this.#take(answer));
    port1.unref();
    this.#parts.port.postMessage({ answers: port2 }, [port2]);
    this.#answers = port1;
  }

  /** What has come while the event loop stands still. */
  #receive(): void {
    for (;;) {
      const received = this.#answers && receiveMessageOnPort(this.#answers);
      if (!received) return;
      this.#take(received.message as InputCommand);
    }
  }

  #take({ id, value, reason }: InputCommand): void {
    const index = this.#questions.findIndex((each) => each.id === id);
    const [question] = index === -1 ? [] : this.#questions.splice(index, 1);
    question?.settle(reason === undefined ? value : new EOFError(reason));
    this.#askFirst();
  }

  #drop(question: Question, reason: Error): void {
    const index = this.#questions.indexOf(question);
    if (index === -1) return;
    this.#questions.splice(index, 1);
    if (question.isAsked) this.#parts.outbox.event({ type: "unask", id: question.id });
    question.settle(reason);
    this.#askFirst();
  }

  /** Their cell has come to its end. */
  #dropAll(): void {
    for (const question of this.#questions.splice(0))
      question.settle(new CellEnded("the cell ended before there was an answer"));
  }
}
