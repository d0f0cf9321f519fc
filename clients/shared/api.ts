// What `awaitd/client` has for every platform.
export { errorCodes } from "../../protocol/errors.ts";
export type { MethodName, Params, Result } from "../../protocol/methods.ts";
export type { InquiryParams } from "../../protocol/inquiries.ts";
export type {
  DidChangeState,
  DidFinish,
  DidStart,
  Gap,
  NotificationName,
  NotificationParams,
  Output,
} from "../../protocol/outputs.ts";
export type {
  CellError,
  ExecuteResult,
  Frame,
  LanguageId,
  Limits,
  LoopPolicy,
  MimeBundle,
  Mode,
  SessionInfo,
  SessionOptions,
  SessionState,
  Status,
} from "../../protocol/shapes.ts";
export type { Channel, Message, Receiver } from "./channel.ts";
export {
  createClient,
  dialClient,
  type Client,
  type ClientOptions,
  type Dial,
  type DialingOptions,
} from "./client.ts";
export type { Execution } from "./execution.ts";
export type { InputHandler } from "./inquiries.ts";
export type { ConnectionState } from "./line.ts";
export type { Listener, Observer } from "./listeners.ts";
export type { ConnectionEvent, ReconnectOptions } from "./reconnect.ts";
export { ConnectionLost, RequestError, type RequestOptions } from "./rpc.ts";
export type { ExecuteOptions, Session } from "./session.ts";
export { createSocketChannel, type StandardSocket } from "./websocket.ts";
