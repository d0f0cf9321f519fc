// Which handler a message reaches, and when: the lifecycle of LSP, the method table, params,
// cancellation. The one place where a failure becomes an answer: an `RpcError` keeps its code,
// anything else is a bug, reported and answered -32603. Requests that follow `initialize` before
// its answer wait for it, in order.
import { ResponseError } from "vscode-jsonrpc/node";
import { errorCodes, RpcError } from "../../protocol/errors.ts";
import type { MethodName } from "../../protocol/methods.ts";
import { methodNames, validators } from "../../protocol/schema/validators.js";
import type { RequestCancellation } from "./cancellation.ts";
import type { Client, NoticeName, RequestContext } from "./link.ts";
import { findNearest } from "../std/nearest.ts";
import { checkParams } from "./params.ts";

/** Told of bugs; never of what a client did wrong. */
export type Report = (error: unknown, where: string) => void;

type Handler = (params: object, context: RequestContext) => unknown;
type Phase = "new" | "initializing" | "ready" | "shutdown";

/** Is it a notification that somebody here listens to? */
export const isNotice = (method: string): method is NoticeName =>
  method.startsWith("textDocument/did") && Object.hasOwn(validators, method);

const known: ReadonlySet<string> = new Set(methodNames);

export class Dispatcher {
  readonly #client: Client;
  readonly #report: Report;
  #phase: Phase = "new";
  #initializing: Promise<void> = Promise.resolve();

  constructor(client: Client, report: Report) {
    this.#client = client;
    this.#report = report;
  }

  /** A client has been let in: `initialize` has succeeded. */
  get initialized(): boolean {
    return this.#phase === "ready" || this.#phase === "shutdown";
  }

  /** Resolves with the result, or rejects with the `ResponseError` to send. */
  async request(
    method: string,
    params: object | undefined,
    cancellation: RequestCancellation,
  ): Promise<unknown> {
    try {
      while (this.#phase === "initializing") await this.#initializing;
      const name = this.#admit(method);
      const checked = checkParams(name, params);
      if (name === "initialize") return await this.#initialize(checked, cancellation);
      if (name === "shutdown") this.#phase = "shutdown";
      return await this.#run(name, checked, cancellation);
    } catch (error) {
      throw this.#toResponseError(error, method);
    }
  }

  /** Notifications are never answered; those that nobody knows are nobody's. */
  async notification(method: string, params: object | undefined): Promise<void> {
    try {
      if (method === "exit") return this.#client.onExit(this.#phase === "shutdown" ? 0 : 1);
      while (this.#phase === "initializing") await this.#initializing;
      if (this.#phase !== "ready" || !isNotice(method)) return;
      const notice = this.#client.notices[method] as (checked: object) => void;
      notice(checkParams(method, params));
    } catch (error) {
      // What a client did wrong nobody can tell it: a notification has no answer.
      if (!(error instanceof RpcError)) this.#report(error, method);
    }
  }

  #admit(method: string): MethodName {
    if (this.#phase === "shutdown") {
      throw new RpcError("InvalidRequest", `${method} after shutdown: only exit may follow`);
    }
    if (method === "initialize" && this.#phase !== "new") {
      throw new RpcError("InvalidRequest", "initialize may be sent only once");
    }
    if (method !== "initialize" && this.#phase === "new") {
      throw new RpcError("ServerNotInitialized", `${method} before initialize`);
    }
    if (known.has(method)) return method as MethodName;
    const nearest = findNearest(method, methodNames);
    const shown = JSON.stringify(method.slice(0, 80));
    const message = `no method ${shown}; the nearest is ${JSON.stringify(nearest)}`;
    throw new RpcError("MethodNotFound", message, { nearest });
  }

  async #initialize(params: object, context: RequestContext): Promise<unknown> {
    this.#phase = "initializing";
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#initializing = promise;
    let phase: Phase = "new";
    try {
      const result = await this.#call("initialize", params, context);
      phase = "ready";
      return result;
    } finally {
      // In the next turn of the loop, so that the answer is on its way before anything that
      // waited for it.
      setImmediate(() => {
        this.#phase = phase;
        resolve();
      });
    }
  }

  /**
   * `execute` answers its own cancellation with a result; anything else is answered -32800 at
   * once.
   */
  #run(method: MethodName, params: object, cancellation: RequestCancellation): unknown {
    if (method === "execute" || method === "shutdown")
      return this.#call(method, params, cancellation);
    const refusal = (): RpcError => new RpcError("RequestCancelled", `${method} was cancelled`);
    if (cancellation.isCancellationRequested) throw refusal();
    const result = this.#call(method, params, cancellation);
    if (!(result instanceof Promise)) return result;
    result.catch((error: unknown) => {
      if (cancellation.isCancellationRequested) this.#reportLate(error, method);
    });
    const cancelled = new Promise<never>((_resolve, reject) => {
      cancellation.onCancelled(() => reject(refusal()));
    });
    return Promise.race([result, cancelled]);
  }

  #call(method: MethodName, params: object, context: RequestContext): unknown {
    const handler = this.#client.handlers[method] as Handler;
    return handler.call(this.#client.handlers, params, context);
  }

  /** A cancelled handler may well fail because it was cancelled; only a bug is worth a word. */
  #reportLate(error: unknown, method: string): void {
    const expected = error instanceof RpcError || (error as Error | null)?.name === "AbortError";
    if (!expected) this.#report(error, method);
  }

  #toResponseError(error: unknown, method: string): ResponseError<unknown> {
    if (error instanceof RpcError) return new ResponseError(error.code, error.message, error.data);
    this.#report(error, method);
    const detail = error instanceof Error ? error.message : String(error);
    return new ResponseError(errorCodes.InternalError, `internal error in ${method}: ${detail}`);
  }
}
