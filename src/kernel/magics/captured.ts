import { AsyncResource } from "node:async_hooks";
import type { MimeBundle } from "../../../protocol/shapes.ts";
import type { Shown } from "../display/shown.ts";
import { readFlags } from "./flags.ts";
import type { Magic, MagicContext } from "./magic.ts";

type Stream = "stdout" | "stderr";

/** What a cell has printed and displayed. */
export class CapturedOutput {
  stdout = "";
  stderr = "";
  readonly displayed: MimeBundle[] = [];
  readonly #byId = new Map<string, MimeBundle>();
  readonly #shown: Pick<MagicContext, "print" | "complain" | "display">;

  constructor(shown: Pick<MagicContext, "print" | "complain" | "display">) {
    this.#shown = shown;
  }

  /** Brings it to the output after all. */
  show(): void {
    const { print, complain, display } = this.#shown;
    if (this.stdout !== "") print(this.stdout);
    if (this.stderr !== "") complain(this.stderr);
    for (const bundle of this.displayed) display(bundle);
  }

  /** As a client does with what it is shown. */
  take(shown: Shown): void {
    if (shown.kind === "clear") {
      this.stdout = this.stderr = "";
      this.displayed.length = 0;
      return this.#byId.clear();
    }
    const { kind, displayId, data, metadata } = shown;
    const known = displayId === undefined ? undefined : this.#byId.get(displayId);
    if (known && kind === "updateDisplay") return void Object.assign(known, { data, metadata });
    if (kind === "updateDisplay") return; // of a display that is not in here
    const bundle = { data, metadata };
    this.displayed.push(bundle);
    if (displayId !== undefined) this.#byId.set(displayId, bundle);
  }

  toString(): string {
    return this.stdout;
  }
}

export const capture: Magic = {
  names: ["%%capture"],
  takes: "code",
  waits: true,
  doc: `Run the cell and keep what it prints and displays; its value is dropped.

  %%capture             and drop it
  %%capture NAME        in the variable NAME: \`stdout\`, \`stderr\`, \`displayed\`, \`show()\`

  --no-stdout, --no-stderr, --no-display
                        this goes to the output, as ever`,
  async run({ line, body = "", at }, context) {
    const options = ["no-stdout", "no-stderr", "no-display"] as const;
    const { rest: name, switches } = readFlags(line, { switches: options, values: [] });
    if (name !== "" && !/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name))
      throw new SyntaxError(`%%capture takes the name of a variable, not ${name}`);
    const output = new CapturedOutput(context);
    if (name !== "") {
      context.kernel.names.delete(name); // it may be a constant
      context.kernel.names.set(name, output);
    }
    const { print, complain, show, redirect } = context;
    const passes = { stdout: print, stderr: complain };
    const outer = AsyncResource.bind((pass: () => void) => pass());
    const sink = {
      write(stream: Stream, text: string): void {
        if (switches.has(`no-${stream}`)) outer(() => passes[stream](text));
        else output[stream] += text;
      },
      show(shown: Shown): void {
        if (switches.has("no-display")) outer(() => show(shown));
        else output.take(shown);
      },
    };
    await redirect(sink, () => context.evaluate(body, at));
  },
};
