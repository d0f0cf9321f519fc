import type { LoopPolicy } from "../../../protocol/shapes.ts";
import type { Magic } from "./magic.ts";

export const loopPolicies: readonly LoopPolicy[] = ["persistent", "perCell"];

export const loop: Magic = {
  names: ["%loop"],
  waits: false,
  doc: `Say when the event loop turns.

  %loop                 tell how it is set
  %loop persistent      always: what was begun in the background goes on between cells
  %loop perCell         only while an asynchronous cell runs`,
  run({ line }, { kernel, print }) {
    const { settings } = kernel;
    const policy = loopPolicies.find((each) => each.toLowerCase() === line.toLowerCase());
    if (line === "") print(`the loop policy is \`${settings.loopPolicy}\`\n`);
    else if (policy) settings.loopPolicy = policy;
    else {
      const known = loopPolicies.map((each) => `\`${each}\``).join(" and ");
      throw new TypeError(`no loop policy is called \`${line}\`; there are ${known}`);
    }
  },
};
