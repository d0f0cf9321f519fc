import type { Magic } from "./magic.ts";

export const listing: Magic = {
  names: ["%lsmagic"],
  waits: false,
  doc: `List the magics that there are.

  %lsmagic              by name; \`%name?\` tells more of one`,
  run(_, { kernel, print }) {
    const names = kernel.magics.all().flatMap((magic) => magic.names);
    const [lines, cells] = [/^%(?!%)/, /^%%/].map((kind) =>
      names.filter((name) => kind.test(name)).toSorted(),
    );
    const parts = [
      `Available line magics:\n${lines!.join("  ")}`,
      `Available cell magics:\n${cells!.join("  ")}`,
      "Also: !command, names = !command, thing?, thing??",
    ];
    print(`${parts.join("\n\n")}\n`);
  },
};

export const manual: Magic = {
  names: ["%magic"],
  waits: false,
  doc: `Tell of magics, and of each how it is used.

  %magic                all that \`%name?\` tells
  %magic -brief         a line each`,
  run({ line }, { kernel, print }) {
    const isBrief = line === "-brief";
    if (line !== "" && !isBrief) throw new TypeError("%magic takes nothing but -brief");
    const magics = kernel.magics.all().toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
    if (isBrief) {
      const longest = Math.max(...magics.map(({ names }) => names.join(", ").length));
      const rows = magics.map(
        ({ names, doc }) => [names.join(", "), doc.split("\n", 1)[0]!] as const,
      );
      return print(rows.map(([names, does]) => `${names.padEnd(longest + 2)}${does}\n`).join(""));
    }
    const told = magics.map(({ names, doc }) => `\n${names.join(", ")}:\n${indent(doc)}\n`);
    print(`${intro}\n${told.join("")}`);
  },
};

const key = ({ names }: Magic): string => names[0]!.replace(/^%+/, "");

const indent = (text: string): string => text.replace(/^(?=.)/gm, "    ");

const intro = `Magics are lines that begin with % (and whole cells that begin with %%); each is
called with the text behind its name. What JavaScript can mean, it means: \`!flag\` negates, a line
\`% b\` below an \`a\` is a remainder. A magic stands wherever a statement may, also in a block, and
\`x = %name …\` keeps what it returns.`;
