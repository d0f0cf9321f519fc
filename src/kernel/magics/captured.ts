import { AsyncResource } from "node:async_hooks";
import type { MimeBundle } from "../../../protocol/shapes.ts";
import { readFlags } from "./flags.ts";
import type { Magic, MagicContext } from "./magic.ts";

type Stream = "stdout" | "stderr";

/** What a cell has printed and displayed. */
export class CapturedOutput {
  stdout = "";
  stderr = "";
  readonly displayed: MimeBundle[] = [];
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
    const { print, complain, display, redirect } = context;
    const passes = { stdout: print, stderr: complain };
    const outer = AsyncResource.bind((pass: () => void) => pass());
    const sink = {
      write(stream: Stream, text: string): void {
        if (switches.has(`no-${stream}`)) outer(() => passes[stream](text));
        else output[stream] += text;
      },
      display(bundle: MimeBundle): void {
        if (switches.has("no-display")) outer(() => display(bundle));
        else output.displayed.push(bundle);
      },
    };
    await redirect(sink, () => context.evaluate(body, at));
  },
};
