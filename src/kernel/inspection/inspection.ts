// What a kernel can say of code and names without running anything. A bundle of its own beside the
// control thread, which loads it on demand; it shares nothing with the main thread.
import type { PlainAnswer, Question, ReadingSettings } from "../../../protocol/kernel.ts";
import { blankMagics } from "../../compiler/blank.ts";
import { anyMagic, judgeCompleteness } from "../../compiler/completeness.ts";
import { mayHoldMagics } from "../../compiler/magics.ts";
import { describeRunner } from "../../runner/names.ts";
import { complete } from "./completer.ts";
import { inspect } from "./describer.ts";
import { look, lookAtVariables } from "./look.ts";
import type { Place } from "./place.ts";

export function answer(
  question: Question,
  settings: ReadingSettings,
  place: Place,
): object | Promise<object> {
  switch (question.type) {
    case "isComplete": {
      const { languageId, autoawait, runner } = settings;
      const { form, delegates } = describeRunner(runner);
      const { awaitIsName } = place;
      const options = { languageId, autoawait, form, delegates, awaitIsName };
      return judgeCompleteness(question.code, options);
    }
    case "complete":
      return complete(question, place);
    case "plain":
      return readPlain(question.code, place);
    case "inspect":
      return inspect(question, place);
    case "namespace/list":
      return lookAtVariables(question.owner, place).then((variables) => ({ variables }));
    case "namespace/delete":
      return look({ ...question, type: "delete" }, place).then((deleted) => ({ deleted }));
    case "value/expand":
      return look({ ...question, type: "page" }, place).then((page) => ({ page }));
  }
}

/** `!ls` is a command where nothing is called `ls`. */
async function readPlain(code: string, place: Place): Promise<PlainAnswer> {
  if (!mayHoldMagics(code)) return { code };
  const names = new Set((await look({ type: "names" }, place)).map(({ label }) => label));
  const table = { ...anyMagic, hasVariable: (name: string) => names.has(name) };
  const takesCode = (name: string): boolean =>
    place.magics().some((magic) => magic.takes === "code" && magic.names.includes(name));
  return { code: blankMagics(code, table, takesCode) };
}
