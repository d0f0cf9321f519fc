// The requests that the daemon makes of a client: what a cell asks of whoever sent it.
import { Type, type Static } from "typebox";
import { ExecutionId, SessionId } from "./shapes.ts";

export const inquiries = {
  "input/request": {
    params: Type.Object({
      sessionId: SessionId,
      executionId: ExecutionId,
      prompt: Type.String({
        description: "What to show before the answer; empty for a line of `process.stdin`.",
      }),
      password: Type.Boolean({ description: "The answer is not to be seen while it is typed." }),
    }),
    result: Type.Object({
      value: Type.Union([Type.String(), Type.Null()], {
        description: "One line, without its end; null where there is none: the end of input.",
      }),
    }),
    summary:
      "A cell asks for a line of text. Sent to the client whose `execute` it is, if that said " +
      "`allowStdin`, after all that the cell printed before; one at a time in a session. Taken " +
      "back by `$/cancelRequest` when the cell needs no answer any more.",
  },
} as const;

export type InquiryName = keyof typeof inquiries;
export type InquiryParams<Name extends InquiryName> = Static<(typeof inquiries)[Name]["params"]>;
export type InputResult = Static<(typeof inquiries)["input/request"]["result"]>;

/** What came of a request to a client; `gone`: it was taken back, or the client left. */
export type InquiryReply =
  { type: "result"; result: unknown } | { type: "error"; message: string } | { type: "gone" };

/** How a client is asked something. An aborted signal takes the request back. */
export interface Inquirer {
  inquire<Name extends InquiryName>(
    method: Name,
    params: InquiryParams<Name>,
    signal: AbortSignal,
  ): Promise<InquiryReply>;
}
