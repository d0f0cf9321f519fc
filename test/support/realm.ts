// Plays cells in a realm of its own, a worker, and brings back what each came to.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
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

export interface RealmProgram {
  code: string;
  /** What V8 made of the code in an earlier realm: compiling it is half of the work of each. */
  cache?: Uint8Array;
}

/** What a worker is started with: the program, and what it is to play. */
const start = `
  const { workerData, parentPort } = require("node:worker_threads");
  const { Script } = require("node:vm");
  const { program, isFirst } = workerData;
  const script = new Script(program.code, { cachedData: program.cache });
  if (isFirst) process.once("exit", () => parentPort.postMessage(script.createCachedData()));
  script.runInThisContext()(require);
`;

const program = await createProgram();

export async function playInRealm(request: RealmRequest): Promise<string[]> {
  const [outcomes] = (await run({ program, request })) as [string[]];
  const { directory } = request;
  // As a URL has it, a blank is another character.
  const { pathname } = pathToFileURL(directory);
  return outcomes.map((outcome) =>
    outcome.replaceAll(pathname, "DIRECTORY").replaceAll(directory, "DIRECTORY"),
  );
}

/** All that it posts. */
function run(workerData: object): Promise<unknown[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(start, { eval: true, workerData, execArgv: ["--no-warnings"] });
    const messages: unknown[] = [];
    worker.on("message", (message) => messages.push(message));
    worker.once("error", reject);
    worker.once("exit", (code) => {
      if (messages.length > 0) resolve(messages);
      else reject(new Error(`the realm ended with code ${code}`));
    });
  });
}

async function createProgram(): Promise<RealmProgram> {
  const code = bundleRealm();
  const cells = ["let x = await { a: 1 }; x", "const f = () => { throw new Error() }; f()"];
  const request: RealmRequest = {
    directory: import.meta.dirname,
    languageId: "javascript",
    autoawait: true,
    form: "async",
    delayed: false,
    cells,
  };
  const messages = await run({ program: { code }, request, isFirst: true });
  return { code, cache: messages[1] as Uint8Array };
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
  const text = outcome.outputFiles[0]?.text ?? "";
  return `(require) => { const { ${ownGlobals.join(", ")} } = globalThis;\n${text}\n}`;
}
