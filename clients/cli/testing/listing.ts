// What a person reads of a test: a line a file, what failed in it below, and the sum.
import { stripVTControlCharacters, styleText } from "node:util";
import type { Writable } from "node:stream";
import { nameOf } from "../reports/places.ts";
import type { Case, Suite } from "../reports/report.ts";

export interface FileResult {
  suite: Suite;
  expectations: number;
  updated: number;
}

type Terminal = Writable & { isTTY?: boolean; columns?: number };

const mostPrintedLines = 20;
type Style = Parameters<typeof styleText>[0];

export class Listing {
  readonly #stdout: Terminal;
  readonly #running = new Set<string>();
  /** The line of what runs stands at the end of what was written. */
  #hasStatus = false;

  constructor(stdout: Terminal) {
    this.#stdout = stdout;
  }

  begin(name: string): void {
    this.#running.add(name);
    this.#write("");
  }

  tell({ suite, expectations, updated }: FileResult): void {
    const { name, cases, timeMs } = suite;
    this.#running.delete(name);
    const failed = cases.filter((one) => one.state === "failed");
    const isSkipped = cases.length > 0 && cases.every((one) => one.state === "skipped");
    const mark = failed.length > 0 ? "FAIL" : isSkipped ? "skip" : updated > 0 ? "new " : "ok  ";
    const styles = { FAIL: "red", skip: "yellow", "new ": "yellow", "ok  ": "green" } as const;
    const parts = [count(cases.length, "cell"), count(expectations, "expectation")];
    if (updated > 0) parts.push(`${updated} updated`);
    const told = `${name}  ${this.#style("dim", `${parts.join(", ")}, ${seconds(timeMs)}`)}`;
    this.#write(`${this.#style(styles[mark], mark)} ${told}\n`);
    for (const one of failed) this.#write(this.#describe(one));
  }

  end(results: readonly FileResult[], timeMs: number): void {
    this.#running.clear();
    const cases = results.flatMap(({ suite }) => suite.cases);
    const sum = (number: (result: FileResult) => number): number =>
      results.reduce((total, result) => total + number(result), 0);
    const states = (["passed", "failed", "skipped"] as const).flatMap((state) => {
      const found = cases.filter((one) => one.state === state).length;
      return found > 0 ? [`${found} ${state === "skipped" ? "not run" : state}`] : [];
    });
    const updated = sum((result) => result.updated);
    const parts = [
      count(results.length, "file"),
      `${count(cases.length, "cell")}${states.length > 0 ? `: ${states.join(", ")}` : ""}`,
      count(
        sum((result) => result.expectations),
        "expectation",
      ),
      ...(updated > 0 ? [`${updated} updated`] : []),
      seconds(timeMs),
    ];
    this.#write(`\n${parts.join("; ")}\n`);
  }

  #describe({ name, failures, stdout, stderr }: Case): string {
    const told = failures.map(({ place, type, text }) => {
      const head = `  ${this.#style("bold", nameOf(place))}  ${this.#style("dim", name)}\n`;
      const isDiff = type === "Expectation";
      const lines = stripVTControlCharacters(text).split("\n");
      return head + lines.map((line) => `    ${isDiff ? this.#colour(line) : line}\n`).join("");
    });
    const printed = `${stdout.text}${stderr.text}`.trimEnd();
    if (printed !== "") {
      const lines = printed.split("\n");
      const shown = lines.slice(-mostPrintedLines).map((line) => `    ${line}\n`);
      const left = lines.length - shown.length;
      const note = left > 0 ? `, its last ${mostPrintedLines} lines` : "";
      told.push(this.#style("dim", `  it printed${note}:\n`) + shown.join(""));
    }
    return `${told.join("")}\n`;
  }

  #colour(line: string): string {
    if (/^-( |$)/.test(line)) return this.#style("red", line);
    return /^\+( |$)/.test(line) ? this.#style("green", line) : line;
  }

  /** Colours are for terminals, and where nobody has asked for none. */
  #style(style: Style, text: string): string {
    return styleText(style, text, { stream: this.#stdout });
  }

  /** On a terminal a last line tells what runs. */
  #write(text: string): void {
    const erased = this.#hasStatus ? "\r\x1b[K" : "";
    const names = [...this.#running].join(", ");
    this.#hasStatus = this.#stdout.isTTY === true && names !== "";
    const status = this.#hasStatus ? `… ${names}`.slice(0, (this.#stdout.columns || 80) - 1) : "";
    if (erased + text + status !== "")
      this.#stdout.write(erased + text + (status && this.#style("dim", status)));
  }
}

const count = (number: number, thing: string): string =>
  `${number} ${thing}${number === 1 ? "" : "s"}`;

const seconds = (timeMs: number): string => `${(timeMs / 1000).toFixed(1)} s`;
