// The process of TypeScript's language server, `tsc --lsp --stdio`: started when somebody asks,
// started again after it died, and ended with the daemon, whose end closes its standard input. What
// is asked, and about which documents, others know.
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from "vscode-jsonrpc/node";
import type { Log } from "../std/log.ts";
import { settleWithin } from "../std/timeout.ts";

/** A server that died is not started again sooner than this after it was. */
const restMs = 2_000;
/** One that owes an answer for so long is taken for dead. */
const longestAnswerMs = 60_000;
/** How long it may take to end by itself. */
const endMs = 500;
/** Nobody has asked for so long: the next who does waits for a new one. */
const idleMs = 15 * 60 * 1000;

/** What a server is set to; it asks for this by sections. */
const settings: Record<string, object> = {
  "js/ts": {
    customConfigFileName: ".awaitd.tsconfig.json",
    preferences: { importModuleSpecifierEnding: "auto" },
    tsserver: { automaticTypeAcquisition: { enabled: false } },
  },
};

export const configName = ".awaitd.tsconfig.json";

const capabilities = {
  workspace: { configuration: true },
  textDocument: {
    completion: {
      completionItem: {
        labelDetailsSupport: true,
        documentationFormat: ["markdown"],
        resolveSupport: { properties: ["detail", "documentation", "additionalTextEdits"] },
      },
    },
    hover: { contentFormat: ["markdown"] },
    signatureHelp: {
      signatureInformation: {
        documentationFormat: ["markdown"],
        parameterInformation: { labelOffsetSupport: true },
        activeParameterSupport: true,
      },
    },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
  },
};

/** One process. `gone` is aborted when it is of no more use. */
export interface Server {
  readonly gone: AbortSignal;
  notify(method: string, params: object): void;
  /** Rejects when the server dies first. */
  ask<T>(method: string, params: object): Promise<T>;
}

export interface ServerSetup {
  log: Log;
  /** Where the program is; for tests. */
  findProgram?: () => string;
}

export class ServerSlot {
  readonly #setup: ServerSetup;
  #running: Running | undefined;
  #idle: NodeJS.Timeout | undefined;
  #startedMs = -Infinity;
  #isClosed = false;

  constructor(setup: ServerSetup) {
    this.#setup = setup;
  }

  /** The server, started if there is none; nothing where it can't be, or died just now. */
  get(): Server | undefined {
    if (this.#isClosed) return undefined;
    this.#idle ??= setTimeout(() => this.#rest(), idleMs).unref();
    this.#idle.refresh();
    if (this.#running && !this.#running.gone.aborted) return this.#running;
    if (performance.now() - this.#startedMs < restMs) return undefined;
    this.#startedMs = performance.now();
    this.#running = this.#start();
    return this.#running;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#idle);
    await this.#running?.end();
  }

  #rest(): void {
    this.#idle = undefined;
    this.#startedMs = -Infinity;
    void this.#running?.end();
  }

  #start(): Running | undefined {
    const { log, findProgram = findTypeScript } = this.#setup;
    try {
      return new Running(findProgram(), log);
    } catch (error) {
      log.warn("TypeScript's language server could not be started", { err: error });
      return undefined;
    }
  }
}

class Running implements Server {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #connection: MessageConnection;
  readonly #end = new AbortController();
  readonly #ready: Promise<unknown>;
  readonly #log: Log;

  constructor(program: string, log: Log) {
    this.#log = log;
    this.#process = spawn(program, ["--lsp", "--stdio"], { stdio: "pipe" });
    this.#process.stderr.resume();
    const { stdin, stdout } = this.#process;
    this.#connection = createMessageConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    this.#process.once("error", (error) => this.#lose("could not be started", error));
    this.#process.once("exit", (code, signal) => this.#lose("has ended", { code, signal }));
    stdin.on("error", (error) => this.#lose("reads no more", error));
    this.#connection.onError(([error]) => this.#lose("can't be understood", error));
    this.#connection.onRequest((method: string, params: unknown) => reply(method, params));
    this.#connection.listen();
    this.#ready = this.#initialize();
    // Whoever asks is told; that it failed is logged above.
    this.#ready.catch(() => {});
  }

  get gone(): AbortSignal {
    return this.#end.signal;
  }

  notify(method: string, params: object): void {
    if (this.gone.aborted) return;
    this.#send(method, params);
  }

  async ask<T>(method: string, params: object): Promise<T> {
    this.gone.throwIfAborted();
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => this.#lose("does not answer", { method }), longestAnswerMs);
    const leave = (): void => reject(new Error("TypeScript's language server has ended"));
    this.gone.addEventListener("abort", leave, { once: true });
    try {
      return await Promise.race([this.#connection.sendRequest<T>(method, params), promise]);
    } finally {
      clearTimeout(timer);
      this.gone.removeEventListener("abort", leave);
    }
  }

  /** Resolves when the process is gone. */
  async end(): Promise<void> {
    if (this.gone.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#process.once("exit", () => resolve());
    this.#end.abort();
    this.#process.stdin.end();
    await settleWithin(endMs, promise, undefined);
    this.#process.kill("SIGKILL");
    this.#connection.dispose();
  }

  /** It takes messages in their order, so nothing has to wait for this. */
  #initialize(): Promise<unknown> {
    const params = { processId: process.pid, rootUri: null, capabilities };
    const initializationOptions = { disablePushDiagnostics: true };
    const answer = this.ask("initialize", { ...params, initializationOptions });
    this.#send("initialized", {});
    return answer;
  }

  #send(method: string, params: object): void {
    this.#connection.sendNotification(method, params).catch((error: unknown) => {
      this.#lose("takes no more", error);
    });
  }

  #lose(how: string, error: unknown): void {
    if (this.gone.aborted) return;
    this.#log.warn(`TypeScript's language server ${how}`, { err: error });
    this.#end.abort();
    this.#process.kill("SIGKILL");
    this.#connection.dispose();
  }
}

/** What the server asks of us. */
function reply(method: string, params: unknown): unknown {
  if (method !== "workspace/configuration") return null;
  const { items } = params as { items: { section?: string }[] };
  return items.map(({ section = "" }) => settings[section] ?? null);
}

/** The program of the package that this one depends on. */
function findTypeScript(): string {
  const near = createRequire(import.meta.url);
  const manifest = near.resolve("typescript/package.json");
  const platform = `@typescript/typescript-${process.platform}-${process.arch}/package.json`;
  const name = process.platform === "win32" ? "tsc.exe" : "tsc";
  return join(dirname(createRequire(manifest).resolve(platform)), "lib", name);
}
