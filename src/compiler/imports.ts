// Static imports are loaded before the cell starts; here they leave the code and become requests.
// `export` is taken off a declaration.
import type {
  ExportAllDeclaration,
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  ImportAttribute,
  ImportDeclaration,
  Literal,
  Program,
} from "acorn";
import { declarationOf } from "./declarations.ts";
import type { Edits } from "./edits.ts";
import { skipBlank } from "./grammar.ts";
import { scopeName } from "./names.ts";
import { createLines } from "./positions.ts";
import type { Survey } from "./survey.ts";

export interface ImportRequest {
  specifier: string;
  attributes: Record<string, string>;
  /** What the module must export for the cell to run. */
  exports: string[];
  /** Where the specifier stands, counted from 1. */
  line: number;
  column: number;
}

interface Binding {
  local: string;
  /** Index of the request. */
  module: number;
  /** Undefined for `* as`. */
  exported: string | undefined;
}

export interface Imports {
  requests: ImportRequest[];
  bindings: Binding[];
}

type Source = ImportDeclaration | ExportAllDeclaration | ExportNamedDeclaration;

export function findImports(program: Program, source: string): Imports {
  const found: Imports = { requests: [], bindings: [] };
  const lines = createLines(source);
  for (const node of program.body) {
    if (!isSource(node) || !node.source) continue;
    const module = found.requests.length;
    const wanted = exportsOf(node);
    found.requests.push({
      specifier: String(node.source.value),
      attributes: Object.fromEntries(node.attributes.map(attribute)),
      exports: wanted,
      ...lines.position(node.source.start),
    });
    if (node.type !== "ImportDeclaration") continue;
    for (const specifier of node.specifiers) {
      const exported =
        specifier.type === "ImportNamespaceSpecifier"
          ? undefined
          : specifier.type === "ImportDefaultSpecifier"
            ? "default"
            : nameOf(specifier.imported);
      found.bindings.push({ local: specifier.local.name, module, exported });
    }
  }
  return found;
}

function isSource(node: { type: string }): node is Source {
  return /^(?:ImportDeclaration|ExportAllDeclaration|ExportNamedDeclaration)$/.test(node.type);
}

function exportsOf(node: Source): string[] {
  if (node.type === "ExportAllDeclaration") return [];
  return node.specifiers.flatMap((specifier) => {
    if (specifier.type === "ImportDefaultSpecifier") return ["default"];
    if (specifier.type === "ImportSpecifier") return [nameOf(specifier.imported)];
    return specifier.type === "ExportSpecifier" ? [nameOf(specifier.local)] : [];
  });
}

function nameOf(node: { type: "Identifier"; name: string } | Literal): string {
  return node.type === "Identifier" ? node.name : String(node.value);
}

function attribute({ key, value }: ImportAttribute): [string, string] {
  return [nameOf(key), String(value.value)];
}

/** Returns the assignments that bind the imported names. */
export function rewriteImports(
  program: Program,
  imports: Imports,
  survey: Survey,
  edits: Edits,
  source: string,
): string[] {
  for (const node of program.body) {
    if (node.type === "ImportDeclaration" || node.type === "ExportAllDeclaration") {
      edits.blank(node.start, node.end, ";");
    } else if (node.type === "ExportNamedDeclaration" || node.type === "ExportDefaultDeclaration") {
      rewriteExport(node, edits, source);
    }
  }
  for (const { meta } of survey.metas) edits.replace(meta.start, meta.end, scopeName);
  for (const { start } of survey.dynamicImports) edits.insert(start, `${scopeName}.`);
  return imports.bindings.map(({ local, module, exported }) => {
    const name = exported === undefined ? "" : `,${JSON.stringify(exported)}`;
    return `${local}=${scopeName}.bind(${JSON.stringify(local)},${module}${name})`;
  });
}

function rewriteExport(
  node: ExportNamedDeclaration | ExportDefaultDeclaration,
  edits: Edits,
  source: string,
): void {
  const { declaration } = node;
  if (!declaration) edits.blank(node.start, node.end, ";");
  else if (declarationOf(node) === undefined) {
    // `export default 1 + 1` is an expression like any other; the comma keeps a function from
    // becoming a declaration without a name, and an object from becoming a block.
    const keyword = skipBlank(source, node.start + "export".length) + "default".length;
    edits.blank(node.start, keyword, ";");
    edits.insert(keyword, "0,");
    // Such a function or class needs no semicolon before what follows it.
    const isDeclaration = /^(?:Function|Class)Declaration$/.test(declaration.type);
    if (isDeclaration) edits.wrap(declaration.start, declaration.end, "", ";");
  } else edits.blank(node.start, declaration.start);
}
