// Every error code that crosses the wire: JSON-RPC 2.0, LSP, and ours (positive).
// A code's meaning never changes; new ones are added at the end.

export const errorCodes = {
  ParseError: -32700,
  InvalidRequest: -32600,
  MethodNotFound: -32601,
  InvalidParams: -32602,
  InternalError: -32603,
  ServerNotInitialized: -32002,
  RequestCancelled: -32800,
  SessionNotFound: 1001,
  SessionClosed: 1002,
  NotController: 1003,
  QueueFull: 1004,
  UnknownRunner: 1005,
  LimitExceeded: 1006,
  ReplayGap: 1007,
  Unauthorized: 1008,
  KernelLost: 1009,
  NoInputPending: 1010,
  Draining: 1011,
  UnknownRef: 1012,
  InvalidOption: 1013,
  KernelUnresponsive: 1014,
} as const;

export type ErrorName = keyof typeof errorCodes;

/** A request that failed. Turned into a JSON-RPC error answer in one place, `rpc/dispatch.ts`. */
export class RpcError extends Error {
  readonly code: number;
  readonly data: unknown;

  constructor(name: ErrorName, message: string, data?: unknown) {
    super(message);
    this.name = name;
    this.code = errorCodes[name];
    this.data = data;
  }
}
