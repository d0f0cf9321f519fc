// What the cells of one session have put out, as lists that a client shows: notifications in, items
// out. It merges a stream's runs, changes displays in their place in whatever cell they stand,
// clears, and says what is missing. It keeps what is newest within bounds, knows nothing of how an
// item is drawn, and changes its lists in place: an item has a `revision` that grows with it.
import type { DidStart, Gap, Output } from "../../protocol/outputs.ts";
import type { ExecuteResult } from "../../protocol/shapes.ts";
import { OutputList, type DisplayItem, type Item } from "./output-list.ts";

export interface OutputBounds {
  /** Of one list, in UTF-16 units, about. */
  listWeight?: number;
  /** Of all lists together; then those that began first lose first. */
  weight?: number;
}

type Listener = (list: OutputList) => void;
type Shown = { list: OutputList; item: DisplayItem };

/** What is over a bound goes together with this share of it, so that this is seldom done. */
const share = 1 / 8;

export class OutputBook {
  readonly #bounds: Required<OutputBounds>;
  readonly #lists = new Map<string, OutputList>();
  readonly #listeners = new Set<Listener>();
  /** By display id. An entry stays when its displays are gone: then it is no unknown one. */
  readonly #displays = new Map<string, Set<Shown>>();
  #current: OutputList | undefined;
  #lastKey = 0;

  constructor({ listWeight = 16 * 2 ** 20, weight = 64 * 2 ** 20 }: OutputBounds = {}) {
    this.#bounds = { listWeight, weight };
  }

  /** The list of an execution; it is empty as long as nothing has come. */
  of(executionId: string): OutputList {
    const known = this.#lists.get(executionId);
    if (known) return known;
    const list = new OutputList(executionId, () => ++this.#lastKey);
    this.#lists.set(executionId, list);
    return list;
  }

  /** Nobody shows it any more. */
  forget(executionId: string): void {
    const list = this.#lists.get(executionId);
    if (!list) return;
    this.#unlist(list, list.items);
    this.#lists.delete(executionId);
  }

  /** `listener` is told of every list that has changed. Returns what takes it away again. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  onStart({ executionId, executionCount }: DidStart): void {
    const list = this.of(executionId);
    list.executionCount = executionCount;
    this.#current = list;
    this.#touch(list);
  }

  onOutput(output: Output): void {
    if (output.kind === "updateDisplay" && this.#update(output)) return;
    const list = this.of(output.executionId);
    list.executionCount = output.executionCount;
    if (output.late !== true) this.#current = list;
    if (output.kind === "clear") {
      if (output.wait === true) list.clearsNext = true;
      else this.#clear(list);
    } else this.#add(list, output);
    this.#touch(list);
  }

  /** What came of an execution. Told twice, it is shown once. */
  onFinish(result: ExecuteResult): void {
    const list = this.of(result.executionId);
    if (list.result) return;
    list.result = result;
    list.executionCount = result.executionCount;
    if (result.result) {
      const { executionCount } = result;
      list.add({ type: "display", late: false, ...result.result, executionCount });
    }
    if (result.error) list.add({ type: "error", late: false, error: result.error });
    this.#bound(list);
    this.#touch(list);
  }

  /** Stands where it was noticed: in the cell that ran last. */
  onGap({ droppedBytes }: Gap): void {
    const list = this.#current ?? this.of("kernel");
    list.lose("gap", droppedBytes);
    this.#touch(list);
  }

  #add(list: OutputList, output: Output): void {
    if (list.clearsNext) this.#clear(list);
    const late = output.late === true;
    const { kind, displayId, data = {}, metadata = {}, error, droppedBytes } = output;
    if (kind === "stream") list.write(output.stream ?? "stdout", output.text ?? "", late);
    if (kind === "log") list.write("log", `${output.text ?? ""}\n`, late);
    if (kind === "error" && error) list.add({ type: "error", late, error });
    if (kind === "display" || kind === "updateDisplay") {
      const item = list.add({ type: "display", late, data, metadata, displayId });
      if (displayId !== undefined) this.#holdDisplay(displayId, { list, item });
    }
    if (droppedBytes !== undefined) list.lose("limit", droppedBytes);
    this.#bound(list);
  }

  #holdDisplay(displayId: string, shown: Shown): void {
    const all = this.#displays.get(displayId) ?? new Set();
    this.#displays.set(displayId, all.add(shown));
  }

  /** False where its id was never heard of, because what came before is lost: then it is added. */
  #update({ displayId = "", data = {}, metadata = {} }: Output): boolean {
    const all = this.#displays.get(displayId);
    for (const { list, item } of all ?? []) {
      list.change(item, data, metadata);
      this.#bound(list);
      this.#touch(list);
    }
    return all !== undefined;
  }

  #clear(list: OutputList): void {
    this.#unlist(list, list.clear());
  }

  #unlist(list: OutputList, items: readonly Item[]): void {
    for (const item of items) {
      if (item.type !== "display" || item.displayId === undefined) continue;
      const all = this.#displays.get(item.displayId);
      for (const shown of all ?? []) if (shown.item === item) all?.delete(shown);
    }
    if (this.#current === list && items === list.items) this.#current = undefined;
  }

  #bound(list: OutputList): void {
    const { listWeight, weight } = this.#bounds;
    if (list.weight > listWeight) this.#trim(list, listWeight * (1 - share));
    let all = 0;
    for (const each of this.#lists.values()) all += each.weight;
    if (all <= weight) return;
    let excess = all - weight * (1 - share);
    for (const each of this.#lists.values()) {
      if (each === list || excess <= 0) continue;
      const before = each.weight;
      this.#trim(each, Math.max(0, before - excess));
      excess -= before - each.weight;
      this.#touch(each);
    }
  }

  #trim(list: OutputList, weight: number): void {
    this.#unlist(list, list.trim(weight));
  }

  #touch(list: OutputList): void {
    list.revision += 1;
    for (const listener of this.#listeners) listener(list);
  }
}
