/** The draft becomes a workshop, or the programme of the one that runs: with what changes, and what is in the way. */

import { useEffect, useState } from "preact/hooks";
import { Dialog } from "../dialog.tsx";
import type { Draft } from "../protocol.ts";
import { t, tn } from "../words.ts";
import { differences, together, type Difference } from "./compare.ts";
import { activitiesOf, at, isPart, textIn, wordsOf, type Part } from "./document.ts";
import { base, change, draft, keep, languages, news, revision, saved } from "./draft.ts";
import { jump } from "./mistakes.tsx";
import { nameOf, nameOfPlace, titleOf } from "./places.ts";
import { begun, check, takeOn, told, written } from "./server.ts";
import { said } from "../said.ts";

type Obstacle = NonNullable<Draft["obstacles"]>[number];
const MOST_SHOWN = 40;

/** A workshop is made of it: the page goes on to where its trainer comes in. */
export async function makeWorkshop(): Promise<boolean> {
  const text = await written();
  if (text === null) return false;
  const form = window.document.createElement("form");
  form.method = "post";
  form.action = "/workshops";
  form.enctype = "multipart/form-data";
  for (const [name, value] of [["name", `${textIn(draft.value, "key", "programme")}.toml`], ["text", text]] as const) {
    const field = window.document.createElement("textarea");
    field.name = name;
    field.value = value;
    form.append(field);
  }
  form.hidden = true;
  saved.value = true;
  keep();
  window.document.body.append(form);
  form.submit();
  return true;
}

export function ChangeDialog({ close }: { close: () => void }) {
  const [late, isLate] = useState(told.value.effect?.why === "programme-moved-on");
  const [problem, tell] = useState("");
  const changes = differences(base.value, draft.value);
  const obstacles = told.value.obstacles ?? [];
  const rooms = told.value.effect?.rooms?.length ?? 0;
  const go = async () => {
    const answer = await takeOn();
    if (!answer) return tell(t("The server was not reached. Your draft is kept in this browser; try again."));
    if (answer.done) {
      taken(answer.told);
      news.value = t("The workshop has the new programme. Everybody sees it.");
      return close();
    }
    told.value = { ...told.value, ...answer.told };
    isLate(answer.told.effect?.why === "programme-moved-on");
  };
  if (late) return <Meanwhile close={close} />;
  return (
    <Dialog title={t("Change the programme of the workshop")} close={close}>
      <p>{tn("Everybody in {n} room sees it at once. Stages under way and their clocks go on, and all that was written stays.", "Everybody in {n} rooms sees it at once. Stages under way and their clocks go on, and all that was written stays.", rooms)}</p>
      <Differences list={changes} before={base.value ?? {}} after={draft.value ?? {}} />
      <Obstacles list={obstacles} close={close} />
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <p class="row">
        {!obstacles.length && changes.length > 0 && (
          <button class="main" onClick={() => void go()}>
            {t("Change it now")}
          </button>
        )}
        <button onClick={close}>{t("Go on editing")}</button>
      </p>
    </Dialog>
  );
}

/** What the workshop has now is what one goes on from. */
function taken(now: Draft): void {
  const programme = now.document as Part | undefined;
  if (programme) change((base.value = programme), "");
  revision.value = now.revision ?? "";
  saved.value = true;
  keep();
  void check();
}

/** Another trainer was faster: what they changed, and how both come together. */
function Meanwhile({ close }: { close: () => void }) {
  const [theirs, found] = useState<Draft | null>(null);
  useEffect(() => void begun("").then(found), []);
  const now = theirs?.document as Part | undefined;
  const join = () => {
    change(together(base.value, draft.value, now) as Part, "");
    base.value = now ?? base.value;
    revision.value = theirs?.revision ?? "";
    keep();
    void check();
    news.value = t("Their changes are in your draft. Look at it, then change the workshop.");
    close();
  };
  return (
    <Dialog title={t("Another trainer changed the programme meanwhile")} close={close}>
      <p>{t("Nothing was changed by you yet, and nothing of your draft is lost. They changed:")}</p>
      {now && <Differences list={differences(base.value, now)} before={base.value ?? {}} after={now} />}
      <p class="quiet">{t("Where both of you changed the same text, yours stays. Undo takes it back.")}</p>
      <p class="row">
        <button class="main" disabled={!now} onClick={join}>
          {t("Take their changes into my draft")}
        </button>
        <button onClick={close}>{t("Go on editing")}</button>
      </p>
    </Dialog>
  );
}

