// Plays cells in a realm of its own, a worker, and brings back what each came to.
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { buildSync } from "esbuild";
import type { RealmRequest } from "./compiler-realm.ts";

const ownGlobals = [
  "Map",
  "Set",
  "WeakMap",
  "Promise",
  "Object",
  "Reflect",
  "JSON",
  "String",
  "Math",
];
const bundle = bundleRealm();

export function playInRealm(request: RealmRequest): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(bundle, {
      eval: true,
      workerData: request,
      execArgv: ["--no-warnings"],
    });
    worker.once("message", (outcomes: string[]) =>
      resolve(outcomes.map((outcome) => outcome.replaceAll(request.directory, "DIRECTORY"))),
    );
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the realm ended with code ${code}`)));
  });
}

/**
 * One file, so that a realm starts fast; its own globals are held where no cell can shadow them.
 */
function bundleRealm(): string {
  const outcome = buildSync({
    entryPoints: [join(import.meta.dirname, "compiler-realm.ts")],
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node24",
    define: { "import.meta.url": JSON.stringify(import.meta.url) },
    write: false,
  });
  const code = outcome.outputFiles[0]?.text ?? "";
  return `(() => { const { ${ownGlobals.join(", ")} } = globalThis;\n${code}\n})()`;
}
