import { existsSync, writeFileSync } from "node:fs";
import { extname, resolve } from "node:path";
import type { Magic } from "./magic.ts";
import { findEntries } from "./ranges.ts";
import { readWords } from "./arguments.ts";

export const save: Magic = {
  names: ["%save"],
  waits: false,
  doc: `Write cells of this session to a file for \`awaitd run\`: each below a line \`// %%\`.

  %save FILE 1-3 5      .ts, or .js in a session of JavaScript, is added where there is no ending
  %save FILE            all that is remembered
  -f                    over a file that is there
  -a                    at its end`,
  run({ line }, { kernel, print, executionCount }) {
    const { switches, words } = readWords("%save", line, { switches: ["f", "a"] });
    const [name, ...ranges] = words;
    if (name === undefined) throw new TypeError("%save takes a file, and which cells: 1-3 5");
    const ending = kernel.settings.languageId === "javascript" ? ".js" : ".ts";
    const path = resolve(extname(name) === "" ? name + ending : name);
    const entries = findEntries(ranges.length > 0 ? ranges : ["1-"], kernel.history).filter(
      ({ count }) => count !== executionCount,
    );
    if (entries.length === 0) throw new TypeError("there are no such cells; %history -n has them");
    const isAdded = switches.has("a");
    if (!isAdded && !switches.has("f") && existsSync(path))
      throw new Error(`${path} is there already; -f writes over it, -a adds to it`);
    const text = entries.map(({ code }) => `// %%\n${code.replace(/\n?$/, "\n")}`).join("");
    writeFileSync(path, text, { flag: isAdded ? "a" : "w" });
    print(`The following commands were written to file \`${path}\`:\n${text}`);
  },
};
