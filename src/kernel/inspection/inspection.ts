// What a kernel can say of code and names without running anything. A bundle of its own beside the
// control thread, which loads it on demand; it shares nothing with the main thread.
import type { Question, ReadingSettings } from "../../../protocol/kernel.ts";
import { judgeCompleteness } from "../../compiler/completeness.ts";
import { describeRunner } from "../../runner/names.ts";
import { complete } from "./completer.ts";
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
  }
}