function Differences({ list, before, after }: { list: readonly Difference[]; before: Part; after: Part }) {
  if (!list.length) return <p>{t("Nothing differs from the programme of the workshop.")}</p>;
  return (
    <ul class="differences">
      {list.slice(0, MOST_SHOWN).map((one) => (
        <li key={one.path.join("/") + String(one.after === undefined)}>
          <strong>{nameOfPlace(one.after === undefined || at(after, one.path) === undefined ? before : after, one.path)}</strong>: {whatChanged(one)}
        </li>
      ))}
      {list.length > MOST_SHOWN && <li>{tn("and {n} more", "and {n} more", list.length - MOST_SHOWN)}</li>}
    </ul>
  );
}

function whatChanged({ before, after }: Difference): string {
  if (after === undefined) return t("removed");
  if (before === undefined) return isPart(after) ? t("new") : t("now {value}", { value: shown(after) });
  if (isPart(after) || (Array.isArray(after) && after.some(isPart))) return t("another order, or other texts");
  return t("{before} → {after}", { before: shown(before), after: shown(after) });
}

const shown = (value: unknown): string => {
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  const text = Array.isArray(value) ? value.map(String).join(", ") : isPart(value) ? said(wordsOf(value, languages.value)) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

export function Obstacles({ list, close = () => undefined }: { list: readonly Obstacle[]; close?: () => void }) {
  if (!list.length) return null;
  return (
    <div class="obstacles">
      <p class="problem">{t("There is work in what this would take away:")}</p>
      <ul>
        {list.map((one) => (
          <li key={`${one.why} ${one.activity} ${one.part}`}>
            <Named obstacle={one} close={close} /> {obstacleText(one)} {one.rooms?.length ? t("In {groups}.", { groups: one.rooms.map((room) => t("Group {number}", { number: room.replace("g", "") })).join(", ") }) : ""}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Leads to the part, if it is in the draft still. */
function Named({ obstacle, close }: { obstacle: Obstacle; close: () => void }) {
  const here = activitiesOf(draft.value ?? {}).find((one) => one.part["key"] === obstacle.activity);
  const was = activitiesOf(base.value ?? {}).find((one) => one.part["key"] === obstacle.activity);
  const name = [was ? nameOf(base.value ?? {}, was.path) : titleOf(here?.part), obstacle.part].filter(Boolean).join(" › ");
  if (!here) return <strong>{name}:</strong>;
  const go = () => {
    close();
    jump(here.path);
  };
  return (
    <button class="link" onClick={go}>
      {name}
    </button>
  );
}

function obstacleText(obstacle: Obstacle): string {
  const texts: Record<Obstacle["why"], string> = {
    "activity-gone": t("This activity has begun, or has work in it: it cannot go away."),
    "activity-kind": t("This activity has begun, or has work in it: it stays what it is."),
    anonymous: t("This activity has begun, or has work in it: whether authors are seen stays as it is."),
    "section-gone": t("A section with notes in it cannot go away. Give it another title instead."),
    "too-many-sections": t("With the challenges that were added there would be more than 24 sections."),
    "stage-gone": t("This stage has begun: it cannot go away."),
    "stage-does": t("This stage has begun: people do in it what they did."),
    "stage-private": t("This stage has begun: whether one writes in private stays as it is."),
    "stage-questions": t("This stage has begun: its questions may be reworded, and others added."),
    "canvas-scope": t("There is something in the canvases: they stay whose they are."),
    "canvas-goes-on": t("There is something in the canvases: they cannot become those of another activity."),
    "column-gone": t("There is something in this column: it cannot go away."),
    "column-type": t("There is something in this column: it holds what it held."),
    "column-choices": t("Something may have been chosen: choices may be reworded, and others added."),
    "statement-gone": t("There are statements already: the sentence may change, but not go away."),
    "field-gone": t("This question was answered: it cannot go away."),
    "field-type": t("This question was answered: it is answered as it was."),
    "field-choices": t("This question was answered: choices may be reworded, and others added."),
    "check-in-gone": t("Somebody has reported then already: it stays."),
    "check-in-plan": t("Somebody has reported on their plan already: it stays the one that is asked about."),
  };
  return texts[obstacle.why];
}
