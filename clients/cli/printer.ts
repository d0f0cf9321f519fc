// Where a script's output goes: text as it came, or the raw notifications as lines of JSON.
// Nothing is kept here: when the stream is full, the daemon is not read until it has drained.
import type { Writable } from "node:stream";
import type { Output } from "../../protocol/outputs.ts";
import type { CellError, ExecuteResult } from "../../protocol/shapes.ts";
import { closeGroup, openGroup } from "./reports/github.ts";
import { Screen, textOf, type Terminal } from "./screen.ts";
import { nameCell, type ScriptCell } from "./script.ts";

export interface Printer {
  onNotification(method: string, params: unknown): void;
  onStart(cell: ScriptCell): void;
  onResult(cellId: string, result: ExecuteResult): void;
  /** A script has ended. */
  end(): void;
  /** A word of ours to the user. */
  say(text: string): void;
}

/** What can be told to wait. */
export interface Source {
  pause(): void;
  resume(): void;
}

export interface Sinks {
  stdout: Writable & Terminal;
  stderr: Writable;
}

export interface TextOptions {
  printValues: boolean;
  /** What a cell prints is folded under its name, in the log of a GitHub workflow. */
  hasGroups: boolean;
  /** An error in lines, with places as the user knows them. */
  describe: (error: CellError) => string;
}

export function createTextPrinter(
  sinks: Sinks,
  source: Source,
  { printValues, hasGroups, describe }: TextOptions,
): Printer {
  const flows = {
    stdout: createFlow(sinks.stdout, source),
    stderr: createFlow(sinks.stderr, source),
  };
  const screen = new Screen(flows.stdout, sinks.stdout);
  const out = (text: string): void => screen.print(text);
  const err = (text: string): void => screen.print(text, flows.stderr);

  function onOutput(output: Output): void {
    switch (output.kind) {
      case "stream":
        return (output.stream === "stderr" ? err : out)(output.text ?? "");
      case "log":
        return err(`${output.text ?? ""}\n`);
      case "display":
      case "updateDisplay":
        return screen.show(output);
      case "error":
        return output.error && err(`${describe(output.error)}\n`);
      case "clear":
        return undefined;
    }
  }

  return {
    onNotification: (method, params) => {
      if (method === "output") onOutput(params as Output);
      if (method === "output/gap") err("awaitd: some output was lost\n");
    },
    onStart: (cell) => {
      if (hasGroups) screen.printLine(openGroup(nameCell(cell)));
    },
    onResult: (_cellId, result) => {
      screen.end();
      if (printValues && result.result !== undefined) out(`${textOf(result.result.data)}\n`);
      if (result.status === "error" && result.error) err(`${describe(result.error)}\n`);
      if (result.truncated === true)
        err("awaitd: the cell printed more than its limit; the rest was dropped\n");
      if (hasGroups) screen.printLine(closeGroup);
    },
    end: () => screen.end(),
    say: (text) => err(`awaitd: ${text}\n`),
  };
}

export function createJsonPrinter(sinks: Sinks, source: Source): Printer {
  const out = createFlow(sinks.stdout, source);
  const err = createFlow(sinks.stderr, source);
  const line = (value: object): void => out(`${JSON.stringify(value)}\n`);
  return {
    onNotification: (method, params) => line({ method, params }),
    onStart: () => {},
    onResult: (cellId, result) => line({ cellId, result }),
    end: () => {},
    say: (text) => err(`awaitd: ${text}\n`),
  };
}

/** What is written to a stream that nobody reads any more is dropped: the command is ending. */
function createFlow(stream: Writable, source: Source): (text: string) => void {
  let waits = false;
  const goOn = (): void => {
    if (waits) source.resume();
    waits = false;
  };
  stream.on("drain", goOn);
  stream.on("error", goOn);
  return (text) => {
    if (!stream.writable || stream.write(text)) return;
    waits = true;
    source.pause();
  };
}
