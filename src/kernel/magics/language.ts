import type { LanguageId } from "../../../protocol/shapes.ts";
import type { Magic } from "./magic.ts";

const createLanguage = (languageId: LanguageId, names: readonly string[], more: string): Magic => ({
  names,
  waits: true,
  doc: `Run the cell as ${more}

  ${names[0]}         the cell below; its value is that of the cell

IPython's %%javascript runs in the browser that shows the notebook; this runs in the session, as
any other cell.`,
  async run({ name, line, body = "", at }, { prepare }) {
    if (line !== "") throw new TypeError(`${name} takes nothing on its line`);
    return prepare(body, at, undefined, languageId).run();
  },
});

export const javascript = createLanguage(
  "javascript",
  ["%%javascript", "%%js"],
  "JavaScript, in a session of TypeScript too: nothing of it is read as a type.",
);

export const typescript = createLanguage(
  "typescript",
  ["%%typescript", "%%ts"],
  "TypeScript, in a session of JavaScript too.",
);
