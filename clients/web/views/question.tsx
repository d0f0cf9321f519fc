import { useSignal } from "@preact/signals";
import type { TargetedSubmitEvent, VNode } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Question } from "../model/cell.ts";

/** What a running cell asks: `input()`, `password()` and the like. */
export function QuestionField({ question }: { question: Question }): VNode {
  const { prompt, password } = question.asked;
  const field = useRef<HTMLInputElement>(null);
  const text = useSignal("");
  useLayoutEffect(() => {
    const before = document.activeElement;
    field.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const answer = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    question.answer(text.value);
  };
  return (
    <form class="question" onSubmit={answer}>
      <label>
        <span>{prompt === "" ? "The cell reads a line:" : prompt}</span>
        <input
          ref={field}
          {...(password ? { type: "password" as const } : { type: "text" as const })}
          autocomplete="off"
          value={text}
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
      </label>
      <button class="primary" type="submit">
        Answer
      </button>
      <button
        class="quiet"
        type="button"
        title="There is no line: the end of input"
        onClick={() => question.answer(null)}
      >
        End
      </button>
    </form>
  );
}
