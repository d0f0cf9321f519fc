import type { LoopPolicy } from "../../../protocol/shapes.ts";
import type { Magic } from "./magic.ts";

const policies: readonly LoopPolicy[] = ["persistent", "perCell"];

export const loop: Magic = {
  names: ["%loop"],
  waits: false,
  doc: `Say when the event loop turns.

  %loop                 tell how it is set
  %loop persistent      always: what was begun in the background goes on between cells
  %loop perCell         only while an asynchronous cell runs`,
  run({ line }, { kernel, print }) {
    const { settings } = kernel;
    const policy = policies.find((each) => each.toLowerCase() === line.toLowerCase());
    if (line === "") print(`the loop policy is \`${settings.loopPolicy}\`\n`);
    else if (policy) settings.loopPolicy = policy;
    else {
      const known = policies.map((each) => `\`${each}\``).join(" and ");
      throw new TypeError(`no loop policy is called \`${line}\`; there are ${known}`);
    }
  },
};
