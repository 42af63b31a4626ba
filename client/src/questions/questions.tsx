/** Questions to the trainers: asked at any time, upvoted, answered. */

import { ArrowBigUp, Check } from "lucide";
import { useState } from "preact/hooks";
import { Icon } from "../icons.tsx";
import { QUESTION_LETTERS } from "../limits.ts";
import { ask, newId, you } from "../live/live.ts";
import type { Question, Workshop } from "../protocol.ts";
import { t, tn } from "../words.ts";
import { questionsOf } from "./listed.ts";
import { Moderate } from "./moderate.tsx";

export function Questions({ workshop, trains }: { workshop: Workshop; trains: boolean }) {
  const questions = questionsOf(workshop);
  return (
    <section class="questions" aria-label={t("Questions")}>
      <Ask />
      {!questions.length && <p class="quiet">{t("Nobody has asked anything yet.")}</p>}
      <ul>
        {questions.map((question) => (
          <li key={question.id} data-answered={question.answered ?? false} data-hidden={question.hidden ?? false}>
            <One workshop={workshop} question={question} trains={trains} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function One({ workshop, question, trains }: { workshop: Workshop; question: Question; trains: boolean }) {
  const mine = question.by === you.value.id;
  const up = Boolean(question.votes?.[you.value.id]);
  const count = question.count ?? 0;
  return (
    <>
      <p class="text">{question.text}</p>
      <p class="row">
        <span class="quiet">{mine ? t("asked by you") : question.name ? t("asked by {name}", { name: question.name }) : t("asked anonymously")}</span>
        {trains || mine ? (
          <span>{tn("{n} person would like to know", "{n} people would like to know", count)}</span>
        ) : (
          <button aria-pressed={up} onClick={() => void ask({ type: "upvote-question", question: question.id, up: !up })}>
            <Icon of={ArrowBigUp} /> {count} <span class="unseen">{t("I would like to know, too: {text}", { text: question.text })}</span>
          </button>
        )}
        {question.hidden && <strong>{t("hidden")}</strong>}
        {question.answered && (
          <strong>
            <Icon of={Check} /> {t("answered")}
          </strong>
        )}
      </p>
      {question.answer && <p class="answer">{question.answer}</p>}
      {trains && <Moderate workshop={workshop} question={question} />}
    </>
  );
}

function Ask() {
  const [text, type] = useState("");
  const [anonymous, hide] = useState(false);
  const send = (event: Event) => {
    event.preventDefault();
    if (!text.trim()) return;
    void ask({ type: "ask-question", id: newId(), text, anonymous });
    type("");
  };
  return (
    <form class="ask" onSubmit={send}>
      <label class="field">
        {t("Your question")}
        <textarea rows={2} value={text} maxLength={QUESTION_LETTERS} onInput={(event) => type(event.currentTarget.value)} />
      </label>
      {text.length > QUESTION_LETTERS - 100 && <p class="quiet">{tn("{n} letter left", "{n} letters left", QUESTION_LETTERS - text.length)}</p>}
      <p class="row">
        <label>
          <input type="checkbox" checked={anonymous} onChange={(event) => hide(event.currentTarget.checked)} /> {t("Nobody sees that it is from me")}
        </label>
        <button class="main">{t("Ask")}</button>
      </p>
    </form>
  );
}
