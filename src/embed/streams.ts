// What is printed in a program that embeds a session: what code of a cell writes is its session's,
// all else goes where the program's output ever went.
import { Console } from "node:console";
import { Writable } from "node:stream";
import { CapturedStream } from "../kernel/capture.ts";
import type { Outbox } from "../kernel/outbox.ts";

type Write = (...args: unknown[]) => boolean;

/** `findOwner`: the execution whose code runs now, if any. Returns what puts all back. */
export function routeStreams(outbox: Outbox, findOwner: () => number | undefined): () => void {
  const restore = ([1, 2] as const).map((fd) => routeStream(fd, outbox, findOwner));
  return () => restore.forEach((each) => each());
}

function routeStream(fd: 1 | 2, outbox: Outbox, findOwner: () => number | undefined): () => void {
  const stream = findStream(fd);
  const isOwn = Object.hasOwn(stream, "write");
  const original = stream.write as Write;
  const captured = new CapturedStream(fd, outbox, () => findOwner()!);
  let isOver = false;
  // Whoever has put a function of theirs around ours goes on calling it.
  const write: Write = (...args) => {
    const target = isOver || findOwner() === undefined ? undefined : captured;
    return target ? (target.write as Write)(...args) : original.apply(stream, args);
  };
  Object.assign(stream, { write });
  return () => {
    isOver = true;
    if (stream.write !== write) return;
    if (isOwn) Object.assign(stream, { write: original });
    else Reflect.deleteProperty(stream, "write");
  };
}

/** The console of cells: without the colours that the program's has on a terminal. */
export function createCellConsole(): Console {
  return new Console({ stdout: new PlainStream(1), stderr: new PlainStream(2) });
}

class PlainStream extends Writable {
  readonly #fd: 1 | 2;

  constructor(fd: 1 | 2) {
    super({ decodeStrings: false });
    this.#fd = fd;
  }

  override write(...args: unknown[]): boolean {
    return (findStream(this.#fd).write as Write)(...args);
  }
}

const findStream = (fd: 1 | 2): NodeJS.WriteStream => (fd === 1 ? process.stdout : process.stderr);
