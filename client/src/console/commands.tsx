/** Stages and the clock, for all rooms or for those that are chosen. What many will feel, it asks about first. */

import { useState } from "preact/hooks";
import { Check, CirclePause, CirclePlay, Eye, SkipForward, Square, Undo2 } from "lucide";
import { Clock } from "../clock.tsx";
import { Confirm } from "../dialog.tsx";
import { Icon } from "../icons.tsx";
import { ask, foresee, overview, type Request } from "../live/live.ts";
import { activitiesOf, runState, stageOf } from "../outline.ts";
import type { Effect, Room, Stage, Workshop } from "../protocol.ts";
import { groupName, reasonText, said } from "../said.ts";
import { t, tn } from "../words.ts";

interface Asked {
  readonly title: string;
  readonly request: Request;
  readonly effect: Effect;
}

/** `rooms`: those that are meant; none named: all. */
export function Commands({ workshop, rooms }: { workshop: Workshop; rooms: string[] }) {
  const [asked, confirm] = useState<Asked | null>(null);
  const meant = Object.values(workshop.rooms ?? {}).filter((room) => !rooms.length || rooms.includes(room.id));
  const runs = meant.flatMap((room) => (room.run ? [room.run] : []));
  const run = runs[0];
  const alike = run && runs.length === meant.length && runs.every((one) => one.activity === run.activity && one.stage === run.stage);
  const oneClock = alike && runs.every((one) => Math.abs(one.ends - run.ends) < 1000 && runState(one) === runState(run));
  const stage = run ? stageOf(workshop, run.activity, run.stage) : undefined;

  const first = async (title: string, request: Request) => {
    const effect = await foresee(request);
    if (effect) confirm({ title, request, effect });
    else void ask(request);
  };
  const now = (label: string, icon: Parameters<typeof Icon>[0]["of"], request: Request) => (
    <button onClick={() => void ask(request)}>
      <Icon of={icon} /> {label}
    </button>
  );
  const later = (label: string, icon: Parameters<typeof Icon>[0]["of"], request: Request) => (
    <button onClick={() => void first(label, request)}>
      <Icon of={icon} /> {label}
    </button>
  );
  const extend = (seconds: number) => ({ type: "extend-stage", seconds, rooms }) as const;
  return (
    <section class="commands" aria-label={rooms.length ? t("Commands for the chosen groups") : t("Commands for all rooms")}>
      {Object.keys(workshop.rooms ?? {}).length > 1 && (
        <p class="meant">
          {rooms.length ? t("For {groups}", { groups: meant.map(groupName).join(", ") }) : t("For all groups")}
        </p>
      )}
      {activitiesOf(workshop).map((activity) => (
        <div key={activity.key} class="activity">
          <h2>{said(activity.title)}</h2>
          <ol class="stages">
            {activity.stages.map((one, at) => {
              const here = meant.filter((room) => room.run?.activity === activity.key && room.run.stage === one.key).length;
              const gone = meant.length > 0 && meant.every((room) => `${activity.key}.${one.key}` in (room.left ?? {})) && !here;
              const request = { type: "start-stage", activity: activity.key, stage: one.key, rooms } as const;
              return (
                <li key={one.key}>
                  <button aria-current={here ? "step" : undefined} onClick={() => void first(t("Start “{stage}”", { stage: said(one.title) }), request)}>
                    <span class="number">{gone ? <Icon of={Check} /> : at + 1}</span> {said(one.title)}
                    {here > 0 && here < meant.length && <small> {tn("{n} group", "{n} groups", here)}</small>}
                  </button>
                </li>
              );
            })}
          </ol>
        </div>
      ))}
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
          {runs.some((one) => !one.revealed && stageOf(workshop, one.activity, one.stage)?.private) && later(t("Reveal the notes"), Eye, { type: "reveal-notes", rooms })}
        </div>
      )}
      {asked && <Confirm title={asked.title} says={says(workshop, asked.effect, run && alike ? stage : undefined)} yes={t("Do it")} done={() => void ask(asked.request)} close={() => confirm(null)} />}
    </section>
  );
}

/** In sentences, what it would do to how many. */
function says(workshop: Workshop, effect: Effect, stage: Stage | undefined): string[] {
  if (effect.why) return [reasonText(effect.why)];
  const rooms = (effect.rooms ?? []).flatMap((id) => workshop.rooms?.[id] ?? []);
  const glances = overview.value.filter((glance) => effect.rooms?.includes(glance.room));
  const people = glances.reduce((sum, glance) => sum + glance.here, 0);
  const typing = glances.reduce((sum, glance) => sum + glance.typing, 0);
  const starts = (effect.stages ?? []).map((name) => {
    const [activity = "", key = ""] = name.split("/");
    return said(stageOf(workshop, activity, key)?.title);
  });
  return [
    t("In {groups}.", { groups: rooms.map(groupName).join(", ") }) + " " + tn("It reaches {n} person.", "It reaches {n} people.", people),
    starts.length ? t("“{stages}” begins.", { stages: starts.join("”, “") }) : "",
    stage && rooms.some((room: Room) => room.run && runState(room.run) !== "over") ? t("“{stage}” is under way there.", { stage: said(stage.title) }) : "",
    typing ? tn("{n} person is still typing.", "{n} people are still typing.", typing) : "",
    effect.reveals ? tn("{n} private note will be seen by the group.", "{n} private notes will be seen by the group.", effect.reveals) : "",
    effect.opens ? tn("{n} vote opens.", "{n} votes open.", effect.opens) : "",
    effect.closes ? tn("{n} vote closes, after three seconds of grace.", "{n} votes close, after three seconds of grace.", effect.closes) : "",
    effect.withdraws ? tn("{n} decision is withdrawn.", "{n} decisions are withdrawn.", effect.withdraws) : "",
  ];
}

