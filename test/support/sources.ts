// The project's own source files, read and parsed for the tests that look at their shape. Knows the
// syntax of a file and where an import leads; what is allowed is layers.ts's business.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire, stripTypeScriptTypes } from "node:module";
import { dirname, join, normalize } from "node:path";
import type * as Vite from "vite";
import { parse, type AnyNode, type Node, type Program } from "acorn";
import { simple } from "acorn-walk";

export const root = join(import.meta.dirname, "../..");

export interface Import {
  /** A path from the project's root, `node:…`, or the name of a package. */
  target: string;
  kind: "value" | "type";
  line: number;
}

export interface Source {
  path: string;
  text: string;
  imports: Import[];
  functions: { line: number; lines: number }[];
  defaultExport: boolean;
}

const folders = ["src", "protocol", "clients", "test"];
const apart = /^(test\/(cases|artifacts)|protocol\/schema)\//;

/** Every TypeScript file of the project, in the order of their paths. */
export function readSources(): Source[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map(
        (name) => `${folder}/${name}`,
      ),
    )
    .filter((path) => /\.tsx?$/.test(path) && !apart.test(path) && !path.includes("node_modules/"))
    .toSorted()
    .map((path) => parseSource(path, readFileSync(join(root, path), "utf8")));
}

export function parseSource(path: string, text: string): Source {
  const source: Source = { path, text, imports: [], functions: [], defaultExport: false };
  if (path.endsWith(".tsx")) return parseJsx(source);
  const stripped = stripTypeScriptTypes(text);
  const program = parse(stripped, {
    ecmaVersion: "latest",
    sourceType: "module",
    locations: true,
  });
  collectValueImports(program, source);
  collectTypeImports(source, stripped);
  const measure = (node: Node): void => {
    if (!node.loc) return;
    const { start, end } = node.loc;
    source.functions.push({ line: start.line, lines: end.line - start.line + 1 });
  };
  simple(program, {
    Function: measure,
    ExportDefaultDeclaration: () => void (source.defaultExport = true),
  });
  return source;
}

/** Node strips no JSX, and acorn reads none; the parser of vite is loaded where there is some. */
function parseJsx(source: Source): Source {
  const { path, text } = source;
  const { parseSync } = createRequire(import.meta.url)("vite") as typeof Vite;
  const { program, errors } = parseSync(path, text);
  if (errors[0]) throw new SyntaxError(`${path}: ${errors[0].message}`);
  const lineAt = (offset: number): number => text.slice(0, offset).split("\n").length;
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== "object" || node === null) return;
    const { type, start, end, source: from, importKind, exportKind } = node as JsxNode;
    const line = lineAt(start ?? 0);
    if (/^(Import|Export)/.test(type ?? "") && typeof from?.value === "string") {
      const kind = importKind === "type" || exportKind === "type" ? "type" : "value";
      source.imports.push({ target: resolveTarget(path, from.value), kind, line });
    }
    if (/^(Arrow)?Function(Expression|Declaration)$/.test(type ?? ""))
      source.functions.push({ line, lines: lineAt(end ?? 0) - line + 1 });
    if (type === "ExportDefaultDeclaration") source.defaultExport = true;
    Object.values(node).forEach(visit);
  };
  visit(program);
  return source;
}

interface JsxNode {
  type?: string;
  start?: number;
  end?: number;
  source?: { value?: unknown } | null;
  importKind?: string;
  exportKind?: string;
}

function collectValueImports(program: Program, source: Source): void {
  const add = (node: AnyNode, from: AnyNode | null | undefined): void => {
    if (from?.type !== "Literal" || typeof from.value !== "string") return;
    const target = resolveTarget(source.path, from.value);
    source.imports.push({ target, kind: "value", line: node.loc?.start.line ?? 0 });
  };
  simple(program, {
    ImportDeclaration: (node) => add(node, node.source),
    ExportNamedDeclaration: (node) => add(node, node.source),
    ExportAllDeclaration: (node) => add(node, node.source),
    ImportExpression: (node) => add(node, node.source),
  });
}

/** The imports that stripping the types has left blank. */
function collectTypeImports(source: Source, stripped: string): void {
  const statement = /^(?:import|export) type\b[^;]*?from "([^"]+)"/gm;
  for (const match of source.text.matchAll(statement)) {
    if (stripped[match.index] !== " ") continue;
    const line = source.text.slice(0, match.index).split("\n").length;
    source.imports.push({ target: resolveTarget(source.path, match[1] ?? ""), kind: "type", line });
  }
}

function resolveTarget(path: string, specifier: string): string {
  if (specifier.startsWith(".")) return normalize(join(dirname(path), specifier));
  if (specifier.startsWith("node:")) return specifier;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
