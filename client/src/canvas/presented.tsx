/** Presenting: whose turn it is and for how long, what they show, and what the others answer. */

import { Clock } from "../clock.tsx";
import { you } from "../live/live.ts";
import type { Presenting, Room, Stage, Workshop } from "../protocol.ts";
import { said } from "../said.ts";
import { t } from "../words.ts";
import { keyOf, rootOf } from "./canvas.ts";
import { CanvasView } from "./canvas_view.tsx";
import { feedbackAt, FeedbackAt, GiveFeedback } from "./feedback.tsx";
import { nameOfOwner } from "./owner.ts";
import { Reviewed } from "./review.tsx";
import { rowName, textsOf, type Sheet } from "./sheet.ts";
import { Statement } from "./statement.tsx";

interface Props {
  readonly own: Sheet;
  readonly activity: string;
  readonly name: string;
  readonly room: Room;
  readonly stage: Stage;
  readonly sheetFor: (key: string) => Sheet | undefined;
  readonly open: boolean;
}

/** In one's own room, or to all. */
export const presentingIn = (workshop: Workshop, room: string): Presenting | undefined => workshop.presenting?.[room] ?? workshop.presenting?.[""];

export function Presented({ own, activity, name, room, stage, sheetFor, open }: Props) {
  const { workshop } = own;
  const presenting = presentingIn(workshop, room.id);
  const now = presenting?.now ?? "";
  const sheet = presenting && now ? sheetFor(keyOf(rootOf(workshop, presenting.activity), now)) : undefined;
  const isMine = (owner: string) => owner === you.value.id || owner === room.id;
  const mine = isMine(now);
  const who = (owner: string) => (owner === you.value.id ? t("you") : nameOfOwner(workshop, activity, owner, (presenting?.order.indexOf(owner) ?? 0) + 1));
  const next = presenting ? presenting.order.slice(presenting.order.indexOf(now) + 1) : [];
  const sections = (
    <section class="section answers" aria-label={mine ? t("What the others answer") : t("Your answers")}>
      {(stage.questions ?? []).map((question, at) => (
        <div key={at} class="field">
          <h3>{said(question)}</h3>
          {sheet && (mine ? <Answers sheet={sheet} place={`?${at}`} /> : <GiveFeedback key={sheet.key} sheet={sheet} place={`?${at}`} label={said(question)} open={open} />)}
        </div>
      ))}
    </section>
  );
  return (
    <>
      <div class="presenting row" role="status">
        <h2>{!now ? t("Nobody presents now.") : now === room.id ? t("Your group presents now.") : mine ? t("You present now.") : t("{name} presents now.", { name: who(now) })}</h2>
        {presenting && Boolean(presenting.ends) && <Clock run={{ activity, stage: stage.key, started: 0, ends: presenting.ends ?? 0 }} />}
        {next.length > 0 && <span class="quiet">{t("Next: {names}", { names: next.slice(0, 3).map(who).join(", ") })}</span>}
      </div>
      {sheet ? (
        <div class="side-by-side presented">
          {sheet.states && <Statements sheet={sheet} />}
          {Boolean(stage.questions?.length) && sections}
          {mine || !writtenByOthers(sheet) ? (
            <CanvasView key={sheet.key} sheet={{ ...sheet, states: false }} name={mine ? name : t("{name}: {canvas}", { name: who(now), canvas: name })} />
          ) : (
            <Reviewed key={sheet.key} sheet={sheet} title={t("Feedback for {name}", { name: who(now) })} open={open} />
          )}
        </div>
      ) : (
        <CanvasView sheet={own} name={name} />
      )}
    </>
  );
}

const writtenByOthers = (sheet: Sheet): boolean => sheet.plan.columns.some((column) => column.written_by === "others");

/** What is presented comes first, and large. */
function Statements({ sheet }: { sheet: Sheet }) {
  const rows = sheet.rows.filter((row) => textsOf(sheet)[`${row.id}/statement`]?.value);
  return (
    <ul class="statements">
      {rows.map((row) => (
        <li key={row.id}>
          <span class="quiet">{rowName(sheet, row)}</span>
          <Statement sheet={sheet} row={row} />
        </li>
      ))}
    </ul>
  );
}

function Answers({ sheet, place }: { sheet: Sheet; place: string }) {
  if (!feedbackAt(sheet, place).length) return <p class="quiet">{t("No answers yet.")}</p>;
  return <FeedbackAt sheet={sheet} place={place} />;
}
