/** What a trainer does with a question: answer it, hide it, put it together with one that asks the same. */

import { useState } from "preact/hooks";
import { ANSWER_LETTERS } from "../limits.ts";
import { ask } from "../live/live.ts";
import { act } from "../live/undo.ts";
import type { Question, Workshop } from "../protocol.ts";
import { t } from "../words.ts";
import { questionsOf } from "./listed.ts";

export function Moderate({ workshop, question }: { workshop: Workshop; question: Question }) {
  const [answer, type] = useState(question.answer ?? "");
  const { id, answered = false, hidden = false } = question;
  const others = questionsOf(workshop).filter((other) => other.id !== id && !other.hidden);
  const tick = (event: Event) => {
    event.preventDefault();
    void ask({ type: "answer-question", question: id, answered: true, answer });
  };
  const hide = () => void act({ type: "hide-question", question: id, hidden: !hidden }, hidden ? t("Question shown") : t("Question hidden"), { type: "hide-question", question: id, hidden });
  const merge = (into: string) => void act({ type: "merge-questions", questions: [id], into }, t("Questions put together"), { type: "merge-questions", questions: [id] });
  return (
    <details>
      <summary>{t("Answer, hide or put together: {text}", { text: question.text })}</summary>
      <form onSubmit={tick}>
        <label class="field">
          {t("The answer, in a few words if you like")}
          <textarea rows={2} value={answer} maxLength={ANSWER_LETTERS} onInput={(event) => type(event.currentTarget.value)} />
        </label>
        <p class="row">
          <button class="main">{t("Answered")}</button>
          {answered && (
            <button type="button" onClick={() => void ask({ type: "answer-question", question: id, answered: false, answer })}>
              {t("Not answered after all")}
            </button>
          )}
          <button type="button" onClick={hide}>
            {hidden ? t("Show it again") : t("Hide it")}
          </button>
        </p>
      </form>
      {others.length > 0 && (
        <label class="field">
          {t("It asks the same as")}
          <select value="" onChange={(event) => merge(event.currentTarget.value)}>
            <option value="">{t("another question")}</option>
            {others.map((other) => (
              <option key={other.id} value={other.id}>
                {other.text}
              </option>
            ))}
          </select>
        </label>
      )}
    </details>
  );
}
