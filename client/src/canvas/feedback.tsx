/** Feedback on a canvas: as it is read, as its owner says what they made of it, and as others give it. */

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../icons.tsx";
import { Check, Clock, Pencil, Scale, Trash2, X } from "lucide";
import { FEEDBACK_LETTERS } from "../limits.ts";
import { newId, you } from "../live/live.ts";
import { act } from "../live/undo.ts";
import type { Feedback, JudgeFeedback, Workshop } from "../protocol.ts";
import { nameOf } from "../said.ts";
import { t, tn } from "../words.ts";
import type { Sheet } from "./sheet.ts";

const FEW_LEFT = 100;

type Verdict = JudgeFeedback["verdict"];
const VERDICTS = (): [Verdict, string, typeof Check][] => [
  ["taken", t("Taken"), Check],
  ["adapted", t("Adapted"), Scale],
  ["not-taken", t("Not taken"), X],
];

export const feedbackAt = (sheet: Sheet, place: string): Feedback[] => Object.values(sheet.canvas.feedback ?? {}).filter((one) => one.place === place);

/** In a cell: what others say about its row. */
export function FeedbackAt({ sheet, place }: { sheet: Sheet; place: string }) {
  const given = feedbackAt(sheet, place);
  if (!given.length) return null;
  return (
    <ul class="feedback">
      {given.map((one) => (
        <li key={one.id}>
          <Said workshop={sheet.workshop} given={one} />
        </li>
      ))}
    </ul>
  );
}

/** `text`: drawn in place of what it says. */
export function Said({ workshop, given, text }: { workshop: Workshop; given: Feedback; text?: ComponentChildren }) {
  const verdict = VERDICTS().find(([key]) => key && key === given.verdict);
  return (
    <>
      {text ?? <span class="words">{given.text}</span>}
      <span class="quiet byline">
        {authorOf(workshop, given)}
        {verdict && (
          <>
            {" "}
            · <Icon of={verdict[2]} /> {verdict[1]}
          </>
        )}
      </span>
    </>
  );
}

function authorOf(workshop: Workshop, given: Feedback): string {
  if (given.by && given.by === you.value.id) return given.anonymous ? t("you, anonymously") : t("you");
  return given.by ? nameOf(workshop, given.by) || t("somebody from another group") : t("anonymous");
}

/** To its owner: each with what may be made of it. */
export function JudgedFeedback({ sheet, given }: { sheet: Sheet; given: Feedback }) {
  const judge = (verdict: Verdict) => {
    const now = { type: "judge-feedback", canvas: sheet.key, feedback: given.id } as const;
    void act({ ...now, verdict }, t("Feedback sorted"), { ...now, verdict: given.verdict ?? "" });
  };
  return (
    <li>
      <Said workshop={sheet.workshop} given={{ ...given, verdict: "" }} />
      <span class="row" role="group" aria-label={t("What did you make of it?")}>
        {VERDICTS().map(([verdict, label, icon]) => (
          <button key={verdict} type="button" aria-pressed={given.verdict === verdict} onClick={() => judge(given.verdict === verdict ? "" : verdict)}>
            <Icon of={icon} /> {label}
          </button>
        ))}
      </span>
    </li>
  );
}

/** One's own feedback on a place of somebody else's canvas: given, mended, taken back. */
export function GiveFeedback({ sheet, place, label, open }: { sheet: Sheet; place: string; label: string; open: boolean }) {
  const mine = feedbackAt(sheet, place).filter((one) => one.by === you.value.id);
  const run = sheet.workshop.rooms?.[sheet.room]?.run;
  const said = mine.some((one) => run && (one.stage ?? "") === `${run.activity}.${run.stage}`);
  return (
    <div class="giving">
      {mine.length > 0 && (
        <ul class="feedback">
          {mine.map((given) => (
            <OwnFeedback key={given.id} sheet={sheet} given={given} open={open} />
          ))}
        </ul>
      )}
      {open && !said && <NewFeedback sheet={sheet} place={place} label={label} />}
      {open && said && (
        <details>
          <summary>{t("Say more")}</summary>
          <NewFeedback sheet={sheet} place={place} label={label} />
        </details>
      )}
    </div>
  );
}

function NewFeedback({ sheet, place, label }: { sheet: Sheet; place: string; label: string }) {
  const key = `moot-draft/${document.body.dataset["workshop"]}/${you.value.id}/${sheet.key}/${place}`;
  const [text, type] = useState(() => localStorage.getItem(key) ?? "");
  const [anonymous, hide] = useState(false);
  useEffect(() => (text ? localStorage.setItem(key, text) : localStorage.removeItem(key)), [key, text]);
  const left = FEEDBACK_LETTERS - text.length;
  const give = (event: Event) => {
    event.preventDefault();
    if (!text.trim()) return;
    const id = newId();
    void act({ type: "give-feedback", canvas: sheet.key, id, place, text, anonymous }, t("Feedback given"), { type: "edit-feedback", canvas: sheet.key, feedback: id, text: "" });
    type("");
  };
  return (
    <form onSubmit={give}>
      <textarea rows={2} value={text} maxLength={FEEDBACK_LETTERS} aria-label={label} placeholder={t("Your feedback")} onInput={(event) => type(event.currentTarget.value)} />
      <p class="row">
        <label>
          <input type="checkbox" checked={anonymous} onChange={(event) => hide(event.currentTarget.checked)} /> {t("without my name")}
        </label>
        <button aria-label={t("Give feedback: {label}", { label })}>{t("Give feedback")}</button>
        <span class="quiet" role="status">
          {left < FEW_LEFT && tn("{n} letter left", "{n} letters left", left)}
        </span>
      </p>
    </form>
  );
}

function OwnFeedback({ sheet, given, open }: { sheet: Sheet; given: Feedback; open: boolean }) {
  const [draft, type] = useState<string | null>(null);
  const edit = { type: "edit-feedback", canvas: sheet.key, feedback: given.id } as const;
  const again = { type: "give-feedback", canvas: sheet.key, id: newId(), place: given.place, text: given.text, anonymous: given.anonymous ?? false } as const;
  const save = (event: Event) => {
    event.preventDefault();
    if (draft?.trim() && draft !== given.text) void act({ ...edit, text: draft }, t("Feedback changed"), { ...edit, text: given.text });
    type(null);
  };
  if (draft !== null)
    return (
      <li>
        <form onSubmit={save}>
          <textarea rows={3} value={draft} maxLength={FEEDBACK_LETTERS} aria-label={t("Change your feedback")} onInput={(event) => type(event.currentTarget.value)} />
          <p class="row">
            <button class="main">{t("Save")}</button>
            <button type="button" onClick={() => type(null)}>
              {t("Cancel")}
            </button>
          </p>
        </form>
      </li>
    );
  return (
    <li>
      <Said workshop={sheet.workshop} given={given} />
      {!(given.released ?? true) && (
        <span class="quiet">
          <Icon of={Clock} /> {t("Its owner sees it when the trainer shows all feedback.")}
        </span>
      )}
      {open && (
        <span class="row">
          <button type="button" class="plain" aria-label={t("Change: {text}", { text: given.text })} onClick={() => type(given.text)}>
            <Icon of={Pencil} /> {t("Change")}
          </button>
          <button type="button" class="plain" aria-label={t("Take back: {text}", { text: given.text })} onClick={() => void act({ ...edit, text: "" }, t("Feedback taken back"), again)}>
            <Icon of={Trash2} /> {t("Take back")}
          </button>
        </span>
      )}
    </li>
  );
}
