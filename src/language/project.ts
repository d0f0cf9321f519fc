// A directory as TypeScript's server sees it once sessions work there: a configuration that goes
// out from the user's own, the globals that every cell finds, and room for documents beside the
// user's files, so that what cells import is found from where it is. None of it is on the disk:
// the server is told of it as of unsaved documents.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { globals } from "./globals.ts";
import { configName, type Server } from "./server.ts";

/** No file of a user's is called so. */
export const documentPrefix = ".awaitd-";

/** What holds for cells whatever the user's files are held to. */
const fixed = {
  module: "esnext",
  moduleResolution: "bundler",
  customConditions: ["node"],
  moduleDetection: "force",
  target: "esnext",
  types: ["*"],
  allowJs: true,
  checkJs: false,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  noEmit: true,
  composite: false,
  incremental: false,
  declaration: false,
  isolatedModules: false,
  isolatedDeclarations: false,
  verbatimModuleSyntax: false,
  erasableSyntaxOnly: false,
  experimentalDecorators: false,
  noUnusedLocals: false,
  noUnusedParameters: false,
  allowUnreachableCode: true,
  allowUnusedLabels: true,
  skipLibCheck: true,
};

/** What holds where the user has no configuration. */
const usual = { strict: true, noImplicitAny: false, lib: ["esnext"] };

export const locate = (directory: string, name: string): string =>
  pathToFileURL(join(directory, name)).href;

/** Tells a server of a directory, before any document in it. */
export function openProject(server: Server, directory: string): void {
  const own = findUp(directory, "tsconfig.json");
  const compilerOptions = { ...(own === undefined ? usual : {}), ...fixed };
  const config = {
    ...(own === undefined ? {} : { extends: own }),
    compilerOptions,
    include: [`./${documentPrefix}*`],
    exclude: [],
    references: [],
  };
  const open = (name: string, languageId: string, text: string): void => {
    const uri = locate(directory, name);
    server.notify("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  };
  open(configName, "json", JSON.stringify(config));
  const types = findUp(directory, "node_modules/@types/node") ? "" : referToNode();
  open(`${documentPrefix}globals.d.ts`, "typescript", types + globals);
}

/** The types of Node that come with this package. */
const referToNode = (): string => {
  const manifest = createRequire(import.meta.url).resolve("@types/node/package.json");
  return `/// <reference path=${JSON.stringify(join(dirname(manifest), "index.d.ts"))} />\n`;
};

function findUp(directory: string, name: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    const path = join(at, name);
    if (existsSync(path)) return path;
    if (dirname(at) === at) return undefined;
  }
}
