// Bundles the web console to dist/web, and prints what a browser has to load of it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "vite";

const folder = join(import.meta.dirname, "../../dist/web");

await build({
  root: import.meta.dirname,
  configFile: false,
  logLevel: "warn",
  // Relative, for a page that stands in a folder of some other host, behind a proxy.
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: folder,
    emptyOutDir: true,
    target: "es2023",
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
    // What takes how long on a busy machine is no news.
    rolldownOptions: { checks: { pluginTimings: false } },
  },
});

const kibibytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;
const sizes = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => readFileSync(join(entry.parentPath, entry.name)))
  .map((content) => ({ whole: content.length, zipped: gzipSync(content).length }));
const sum = (key: "whole" | "zipped"): string =>
  kibibytes(sizes.reduce((total, size) => total + size[key], 0));
process.stdout.write(`dist/web: ${sum("whole")}, ${sum("zipped")} gzipped\n`);
