// What cells find for showing values: `display`, `clearOutput`, `progress`, and a `console.table`
// that shows more than text. What these rest on is loaded when one of them is first used.
import type { Console } from "node:console";
import { defineGlobal } from "../globals.ts";
import type { Presenter } from "./presenter.ts";

export function installDisplay(presenter: Presenter, globals: object): void {
  defineGlobal("display", () => presenter.rich.displays.display, globals);
  defineGlobal("clearOutput", () => presenter.rich.displays.clear, globals);
  defineGlobal("progress", () => presenter.rich.progress, globals);
}

export function showTables(console: Pick<Console, "table">, presenter: Presenter): void {
  const print = console.table;
  const table = (...given: Parameters<typeof print>): void => {
    const [data, columns] = given as unknown[];
    const plain = (): void => Reflect.apply(print, console, given);
    if (typeof data !== "object" || data === null) plain();
    else presenter.rich.tables.show(plain, data, columns);
  };
  Object.assign(console, { table });
}
