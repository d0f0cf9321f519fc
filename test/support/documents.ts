// The project's documentation: every page, its blocks of code, where its links lead.
import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./sources.ts";

const pages = [
  "README.md",
  "src/ARCHITECTURE.md",
  "src/embed/README.md",
  "protocol/*.md",
  "clients/*/README.md",
];
/** A part of protocol/README.md, whose links are to the rest of it. */
const partOfPage = "protocol/preface.md";

/** Paths from the project's root, in order. */
export const documents: readonly string[] = pages
  .flatMap((pattern) => globSync(pattern, { cwd: root }).toSorted())
  .filter((path) => path !== partOfPage);

export const readDocument = (path: string): string => readFileSync(join(root, path), "utf8");

/** The first block of code that has this in it, in the page. */
export function findBlock(path: string, part: string): string {
  const blocks = readDocument(path).matchAll(/^```[^\n`]*\n(.*?)^```$/gms);
  const found = [...blocks].map(([, block = ""]) => block).find((block) => block.includes(part));
  if (found === undefined) throw new Error(`${path} has no block with ${part}`);
  return found;
}

/** How GitHub names a heading's anchor. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

const withoutCode = (text: string): string => text.replaceAll(/^```.*?^```$/gms, "");

const anchorsOf = (text: string): string[] =>
  [...withoutCode(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => anchorOf(heading));

/** Links to a file, or a heading, that is not there. */
export function checkLinks(path: string, text: string): string[] {
  const links = withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g);
  return [...links].flatMap(([, link = ""]) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? path : join(dirname(path), file);
    if (!existsSync(join(root, target))) return [`${path} links to ${link}, which is not there`];
    if (anchor === undefined) return [];
    const anchors = anchorsOf(file === "" ? text : readDocument(target));
    return anchors.includes(anchor)
      ? []
      : [`${path} links to ${link}, a heading that is not there`];
  });
}
