// One client of a conversation: it sends, keeps all that it hears, and lets a line wait for
// something. It also holds every conversation to what is always true: `seq` only grows, an
// execution's output comes before its answer, and what comes after it says that it is late.
import assert from "node:assert/strict";
import type { Channel, Message } from "../../clients/shared/channel.ts";
import type { Output } from "../../protocol/outputs.ts";

/** A wait that takes this long has failed: nothing in a conversation takes seconds. */
const patienceMs = 30_000;

export interface Asked {
  id: number;
  method: string;
  executionId: string | undefined;
  answer: Message | undefined;
}

export class Speaker {
  readonly asked: Asked[] = [];
  /** Notifications that no line has read yet. */
  unread: Message[] = [];
  /** Requests of the daemon that no line has taken yet. */
  readonly inquiries: Message[] = [];
  /** The request of the daemon's that was taken last. */
  #inquiry: Message | undefined;
  ended = false;
  left = false;
  readonly #channel: Channel;
  readonly #streams = new Map<string, string>();
  readonly #lastSeq = new Map<string, number>();
  readonly #finished = new Set<string>();
  readonly #broken: string[] = [];
  readonly #log: string[] = [];
  #wake = Promise.withResolvers<void>();

  constructor(channel: Channel) {
    this.#channel = channel;
    channel.open({
      onMessage: (message) => this.#onMessage(message),
      onClose: () => {
        this.ended = true;
        this.#wake.resolve();
      },
    });
  }

  ask(method: string, params: Record<string, unknown> | undefined): Asked {
    const id = this.asked.length + 1;
    const executionId = params?.["executionId"] as string | undefined;
    const asked: Asked = { id, method, executionId, answer: undefined };
    this.asked.push(asked);
    this.#send({ jsonrpc: "2.0", id, method, ...(params && { params }) });
    return asked;
  }

  tell(method: string, params: object | undefined): void {
    this.#send({ jsonrpc: "2.0", method, ...(params && { params }) });
  }

  /** The daemon's next request. */
  takeInquiry(): Message | undefined {
    const next = this.inquiries.shift();
    this.#inquiry = next ?? this.#inquiry;
    return next;
  }

  /** Answers the daemon's request that was taken last. */
  reply(answer: Pick<Message, "result" | "error">): void {
    this.#send({ jsonrpc: "2.0", id: this.#inquiry!.id, ...answer });
  }

  leave(): void {
    this.left = true;
    this.#channel.close();
  }

  /** All that an execution has printed on a stream so far. */
  printed(executionId: string, stream: "stdout" | "stderr"): string {
    return this.#streams.get(`${executionId} ${stream}`) ?? "";
  }

  /** Takes the next unread notification that fits, and forgets those of its method before it. */
  take(fits: (message: Message) => boolean): Message | undefined {
    const index = this.unread.findIndex(fits);
    if (index === -1) return undefined;
    const [found] = this.unread.splice(index, 1);
    return found;
  }

  /** Waits until `find` finds something, looking again whenever a message came. */
  async until<Value>(find: () => Value | undefined, what: string): Promise<Value> {
    const deadline = AbortSignal.timeout(patienceMs);
    const { promise: late, reject } = Promise.withResolvers<never>();
    const giveUp = (): void => reject(new Error(`waited in vain for ${what}\n${this.transcript}`));
    deadline.addEventListener("abort", giveUp);
    try {
      for (;;) {
        const found = find();
        if (found !== undefined) return found;
        if (this.ended) throw new Error(`the end came before ${what}\n${this.transcript}`);
        await Promise.race([this.#wake.promise, late]);
      }
    } finally {
      deadline.removeEventListener("abort", giveUp);
    }
  }

  /** Throws when something was not as it always has to be. */
  checkLaws(): void {
    assert.deepEqual(this.#broken, [], this.transcript);
  }

  get transcript(): string {
    return this.#log.slice(-40).join("\n");
  }

  #send(message: Message): void {
    this.#note(">", message);
    this.#channel.send(message);
  }

  #onMessage(message: Message): void {
    this.#note("<", message);
    if (message.method === undefined) this.#onAnswer(message);
    else if (message.id !== undefined) this.inquiries.push(message);
    else this.#onNotification(message);
    this.#wake.resolve();
    this.#wake = Promise.withResolvers<void>();
  }

  #onAnswer(message: Message): void {
    const asked = this.asked.find(({ id }) => id === message.id);
    if (asked === undefined || asked.answer !== undefined) {
      this.#broken.push(`nobody asked for ${JSON.stringify(message)}`);
      return;
    }
    asked.answer = message;
    if (asked.executionId !== undefined) this.#finished.add(asked.executionId);
  }

  #onNotification(message: Message): void {
    this.unread.push(message);
    const { sessionId, seq } = message.params as { sessionId: string; seq?: number };
    if (seq !== undefined) {
      if (seq <= (this.#lastSeq.get(sessionId) ?? 0)) this.#broken.push(`seq ${seq} came late`);
      this.#lastSeq.set(sessionId, seq);
    }
    if (message.method === "output") this.#onOutput(message.params as Output);
  }

  #onOutput(output: Output): void {
    if (this.#finished.has(output.executionId) !== (output.late === true)) {
      const when = output.late === true ? "before" : "after";
      this.#broken.push(`output ${output.seq}, late: ${output.late}, came ${when} the answer`);
    }
    if (output.kind !== "stream") return;
    const key = `${output.executionId} ${output.stream}`;
    this.#streams.set(key, (this.#streams.get(key) ?? "") + (output.text ?? ""));
  }

  #note(direction: string, message: Message): void {
    const { jsonrpc: _, ...rest } = message;
    const text = JSON.stringify(rest);
    this.#log.push(`  ${direction} ${text.length > 300 ? `${text.slice(0, 300)}…` : text}`);
  }
}
