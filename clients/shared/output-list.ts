// What one execution has put out: items in their order, within a length that its book sets. It
// knows neither other executions nor the wire's notifications.
import type { CellError, ExecuteResult } from "../../protocol/shapes.ts";
import { Lines } from "./lines.ts";

interface Common {
  /** Unique in its book, and the same for as long as the item is there. */
  readonly key: number;
  revision: number;
  /** Put out after its cell had ended. */
  late: boolean;
}

/** A run of one stream. `log` is what awaitd itself has to say. */
export interface TextItem extends Common {
  type: "text";
  stream: "stdout" | "stderr" | "log";
  text: Lines;
}

export interface DisplayItem extends Common {
  type: "display";
  /** MIME type → content, as in a MimeBundle. */
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
  displayId?: string;
  /** Set where it is the value of the cell and not what the cell has displayed. */
  executionCount?: number;
}

export interface ErrorItem extends Common {
  type: "error";
  error: CellError;
}

/** Something is missing here. */
export interface LostItem extends Common {
  type: "lost";
  /**
   * `gap`: the daemon no longer had it; `limit`: the cell printed more than it may; `bound`: it was
   * the oldest, and this client keeps no more.
   */
  why: "gap" | "limit" | "bound";
  /** Bytes of a `gap` or a `limit`, characters of a `bound`. */
  size: number;
  lines: number;
  /** Displays and errors. */
  others: number;
}

export type Item = TextItem | DisplayItem | ErrorItem | LostItem;

/** About what an item costs beside its text. */
const itemWeight = 256;

type Draft<Kind> = Kind extends Item ? Omit<Kind, "key" | "revision"> : never;

/** What one execution has put out. Changed by its book alone. */
export class OutputList {
  readonly executionId: string;
  readonly items: Item[] = [];
  /** Grows with every change. */
  revision = 0;
  executionCount: number | undefined;
  /** Set once the execution has ended. */
  result: ExecuteResult | undefined;
  /** The next output takes the place of all that is there. */
  clearsNext = false;
  /** About what it costs, in UTF-16 units. */
  weight = 0;
  readonly #nextKey: () => number;

  constructor(executionId: string, nextKey: () => number) {
    this.executionId = executionId;
    this.#nextKey = nextKey;
  }

  add<Kind extends Draft<Item>>(draft: Kind): Kind & Common {
    const common = { key: this.#nextKey(), revision: 0, late: draft.late };
    const item: Kind & Common = { ...draft, ...common };
    this.items.push(item);
    this.weight += weigh(item);
    return item;
  }

  write(stream: TextItem["stream"], text: string, late: boolean): void {
    if (text === "") return;
    const last = this.items.at(-1);
    const isSame = last?.type === "text" && last.stream === stream && last.late === late;
    const run = isSame ? last : this.add({ type: "text", stream, late, text: new Lines() });
    const before = run.text.weight;
    run.text.append(text);
    run.revision += 1;
    this.weight += run.text.weight - before;
  }

  change(item: DisplayItem, data: DisplayItem["data"], metadata: DisplayItem["metadata"]): void {
    this.weight -= weigh(item);
    Object.assign(item, { data, metadata, revision: item.revision + 1 });
    this.weight += weigh(item);
  }

  lose(why: LostItem["why"], size: number): void {
    const last = this.items.at(-1);
    if (last?.type !== "lost" || last.why !== why)
      this.add({ type: "lost", late: false, why, size, lines: 0, others: 0 });
    else {
      last.size += size;
      last.revision += 1;
    }
  }

  /** Returns what is gone. */
  clear(): Item[] {
    this.clearsNext = false;
    this.weight = 0;
    return this.items.splice(0);
  }

  /** Forgets what is oldest, and says so in its place. Returns the items that are gone. */
  trim(most: number): Item[] {
    const weight = most - itemWeight;
    const head = this.items[0];
    const known = head?.type === "lost" && head.why === "bound" ? head : undefined;
    const lost = known ?? { size: 0, lines: 0, others: 0 };
    if (known) this.#remove();
    const gone: Item[] = [];
    while (this.weight > weight && this.items.length > 0) {
      const [oldest] = this.items as [Item];
      if (oldest.type === "text") {
        const before = oldest.text.weight;
        const dropped = oldest.text.drop(this.weight - weight);
        lost.size += dropped.length;
        lost.lines += dropped.lines;
        this.weight -= before - oldest.text.weight;
        oldest.revision += 1;
        if (this.weight <= weight) break;
        lost.lines += oldest.text.count;
      } else if (oldest.type !== "lost") {
        lost.size += weigh(oldest) - itemWeight;
        lost.others += 1;
      }
      gone.push(this.#remove());
    }
    if (known ?? lost.size > 0) this.#head(known, lost);
    return gone;
  }

  #remove(): Item {
    const item = this.items.shift()!;
    this.weight -= weigh(item);
    return item;
  }

  #head(known: LostItem | undefined, lost: Pick<LostItem, "size" | "lines" | "others">): void {
    const item: LostItem = known ?? {
      type: "lost",
      why: "bound",
      late: false,
      revision: 0,
      key: this.#nextKey(),
      ...lost,
    };
    item.revision += 1;
    this.items.unshift(item);
    this.weight += weigh(item);
  }
}

function weigh(item: Item): number {
  if (item.type === "text") return itemWeight + item.text.weight;
  if (item.type === "error") return itemWeight + item.error.stack.length;
  if (item.type === "lost") return itemWeight;
  let weight = itemWeight;
  for (const content of Object.values(item.data))
    weight += typeof content === "string" ? content.length : JSON.stringify(content).length;
  return weight;
}
