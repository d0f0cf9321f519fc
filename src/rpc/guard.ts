// What a message must be before the connection may see it. `vscode-jsonrpc` takes any object for
// a message, loses the first of two requests with one id, and throws on a cancellation without an
// id; so nothing of that kind gets past here. Knows JSON-RPC's shapes; knows neither methods nor
// bytes on a wire.
import { RpcError } from "../../protocol/errors.ts";

export type RequestId = number | string;

export interface IncomingRequest {
  jsonrpc: "2.0";
  id: RequestId;
  method: string;
  params?: object;
}

export interface IncomingNotification {
  jsonrpc: "2.0";
  method: string;
  params?: object;
}

export interface IncomingResponse {
  jsonrpc: "2.0";
  id: RequestId | null;
  result?: unknown;
  error?: unknown;
}

export type Verdict =
  | { type: "request"; message: IncomingRequest }
  | { type: "notification"; message: IncomingNotification }
  | { type: "response"; message: IncomingResponse }
  /** To be answered at once, past the connection. */
  | { type: "refused"; id: RequestId | null; error: RpcError }
  /** Nothing that anyone could be told: a notification nobody can read. */
  | { type: "ignored"; reason: string };

const utf8 = new TextDecoder("utf-8", { fatal: true });

const refuse = (id: RequestId | null, error: RpcError): Verdict => ({ type: "refused", id, error });

const invalid = (id: RequestId | null, message: string): Verdict =>
  refuse(id, new RpcError("InvalidRequest", message));

const isId = (value: unknown): value is RequestId =>
  typeof value === "string" || (typeof value === "number" && Number.isFinite(value));

/**
 * `[null]` is what `vscode-jsonrpc` makes of params that are undefined, `[]` what Lua and PHP make
 * of an empty object.
 */
const isNothing = (params: unknown): boolean =>
  params === null ||
  (Array.isArray(params) && (params.length === 0 || (params.length === 1 && params[0] === null)));

/** Judges messages one by one, and remembers which requests still wait for their answer. */
export class Guard {
  readonly #inFlight = new Set<RequestId>();

  get inFlight(): number {
    return this.#inFlight.size;
  }

  /** The request with this id has been answered; the id may be used again. */
  answered(id: RequestId): void {
    this.#inFlight.delete(id);
  }

  check(body: Uint8Array | string): Verdict {
    let message: unknown;
    try {
      message = JSON.parse(typeof body === "string" ? body : utf8.decode(body));
    } catch (error) {
      return refuse(null, new RpcError("ParseError", `broken JSON: ${(error as Error).message}`));
    }
    return this.#judge(message);
  }

  #judge(value: unknown): Verdict {
    if (Array.isArray(value))
      return invalid(null, "batches are not spoken here: send one message at a time");
    if (value === null || typeof value !== "object")
      return invalid(null, "a message is a JSON object");
    const message = value as Record<string, unknown>;
    const id = isId(message["id"]) ? message["id"] : null;
    if (message["jsonrpc"] !== "2.0") return invalid(id, 'a message has "jsonrpc": "2.0"');
    if (isNothing(message["params"])) delete message["params"];
    const { method, params } = message;
    if (method === undefined) return judgeResponse(message, id);
    if (typeof method !== "string") return invalid(id, "a method is a string");
    if (!("id" in message)) return judgeNotification(message, method);
    if (id === null) return invalid(null, "an id is a string or a number");
    if (params !== undefined && typeof params !== "object") {
      const data = { path: "", expected: "an object" };
      return refuse(
        id,
        new RpcError("InvalidParams", `${method}: expected params to be an object`, data),
      );
    }
    if (this.#inFlight.has(id)) {
      return invalid(id, `a request with the id ${JSON.stringify(id)} has not been answered yet`);
    }
    this.#inFlight.add(id);
    return { type: "request", message: message as unknown as IncomingRequest };
  }
}

const judgeNotification = (message: Record<string, unknown>, method: string): Verdict => {
  const { params } = message;
  if (params !== undefined && (typeof params !== "object" || Array.isArray(params))) {
    return { type: "ignored", reason: `${method}: expected params to be an object` };
  }
  if (method === "$/cancelRequest" && !isId((params as { id?: unknown } | undefined)?.id)) {
    return {
      type: "ignored",
      reason: "$/cancelRequest: expected params.id to be a string or a number",
    };
  }
  return { type: "notification", message: message as unknown as IncomingNotification };
};

const judgeResponse = (message: Record<string, unknown>, id: RequestId | null): Verdict => {
  const answers = "result" in message || "error" in message;
  if (!answers) return invalid(id, "a message has a method, a result or an error");
  if (id === null) return { type: "ignored", reason: "an answer to nothing" };
  return { type: "response", message: message as unknown as IncomingResponse };
};
