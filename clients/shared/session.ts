// One session, as a client holds it: the methods of the wire with the session's id filled in.
import type { HistoryQuery } from "../../protocol/history.ts";
import type { MethodName, Params, Result } from "../../protocol/methods.ts";
import type { ExecuteParams, InterruptParams } from "../../protocol/requests.ts";
import type { Output } from "../../protocol/outputs.ts";
import type { ExecuteResult, LoopPolicy, SessionInfo } from "../../protocol/shapes.ts";
import type { InputHandler } from "./inquiries.ts";
import type { RpcClient } from "./rpc.ts";

export interface ExecuteOptions extends Omit<ExecuteParams, "code" | "sessionId"> {
  /** What this cell prints until it ends. What it prints later reaches `Session.onOutput` alone. */
  onOutput?: (output: Output) => void;
  /** Answers what the cell asks by `input()`, `prompt()` and the like: it may then ask. */
  onInput?: InputHandler;
  /** Takes the cell out of the queue, or interrupts it. The promise then has the result of that. */
  signal?: AbortSignal;
}

export interface Session {
  readonly id: string;
  /** As the daemon described it when the client got hold of it. */
  readonly info: SessionInfo;
  /**
   * A cell's failure is a result with `status: "error"`; the promise rejects only when there is
   * none.
   */
  execute(code: string, options?: ExecuteOptions): Promise<ExecuteResult>;
  interrupt(options?: Omit<InterruptParams, "sessionId">): Promise<Result<"interrupt">>;
  /** What may stand at the cursor, at the end of the text if left out? While a cell runs, too. */
  complete(
    code: string,
    cursor?: number,
    options?: { signal?: AbortSignal },
  ): Promise<Result<"complete">>;
  /** What stands at the cursor, or whose call does? While a cell runs, too. */
  inspect(
    code: string,
    cursor?: number,
    options?: { detail?: 0 | 1; signal?: AbortSignal },
  ): Promise<Result<"inspect">>;
  /** The session's names, with a line on each of their values. While a cell runs, too. */
  variables(options?: { signal?: AbortSignal }): Promise<Result<"namespace/list">>;
  /** A part of what is inside of a value that has a `ref`. Rejects when that is not known. */
  expand(
    ref: string,
    options?: { start?: number; count?: number; signal?: AbortSignal },
  ): Promise<Result<"value/expand">>;
  /** Is this ready to be run, or does it go on? Answered while a cell runs, too. */
  isComplete(code: string, options?: { signal?: AbortSignal }): Promise<Result<"isComplete">>;
  /** Cells that were run, in this session and in others. */
  history(query: HistoryQuery): Promise<Result<"history/query">>;
  setAutoawait(enabled: boolean): Promise<Result<"setAutoawait">>;
  setRunner(runner: string): Promise<Result<"setRunner">>;
  setLoopPolicy(policy: LoopPolicy): Promise<Result<"setLoopPolicy">>;
  restart(settings?: Omit<Params<"session/restart">, "sessionId">): Promise<SessionInfo>;
  detach(): Promise<null>;
  close(): Promise<null>;
  /** Everything that the session's cells print, late or not. */
  onOutput(listener: (output: Output) => void): () => void;
}

type Expected = Pick<ExecuteOptions, "onOutput" | "onInput">;

/** Routes what comes of executions: one listener for a client, however many are under way. */
export interface Router {
  expect(executionId: string, expected: Expected): void;
  forget(executionId: string): void;
  nextId(): string;
}

export function createRouter(rpc: RpcClient): Router {
  const all = new Map<string, Expected>();
  // Several clients may share a session: ids must differ between them too.
  const prefix = crypto.randomUUID().slice(0, 8);
  let lastNumber = 0;
  rpc.on("output", (output) => all.get(output.executionId)?.onOutput?.(output));
  rpc.inquiries.onInquiry("input/request", async (asked, signal) => {
    const onInput = all.get(asked.executionId)?.onInput;
    if (!onInput) throw new Error(`nobody here answers for ${asked.executionId}`);
    return { value: await onInput(asked, signal) };
  });
  return {
    expect: (executionId, expected) => void all.set(executionId, expected),
    forget: (executionId) => void all.delete(executionId),
    nextId: () => `${prefix}-${++lastNumber}`,
  };
}

export function createSession(rpc: RpcClient, router: Router, info: SessionInfo): Session {
  const { sessionId } = info;
  const call = <Name extends MethodName>(
    method: Name,
    params: object = {},
  ): Promise<Result<Name>> => rpc.request(method, { sessionId, ...params } as Params<Name>);

  function execute(code: string, options: ExecuteOptions = {}): Promise<ExecuteResult> {
    const { onOutput, onInput, signal, ...rest } = options;
    if (onOutput === undefined && onInput === undefined)
      return rpc.request("execute", { sessionId, code, ...rest }, { signal });
    const executionId = rest.executionId ?? router.nextId();
    router.expect(executionId, { onOutput, onInput });
    const asks = onInput === undefined ? {} : { allowStdin: true };
    return rpc
      .request("execute", { sessionId, code, ...asks, ...rest, executionId }, { signal })
      .finally(() => router.forget(executionId));
  }

  return {
    id: sessionId,
    info,
    execute,
    interrupt: (options) => call("interrupt", options),
    complete: (code, cursor = code.length, options = {}) =>
      rpc.request("complete", { sessionId, code, cursor }, options),
    inspect: (code, cursor = code.length, { detail = 0, signal } = {}) =>
      rpc.request("inspect", { sessionId, code, cursor, detail }, signal ? { signal } : {}),
    variables: (options = {}) => rpc.request("namespace/list", { sessionId }, options),
    expand: (ref, { signal, ...span } = {}) =>
      rpc.request("value/expand", { sessionId, ref, ...span }, signal ? { signal } : {}),
    isComplete: (code, options) => rpc.request("isComplete", { sessionId, code }, options),
    history: (query) => call("history/query", query),
    setAutoawait: (enabled) => call("setAutoawait", { enabled }),
    setRunner: (runner) => call("setRunner", { runner }),
    setLoopPolicy: (policy) => call("setLoopPolicy", { policy }),
    restart: (settings) => call("session/restart", settings),
    detach: () => call("session/detach"),
    close: () => call("session/close"),
    onOutput: (listener) =>
      rpc.on("output", (output) => {
        if (output.sessionId === sessionId) listener(output);
      }),
  };
}
