// The table of src/ARCHITECTURE.md as data: what each part of the house may stand on. Every check
// takes sources and returns complaints, so a test can also show it what it must complain about.
import type { Import, Source } from "./sources.ts";

interface Layer {
  /** A folder with its slash, one file, or `folder/*` for what lies right in it. */
  at: string;
  /** Folders it may import from, besides its own. */
  on: string[];
  /** Folders it may import from as types only. */
  types?: string[];
  packages?: string[];
  node?: boolean;
}

/** The order matters: exceptions stand before the folder that they are in. */
export const layers: Layer[] = [
  {
    at: "protocol/generate.ts",
    on: [],
    packages: ["ajv", "esbuild", "prettier", "typebox"],
    node: true,
  },
  { at: "protocol/", on: [], packages: ["typebox"] },
  { at: "src/std/", on: [] },
  // What it stands on that is loaded when a cell needs it.
  { at: "src/compiler/load.ts", on: [], node: true },
  { at: "src/compiler/strip.ts", on: [], packages: ["amaro"], node: true },
  { at: "src/compiler/transpiler.ts", on: [], packages: ["esbuild"], node: true },
  {
    at: "src/compiler/",
    on: [],
    packages: ["acorn", "acorn-walk", "@jridgewell/trace-mapping"],
  },
  // As types; the package is the user's.
  { at: "src/runner/effection.ts", on: [], packages: ["effection"] },
  { at: "src/runner/effect.ts", on: [], packages: ["effect"] },
  { at: "src/runner/session-scope.ts", on: [], packages: ["effection", "effect"] },
  { at: "src/runner/", on: ["src/std/"] },
  { at: "src/rpc/frame.ts", on: ["src/std/"] },
  { at: "src/rpc/", on: ["protocol/", "src/std/"], packages: ["vscode-jsonrpc"], node: true },
  { at: "src/transport/", on: ["protocol/", "src/rpc/"], packages: ["ws"], node: true },
  { at: "src/host/", on: ["protocol/", "src/std/"], node: true },
  { at: "src/session/", on: ["protocol/", "src/std/"], types: ["src/host/"] },
  {
    at: "src/language/",
    on: ["protocol/", "src/std/"],
    packages: ["vscode-jsonrpc"],
    node: true,
  },
  {
    at: "src/daemon/",
    on: ["protocol/", "src/host/", "src/language/", "src/rpc/", "src/session/", "src/std/"],
    packages: ["vscode-languageserver-textdocument"],
    node: true,
  },
  {
    at: "src/kernel/",
    on: ["protocol/", "src/compiler/", "src/runner/", "src/std/"],
    node: true,
  },
  { at: "src/embed/", on: ["protocol/", "src/compiler/", "src/kernel/", "src/std/"], node: true },
  {
    at: "src/*",
    on: [
      "clients/cli/",
      "protocol/",
      "src/daemon/",
      "src/host/",
      "src/language/",
      "src/transport/",
    ],
    packages: ["commander", "pino"],
    node: true,
  },
  // As a stranger would.
  { at: "clients/examples/", on: [], packages: ["awaitd"], node: true },
  { at: "clients/web/build.ts", on: [], packages: ["vite"], node: true },
  {
    at: "clients/web/",
    on: ["protocol/", "clients/shared/"],
    packages: [
      "preact",
      "@preact/signals",
      "@codemirror/autocomplete",
      "@codemirror/commands",
      "@codemirror/lang-javascript",
      "@codemirror/language",
      "@codemirror/lint",

      "@codemirror/search",
      "@codemirror/state",
      "@codemirror/view",
      "@lezer/highlight",
      "@tanstack/virtual-core",
      "dompurify",
      "marked",
    ],
  },
  {
    at: "clients/repl/",
    on: ["protocol/", "clients/shared/"],
    packages: [
      "@codemirror/commands",
      "@codemirror/lang-javascript",
      "@codemirror/language",
      "@codemirror/state",
      "@lezer/highlight",
      "commander",
      "marked",
      "string-width",
    ],
    node: true,
  },
  { at: "clients/shared/documents/", on: ["protocol/"] },
  { at: "clients/shared/build.ts", on: [], packages: ["esbuild"], node: true },
  // Bytes and processes; all else in the folder runs in browsers, too.
  ...["connect", "framing", "node", "stream"].map((name) => ({
    at: `clients/shared/${name}.ts`,
    on: ["protocol/"],
    packages: ["ws"],
    node: true,
  })),
  { at: "clients/shared/", on: ["protocol/"] },
  {
    at: "clients/vscode/build.ts",
    on: [],
    packages: ["@vscode/vsce", "esbuild"],
    node: true,
  },
  {
    at: "clients/vscode/",
    on: ["protocol/", "clients/shared/"],
    packages: ["vscode"],
    node: true,
  },
  ...["cli", "neovim", "jupyter"].map((name) => ({
    at: `clients/${name}/`,
    on: ["protocol/", "clients/shared/"],
    packages: ["commander", "vscode-jsonrpc", "ws"],
    node: true,
  })),
];

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

/** The first row that fits is a path's layer. */
const layerOf = (path: string): Layer | undefined =>
  layers.find(({ at }) => {
    if (at.endsWith("/*")) return folderOf(path) === folderOf(at);
    return at.endsWith("/") ? path.startsWith(at) : path === at;
  });

function mayImport(layer: Layer, path: string, { target, kind }: Import): boolean {
  if (target.startsWith("node:")) return layer.node === true || kind === "type";
  if (!target.includes("/") || target.startsWith("@")) {
    return layer.packages?.includes(target) === true;
  }
  if (folderOf(target) === folderOf(path)) return true;
  const folders = [
    folderOf(layer.at),
    ...layer.on,
    ...(kind === "type" ? (layer.types ?? []) : []),
  ];
  return folders.some((folder) => target.startsWith(folder));
}

/** Imports that go up, or sideways where nothing says they may. */
export function checkLayers(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => !path.startsWith("test/"))
    .flatMap(({ path, imports }) => {
      const layer = layerOf(path);
      if (!layer) return [`${path} is in no layer of the table`];
      return imports
        .filter((found) => !mayImport(layer, path, found))
        .map(({ target, kind, line }) => `${path}:${line} imports ${target} (${kind})`);
    });
}

/** Rings of imports; those of types alone do not count. */
export function checkCycles(sources: Source[]): string[] {
  const files = new Map(sources.map((source) => [source.path, source]));
  const done = new Set<string>();
  const complaints: string[] = [];
  const visit = (path: string, trail: string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) return void complaints.push([...trail.slice(at), path].join(" → "));
    if (done.has(path)) return;
    for (const { target, kind } of files.get(path)?.imports ?? []) {
      if (kind === "value" && files.has(target)) visit(target, [...trail, path]);
    }
    done.add(path);
  };
  for (const path of files.keys()) visit(path, []);
  return complaints;
}

/** Imports of a file that is not there. */
export function checkTargets(sources: Source[], exists: (path: string) => boolean): string[] {
  return sources.flatMap(({ path, imports }) =>
    imports
      .filter(({ target }) => /^(src|protocol|clients|test)\//.test(target) && !exists(target))
      .map(({ target, line }) => `${path}:${line} imports ${target}, which is not there`),
  );
}
