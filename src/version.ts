import { readFileSync } from "node:fs";

/** Of the package that this program came in: the folder above both `src` and `dist`. */
export const version = (
  JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    version: string;
  }
).version;
