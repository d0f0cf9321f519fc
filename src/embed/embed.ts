// The package's entry: `import { embed, defineConfig } from "awaitd"`. It loads nothing before
// `embed` is called.
import { createRequire } from "node:module";
import { isMainThread } from "node:worker_threads";
import type * as api from "./embed.d.cts";
import type { open } from "./open.ts";

const requireNear = createRequire(import.meta.url);

export const embed: typeof api.embed = async (options = {}) => {
  if (!isMainThread) throw new TypeError("embed() works in the main thread only");
  const { context = {} } = options;
  if (context === null || typeof context !== "object") {
    throw new TypeError("embed: context is an object whose properties cells find as variables");
  }
  const loaded = requireNear("./open.cjs") as { open: typeof open };
  await loaded.open({ ...options, context });
};

export const defineConfig: typeof api.defineConfig = (config) => config;
