/** A place in a queue; what `remove` needs to take its value out from the middle. */
export interface QueueNode<T> {
  readonly value: T;
  next: QueueNode<T> | undefined;
  previous: QueueNode<T> | undefined;
  queued: boolean;
}

/** First in, first out; every operation, removal from the middle too, takes the same short time. */
export class Queue<T> {
  #first: QueueNode<T> | undefined;
  #last: QueueNode<T> | undefined;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  first(): T | undefined {
    return this.#first?.value;
  }

  last(): T | undefined {
    return this.#last?.value;
  }

  push(value: T): QueueNode<T> {
    const node: QueueNode<T> = { value, next: undefined, previous: this.#last, queued: true };
    if (this.#last) this.#last.next = node;
    else this.#first = node;
    this.#last = node;
    this.#size += 1;
    return node;
  }

  /** Puts a value in front of all others. */
  unshift(value: T): QueueNode<T> {
    const node: QueueNode<T> = { value, next: this.#first, previous: undefined, queued: true };
    if (this.#first) this.#first.previous = node;
    else this.#last = node;
    this.#first = node;
    this.#size += 1;
    return node;
  }

  shift(): T | undefined {
    const node = this.#first;
    if (node) this.remove(node);
    return node?.value;
  }

  /** Takes a value out wherever it stands; does nothing when it has left already. */
  remove(node: QueueNode<T>): void {
    if (!node.queued) return;
    node.queued = false;
    if (node.previous) node.previous.next = node.next;
    else this.#first = node.next;
    if (node.next) node.next.previous = node.previous;
    else this.#last = node.previous;
    this.#size -= 1;
  }

  *[Symbol.iterator](): Generator<T> {
    for (let node = this.#first; node; node = node.next) yield node.value;
  }
}
