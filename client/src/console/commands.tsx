/** Stages and the clock, for all rooms or for those that are chosen. What many will feel, it asks about first. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Check, CirclePause, CirclePlay, Eye, SkipForward, Square, Undo2 } from "lucide";
import { planOf } from "../canvas/canvas.ts";
import { Clock, useTime } from "../clock.tsx";
import { Icon } from "../icons.tsx";
import { ask, type Request } from "../live/live.ts";
import { activitiesOf, runState, stageOf } from "../outline.ts";
import type { Activity, Day, Run, Workshop } from "../protocol.ts";
import { groupName, said } from "../said.ts";
import { today } from "../standing.ts";
import { t, tn } from "../words.ts";
import { useForeseen } from "./foreseen.tsx";
import { MoreCommands } from "./more.tsx";

const MINUTE = 60_000;

/** `rooms`: those that are meant; none named: all. */
export function Commands({ workshop, rooms }: { workshop: Workshop; rooms: string[] }) {
  const meant = Object.values(workshop.rooms ?? {}).filter((room) => !rooms.length || rooms.includes(room.id));
  const runs = meant.flatMap((room) => (room.run ? [room.run] : []));
  const run = runs[0];
  const alike = run && runs.length === meant.length && runs.every((one) => one.activity === run.activity && one.stage === run.stage);
  const oneClock = alike && runs.every((one) => Math.abs(one.ends - run.ends) < 1000 && runState(one) === runState(run));
  const stage = run ? stageOf(workshop, run.activity, run.stage) : undefined;

  const [first, confirmation] = useForeseen(workshop, run && alike ? stage : undefined);
  const now = (label: string, icon: Parameters<typeof Icon>[0]["of"], request: Request) => (
    <button onClick={() => void ask(request)}>
      <Icon of={icon} /> {label}
    </button>
  );
  const later = (label: string, icon: Parameters<typeof Icon>[0]["of"], request: Request) => (
    <button onClick={() => first(label, request)}>
      <Icon of={icon} /> {label}
    </button>
  );
  const stages = (activity: Activity, begun: () => void) => (
    <div key={activity.key} class="activity">
      <h2>{said(activity.title)}</h2>
      <ol class="stages">
        {activity.stages.map((one, at) => {
          const here = meant.filter((room) => room.run?.activity === activity.key && room.run.stage === one.key).length;
          const gone = meant.length > 0 && meant.every((room) => `${activity.key}.${one.key}` in (room.left ?? {})) && !here;
          const request = { type: "start-stage", activity: activity.key, stage: one.key, rooms } as const;
          return (
            <li key={one.key}>
              <button aria-current={here ? "step" : undefined} onClick={() => first(t("Start “{stage}”", { stage: said(one.title) }), request, begun)}>
                <span class="number">{gone ? <Icon of={Check} /> : at + 1}</span> {said(one.title)}
                {here > 0 && here < meant.length && <small> {tn("{n} group", "{n} groups", here)}</small>}
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
  const extend = (seconds: number) => ({ type: "extend-stage", seconds, rooms }) as const;
  return (
    <section class="commands steering" aria-label={rooms.length ? t("Commands for the chosen groups") : t("Commands for all rooms")}>
      {Object.keys(workshop.rooms ?? {}).length > 1 && (
        <p class="meant">
          {rooms.length ? t("For {groups}", { groups: meant.map(groupName).join(", ") }) : t("For all groups")}
        </p>
      )}
      <Plan workshop={workshop} runs={runs}>{stages}</Plan>
      {run && (
        <div class="row">
          {oneClock ? <Clock run={run} warn={stage?.warn_seconds ?? 60} /> : <span class="quiet">{t("The groups have clocks of their own.")}</span>}
          {runs.some((one) => runState(one) === "running") && now(t("Pause"), CirclePause, { type: "pause-stage", rooms })}
          {runs.some((one) => runState(one) === "paused") && now(t("Resume"), CirclePlay, { type: "resume-stage", rooms })}
          {[-1, 1, 2, 5].map((minutes) => (
            <button key={minutes} onClick={() => void ask(extend(minutes * 60))}>
              {t("{minutes} min", { minutes: minutes < 0 ? `−${-minutes}` : `+${minutes}` })}
            </button>
          ))}
          {later(t("End the stage"), Square, { type: "end-stage", rooms })}
          {later(t("Next stage"), SkipForward, { type: "next-stage", rooms })}
          {later(t("One stage back"), Undo2, { type: "go-back", rooms })}
          {runs.some((one) => !one.revealed && !planOf(workshop, one.activity) && stageOf(workshop, one.activity, one.stage)?.private) && later(t("Reveal the notes"), Eye, { type: "reveal-notes", rooms })}
        </div>
      )}
      <MoreCommands workshop={workshop} rooms={rooms} meant={meant} />
      {confirmation}
    </section>
  );
}

interface PlanProps {
  readonly workshop: Workshop;
  /** What is under way in the rooms that are meant. */
  readonly runs: readonly Run[];
  /** A line of the plan; `begun`: something of it was started. */
  readonly children: (activity: Activity, begun: () => void) => ComponentChildren;
}

/** What is under way and what comes after it; the whole plan unfolds in its place, until something of it is started. */
function Plan({ workshop, runs, children }: PlanProps) {
  const [whole, unfold] = useState(false);
  const day = today(workshop, runs[0], useTime(MINUTE));
  const draw = (activity: Activity) => children(activity, () => unfold(false));
  const all = activitiesOf(workshop);
  const now = all.filter((activity) => runs.some((run) => run.activity === activity.key));
  const ends = now.length === 1 && runs.every((run) => now[0]?.stages.at(-1)?.key === run.stage);
  const next = now.length ? all[all.indexOf(now.at(-1) as Activity) + 1] : ((day && activitiesIn(day)[0]) ?? all[0]);
  return (
    <>
      {!whole && [...now, ...(next && (ends || !now.length) ? [next] : [])].map(draw)}
      <details class="of-day" open={whole} onToggle={(event) => unfold(event.currentTarget.open)}>
        <summary>{t("The whole plan")}</summary>
        {whole && <Days workshop={workshop} now={day}>{draw}</Days>}
      </details>
    </>
  );
}

/** The activities, folded by day where there are several such days: that of now is open. */
function Days({ workshop, now, children }: { workshop: Workshop; now: Day | undefined; children: (activity: Activity) => ComponentChildren }) {
  const days = (workshop.programme.days ?? []).filter((day) => activitiesIn(day).length);
  if (days.length < 2) return <>{days.flatMap(activitiesIn).map(children)}</>;
  return (
    <>
      {days.map((day) => (
        <details key={day.number} class="of-day" open={day === now || !days.includes(now ?? day)}>
          <summary>
            {t("Day {number}", { number: day.number })}: {said(day.title)}
          </summary>
          {activitiesIn(day).map(children)}
        </details>
      ))}
    </>
  );
}

const activitiesIn = (day: Day): Activity[] => (day.sessions ?? []).flatMap((session) => session.activities ?? []);
