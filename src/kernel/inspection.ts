// What a kernel can say of code without running it. A file of its own beside the control thread,
// which loads it on demand; it shares nothing with the main thread and knows what a command says.
import type { IsCompleteCommand } from "../../protocol/kernel.ts";
import { judgeCompleteness, type Completeness } from "../compiler/completeness.ts";
import { describeRunner } from "../runner/names.ts";

export { complete } from "./completer.ts";

/** `awaitIsName`: a cell has declared that name. */
export function answerIsComplete(
  command: IsCompleteCommand,
  awaitIsName: boolean,
): { value: Completeness } {
  const { code, languageId, autoawait, runner } = command;
  const { form, delegates } = describeRunner(runner);
  const options = { languageId, autoawait, form, delegates, awaitIsName };
  return { value: judgeCompleteness(code, options) };
}
