// Plays the cells of a file in a session, and holds them to what they say of themselves. A cell is
// run in pieces, each up to its next expectation; what ends a piece, the daemon's grammar says.
import type { Output } from "../../../protocol/outputs.ts";
import type { ExecuteResult } from "../../../protocol/shapes.ts";
import type { Session } from "../../shared/session.ts";
import { lastTurn } from "../play.ts";
import type { Case, Report, Suite } from "../reports/report.ts";
import { Transcript } from "../reports/transcript.ts";
import { textOf } from "../screen.ts";
import {
  editExpectation,
  findMarks,
  isAlone,
  readExpectation,
  type Edit,
  type Expectation,
  type ExpectationKind,
} from "./expectations.ts";
import { compareTexts, matches } from "./matching.ts";
import type { CellChange, TestCell, TestSource } from "./source.ts";

export interface CheckOptions {
  timeoutMs: number;
  /** Should what is not met be said anew, as it is? */
  isUpdated: boolean;
  /** Is the cell of those that are to be checked? The others set up. */
  isChosen: (cell: TestCell) => boolean;
  onFailure: () => void;
  /** Aborted when nothing more is to run. */
  stopped: AbortSignal;
}

/** What became of a file. */
export interface Checked {
  expectations: number;
  /** Expectations that are said anew in the changes. */
  changed: number;
  changes: Map<TestCell, CellChange>;
}

/** What a piece did. */
interface Played {
  result: ExecuteResult;
  printed: string;
}

export class Checker {
  readonly #session: Session;
  readonly #report: Report;
  readonly #options: CheckOptions;
  readonly #checked: Checked = { expectations: 0, changed: 0, changes: new Map() };

  constructor(session: Session, report: Report, options: CheckOptions) {
    this.#session = session;
    this.#report = report;
    this.#options = options;
  }

  async check({ cells }: TestSource, suite: Suite): Promise<Checked> {
    const { stopped, isChosen, onFailure } = this.#options;
    const cases = [...suite.cases];
    const last = cells.findLastIndex(isChosen);
    for (const [index, cell] of cells.slice(0, last + 1).entries()) {
      if (stopped.aborted) break;
      const one = cases[index]!;
      if (isChosen(cell)) await this.#checkCell(cell, one);
      else await this.#play(cell, one, 0, cell.lines);
      if (one.state === "failed") onFailure();
    }
    if (!stopped.aborted) await this.#session.execute(lastTurn, { silent: true, timeoutMs: 1000 });
    // What only set up is no case, unless it failed.
    suite.cases = suite.cases.filter((one) => {
      const index = cases.indexOf(one);
      return index < 0 || one.state === "failed" || isChosen(cells[index]!);
    });
    return this.#checked;
  }

  async #checkCell(cell: TestCell, one: Case): Promise<void> {
    const printed: string[] = [];
    const edits: Edit[] = [];
    const { lines } = cell;
    for (let at = 0; at < lines.length && !this.#options.stopped.aborted;) {
      const expectations = await this.#findNext(cell, one, at);
      const [first] = expectations;
      const code = lines.slice(at, first?.from);
      if (first) code.push(lines[first.from]!.slice(0, first.column).trimEnd());
      const isEmpty = code.every((line) => line.trim() === "");
      if (first && isEmpty)
        this.#complain(cell, one, first, "There is no code that it could be about.");
      const played = isEmpty ? undefined : await this.#play(cell, one, at, code, expectations);
      if (played) {
        printed.push(played.printed);
        for (const expectation of expectations)
          edits.push(...this.#compare(cell, one, expectation, played));
        // What stands below it in its cell was written for what it should have done.
        if (played.result.status !== "ok" && !expectations.some(isThrow)) break;
      }
      at = expectations.at(-1)?.to ?? lines.length;
    }
    const change: CellChange = { edits };
    this.#checked.changed += edits.length;
    if (cell.output) this.#compareOutput(cell, one, printed.join(""), change);
    if (edits.length > 0 || change.output !== undefined) this.#checked.changes.set(cell, change);
  }

