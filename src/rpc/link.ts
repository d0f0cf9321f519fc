// The contract between a connection and the daemon: what each may ask of the other. A connection
// knows frames, ids and lifecycles; the daemon knows sessions. Neither knows a transport.
import type { Inquirer } from "../../protocol/inquiries.ts";
import type { MethodName, Params, Result } from "../../protocol/methods.ts";
import type { ClientNotificationName, ClientNotificationParams } from "../../protocol/notices.ts";
import type { NotificationName, NotificationParams } from "../../protocol/outputs.ts";
import type { CloseReason } from "./wire.ts";

/** The daemon's side of one connected client. */
export interface ClientLink extends Inquirer {
  /**
   * Queues a notification; frames leave in the order of the calls, answers among them. A patient
   * one may wait a millisecond for others to leave with.
   */
  notify<Name extends NotificationName>(
    method: Name,
    params: NotificationParams<Name>,
    isPatient?: boolean,
  ): void;
  /** Bytes that were accepted and that the operating system has not taken yet. */
  readonly backlogBytes: number;
  /** Calls back once, as soon as the backlog is low again (at once when it is). */
  onceDrained(callback: () => void): void;
  /** Aborted when the connection has ended, whoever ended it. */
  readonly closed: AbortSignal;
  /** Ends the connection once all is sent; by agreement, or as its transport says otherwise. */
  close(reason?: CloseReason): void;
}

export interface RequestContext {
  readonly id: number | string;
  /** Aborted by `$/cancelRequest`. `execute` then still answers with its result. */
  readonly cancelled: AbortSignal;
  /** Calls back once, when it is cancelled, or at once when it was: cheaper than a signal. */
  onCancelled(callback: () => void): void;
  /**
   * The answer, which is known now, has its place in the order here: what is sent from now on
   * leaves after it, though it takes some microtasks until it is written.
   */
  answerNext(): void;
}

/**
 * One function a method. What it throws as `RpcError` is the answer; anything else is a bug,
 * answered -32603.
 */
export type Handlers = {
  [Name in MethodName]: (
    params: Params<Name>,
    context: RequestContext,
  ) => Result<Name> | Promise<Result<Name>>;
};

export type NoticeName = Exclude<ClientNotificationName, "initialized" | "exit" | `$/${string}`>;

/** One function a notification that is about more than the connection. What it throws is logged. */
export type Notices = { [Name in NoticeName]: (params: ClientNotificationParams<Name>) => void };

/** What the daemon makes for each connection. */
export interface Client {
  readonly handlers: Handlers;
  readonly notices: Notices;
  /** The client said `exit`; `code` is 0 after `shutdown`, else 1. */
  onExit(code: number): void;
}

export interface Origin {
  readonly transport: "stdio" | "pipe" | "socket" | "unix" | "websocket" | "memory";
  /** False where `initialize.token` must still prove who this is. */
  readonly authorized: boolean;
}

/** How every transport hands a new connection to the daemon. */
export type Accept = (link: ClientLink, origin: Origin) => Client;
