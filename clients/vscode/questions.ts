// What cells ask, `input()` and its like, asked of the user.
import * as vscode from "vscode";
import type { InputHandler } from "../shared/inquiries.ts";

/** Escape is the end of input. The box goes when nobody waits for an answer any more. */
export const askInput: InputHandler = async ({ prompt, password }, signal) => {
  const source = new vscode.CancellationTokenSource();
  signal.addEventListener("abort", () => source.cancel(), { once: true });
  const options = { title: "A cell asks", prompt, password, ignoreFocusOut: true };
  const answer = await vscode.window.showInputBox(options, source.token);
  source.dispose();
  return answer ?? null;
};