  /** The next expectation, and those right behind it: all of the same code. */
  async #findNext(cell: TestCell, one: Case, start: number): Promise<Expectation[]> {
    const { lines } = cell;
    for (let at = start; at < lines.length; at++) {
      const line = lines[at]!;
      let isInside = false;
      for (const column of findMarks(line)) {
        const expectation = readExpectation(lines, at, column);
        const before = [...lines.slice(start, at), line.slice(0, column)].join("\n");
        const ends = await this.#ends(before, expectation);
        if (ends === "yes") return [expectation, ...readFollowing(lines, expectation.to)];
        isInside ||= ends === "goes on";
      }
      if (isInside) {
        const expectation = readExpectation(lines, at, findMarks(line)[0]!);
        this.#complain(cell, one, expectation, neverChecked);
      }
    }
    return [];
  }

  /** Can the text be run as it is? In a string, where its line ends, no text goes on. */
  async #ends(code: string, { kind, text }: Expectation): Promise<"yes" | "goes on" | "no"> {
    if (code.trim() === "") return "yes";
    const { status } = await this.#session.isComplete(code);
    if (status === "incomplete") {
      // What goes on whatever follows is the text of a template, or a comment.
      const inside = await this.#session.isComplete(`${code}\n${nonsense}`);
      return inside.status === "incomplete" ? "no" : "goes on";
    }
    const isWrong = kind === "throws" && text.startsWith("SyntaxError");
    return status === "invalid" && !isWrong ? "no" : "yes";
  }

  /** Runs lines of a cell from this one on. */
  async #play(
    cell: TestCell,
    one: Case,
    from: number,
    code: readonly string[],
    expectations: readonly Expectation[] = [],
  ): Promise<Played> {
    const { languageId, line, column } = cell;
    const { timeoutMs } = this.#options;
    const cellId = `${cell.cellId}:${line + from}`;
    const place = { ...one.place, line: line + from, column };
    this.#report.join(one, this.#session.id, cellId, place);
    const printed = new Transcript();
    const result = await this.#session.execute(code.join("\n"), {
      cellId,
      languageId,
      timeoutMs,
      onOutput: (output) => note(printed, output),
    });
    const isMeant = result.status === "error" && expectations.some(isThrow);
    const told: ExecuteResult = isMeant ? { ...result, status: "ok", error: undefined } : result;
    this.#report.onResult(this.#session.id, cellId, told);
    return { result, printed: printed.text };
  }

  #compare(cell: TestCell, one: Case, expectation: Expectation, played: Played): Edit[] {
    this.#checked.expectations++;
    const { kind, text } = expectation;
    const { status, error } = played.result;
    // The report has it already: nothing can be said of a value.
    if (status !== "ok" && !(status === "error" && kind === "throws")) {
      const isNew = text === "" && kind === "value" && error !== undefined && status === "error";
      if (kind !== "prints" && !(isNew && this.#options.isUpdated)) return [];
    }
    const actual = showActual(kind, played);
    if (actual.kind === kind && isMet(kind, text, actual.text)) return [];
    if (this.#options.isUpdated)
      return [editExpectation(cell.lines, expectation, actual.kind, actual.text)];
    const expected = tell(kind, text);
    const hint = text === "" && kind === "value" ? "\n--update writes what there is." : "";
    this.#complain(
      cell,
      one,
      expectation,
      compareTexts(expected, tell(actual.kind, actual.text)) + hint,
    );
    return [];
  }

  #compareOutput(cell: TestCell, one: Case, printed: string, change: CellChange): void {
    const { text, line } = cell.output!;
    this.#checked.expectations++;
    if (matches(text.trimEnd(), printed)) return;
    if (this.#options.isUpdated) {
      change.output = printed.trimEnd();
      this.#checked.changed++;
    } else this.#fail(one, { ...one.place, line }, compareTexts(text, printed.trimEnd()));
  }

  #complain(cell: TestCell, one: Case, { from, column }: Expectation, text: string): void {
    const place = { ...one.place, line: cell.line + from, column: cell.column + column };
    this.#fail(one, place, text);
  }

  #fail(one: Case, place: Case["place"], text: string): void {
    const message = text.replaceAll(/\n/g, " ").slice(0, 200);
    this.#report.fail(one, { kind: "failure", type: "Expectation", message, text, place });
  }
}

const nonsense = ")]} = const =";

const neverChecked =
  "It is never checked: the code before it goes on. Expectations stand behind whole statements, " +
  "outside of blocks.";

const isThrow = ({ kind }: Expectation): boolean => kind === "throws";

function readFollowing(lines: readonly string[], from: number): Expectation[] {
  const line = lines[from];
  const [column] = line === undefined ? [] : findMarks(line);
  if (column === undefined || !isAlone(line!, column)) return [];
  const expectation = readExpectation(lines, from, column);
  return [expectation, ...readFollowing(lines, expectation.to)];
}

function note(printed: Transcript, { kind, text = "", data, metadata }: Output): void {
  if (kind === "stream") printed.add(text);
  if (kind === "display" && !metadata?.["progress"]) printed.add(`${textOf(data)}\n`);
}

/** What there is in place of what is expected. */
function showActual(
  kind: ExpectationKind,
  { result: { result, error }, printed }: Played,
): { kind: ExpectationKind; text: string } {
  if (kind === "prints") return { kind, text: printed.trimEnd() };
  if (error) return { kind: "throws", text: nameError(error) };
  return { kind: "value", text: result === undefined ? "undefined" : textOf(result.data) };
}

const tell = (kind: ExpectationKind, text: string): string =>
  kind === "value" ? text : `${kind} ${text}`.trim();

/** A thrown value that is no error comes as `Uncaught 5`. */
const nameError = ({ name, message }: { name: string; message: string }): string =>
  name === "Uncaught" ? message : message === "" ? name : `${name}: ${message}`;

/** `throws` alone is met by anything, a name by any message. */
function isMet(kind: ExpectationKind, expected: string, actual: string): boolean {
  if (kind !== "throws") return (kind !== "value" || expected !== "") && matches(expected, actual);
  const [name = ""] = actual.split(":", 1);
  return expected === "" || expected === name || matches(expected, actual);
}
