// The notifications that a client sends: name → parameters and one line of documentation.
import { Type, type Static } from "typebox";
import { DidChangeParams, DidCloseParams, DidOpenParams } from "./documents.ts";

export const clientNotifications = {
  initialized: {
    params: Type.Object({}),
    summary: "The client has read the answer to `initialize`.",
  },
  exit: {
    params: Type.Object({}),
    summary: "Ends the stdio daemon: code 0 after `shutdown`, else 1.",
  },
  "textDocument/didOpen": {
    params: DidOpenParams,
    summary: "A text is open in the editor; what is asked about it from now on means this text.",
  },
  "textDocument/didChange": {
    params: DidChangeParams,
    summary: "The text has changed; the changes apply one after the other.",
  },
  "textDocument/didClose": {
    params: DidCloseParams,
    summary: "The text is open no more.",
  },
  "$/cancelRequest": {
    params: Type.Object({ id: Type.Union([Type.Integer(), Type.String()]) }),
    summary: "A waiting execute leaves the queue, a running one is interrupted; others get -32800.",
  },
  "$/setTrace": {
    params: Type.Object({ value: Type.String() }),
    summary: "Accepted, as LSP has it.",
  },
} as const;

export type ClientNotificationName = keyof typeof clientNotifications;
export type ClientNotificationParams<Name extends ClientNotificationName> = Static<
  (typeof clientNotifications)[Name]["params"]
>;
