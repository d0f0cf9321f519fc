// One session, as a client holds it: the methods of the wire with the session's id filled in, and
// the outputs of its executions brought to whoever waits for them.
import type { HistoryQuery } from "../../protocol/history.ts";
import type { MethodName, Params, Result } from "../../protocol/methods.ts";
import type { ExecuteParams, InterruptParams } from "../../protocol/requests.ts";
import type { Output } from "../../protocol/outputs.ts";
import type { LoopPolicy, SessionInfo } from "../../protocol/shapes.ts";
import { createExecution, type Execution } from "./execution.ts";
import type { InputHandler } from "./inquiries.ts";
import type { Line } from "./line.ts";
import type { RequestOptions } from "./rpc.ts";

export interface ExecuteOptions extends Omit<ExecuteParams, "code" | "sessionId"> {
  /**
   * Has what this cell prints until it ends, at once; nothing is then kept for a loop that begins
   * later. What the cell prints after its end reaches `Session.onOutput` alone.
   */
  onOutput?: (output: Output) => void;
  /** Answers what the cell asks by `input()`, `prompt()` and the like: it may then ask. */
  onInput?: InputHandler;
  /** Takes the cell out of the queue, or interrupts it. The promise then has the result of that. */
  signal?: AbortSignal;
  /**
   * How much of what it prints waits for a loop, or a slow one. Default 4 MiB; 0 for who hears of
   * it otherwise.
   */
  bufferBytes?: number;
}

export interface Session {
  readonly id: string;
  /** As the daemon described it when the client got hold of it. */
  readonly info: SessionInfo;
  /** Runs a cell: `await` it for its result, `for await` over it for what it prints. */
  execute(code: string, options?: ExecuteOptions): Execution;
  /**
   * Takes part in an execution that another client has begun, or this one before its page was
   * loaded anew: has what it prints from now on and its result, and with `onInput` is asked where
   * nobody else can be. Which there are, `execution/didStart` tells; to leave the loop interrupts.
   */
  join(executionId: string, options?: Omit<ExecuteOptions, "executionId">): Execution;
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
  /** For all that follow the session. */
  rename(name: string): Promise<SessionInfo>;
  restart(settings?: Omit<Params<"session/restart">, "sessionId">): Promise<SessionInfo>;
  detach(): Promise<null>;
  close(): Promise<null>;
  /** Everything that the session's cells print, late or not. */
  onOutput(listener: (output: Output) => void): () => void;
}

interface Expected {
  sessionId: string;
  take(output: Output): void;
  onInput: InputHandler | undefined;
}

/** Routes what comes of executions: one listener for a client, however many are under way. */
export interface Router {
  expect(executionId: string, expected: Expected): void;
  forget(executionId: string): void;
  nextId(): string;
}

export function createRouter({
  listeners,
  answerers,
}: Pick<Line, "listeners" | "answerers">): Router {
  const all = new Map<string, Expected>();
  // Several clients may share a session: ids must differ between them too.
  const prefix = crypto.randomUUID().slice(0, 8);
  let lastNumber = 0;
  listeners.on("output", (output) => {
    if (output.late !== true) all.get(output.executionId)?.take(output);
  });
  answerers.set("input/request", async (asked, signal) => {
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

const defaultBufferBytes = 4 * 1024 * 1024;

export function createSession(line: Line, router: Router, info: SessionInfo): Session {
  const { sessionId } = info;
  const call = <Name extends MethodName>(
    method: Name,
    params: object = {},
    options?: RequestOptions,
  ): Promise<Result<Name>> =>
    line.request(method, { sessionId, ...params } as Params<Name>, options);

  function execute(code: string, options: ExecuteOptions = {}): Execution {
    const { onOutput, onInput, signal, bufferBytes = defaultBufferBytes, ...rest } = options;
    const executionId = rest.executionId ?? router.nextId();
    const asks = onInput === undefined ? {} : { allowStdin: true };
    const params = { sessionId, code, ...asks, ...rest, executionId };
    const stop = new AbortController();
    const cancel = (): void => stop.abort(signal?.reason);
    if (signal?.aborted) cancel();
    signal?.addEventListener("abort", cancel, { once: true });
    const end = (): void => {
      router.forget(executionId);
      signal?.removeEventListener("abort", cancel);
    };
    const { execution, take } = createExecution({
      executionId,
      bufferBytes,
      isKept: onOutput === undefined && bufferBytes > 0,
      result: line.execute(params, stop.signal).finally(end),
      onLeft: () => stop.abort(),
    });
    const takeAll = (output: Output): void => {
      onOutput?.(output);
      take(output);
    };
    router.expect(executionId, { sessionId, take: takeAll, onInput });
    return execution;
  }

  return {
    id: sessionId,
    info,
    execute,
    // Known by its id: no code is looked at. Of one that is forgotten nothing is run.
    join: (executionId, options) => execute("", { silent: true, ...options, executionId }),
    interrupt: (options) => call("interrupt", options),
    complete: (code, cursor = code.length, options = {}) =>
      call("complete", { code, cursor }, options),
    inspect: (code, cursor = code.length, { detail = 0, signal } = {}) =>
      call("inspect", { code, cursor, detail }, signal && { signal }),
    variables: (options) => call("namespace/list", {}, options),
    expand: (ref, { signal, ...span } = {}) =>
      call("value/expand", { ref, ...span }, signal && { signal }),
    isComplete: (code, options) => call("isComplete", { code }, options),
    history: (query) => call("history/query", query),
    setAutoawait: (enabled) => call("setAutoawait", { enabled }),
    setRunner: (runner) => call("setRunner", { runner }),
    setLoopPolicy: (policy) => call("setLoopPolicy", { policy }),
    rename: (name) => call("session/rename", { name }),
    restart: (settings) => call("session/restart", settings),
    detach: () => call("session/detach"),
    close: () => call("session/close"),
    onOutput: (listener) =>
      line.listeners.on("output", (output) => {
        if (output.sessionId === sessionId) listener(output);
      }),
  };
}
