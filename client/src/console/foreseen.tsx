/** What many will feel is asked about first, with what it would do. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Confirm } from "../dialog.tsx";
import { ask, foresee, overview, type Request } from "../live/live.ts";
import { runState, stageOf } from "../outline.ts";
import type { Effect, Room, Stage, Workshop } from "../protocol.ts";
import { byWhom, sentence } from "./record_said.ts";
import { groupName, reasonText, said } from "../said.ts";
import { t, timeOfDay, tn } from "../words.ts";

interface Asked {
  readonly title: string;
  readonly request: Request;
  readonly effect: Effect;
}

/** How to ask for something, and the question to draw. `stage`: the one under way, if it is the same for all. */
export function useForeseen(workshop: Workshop, stage?: Stage): [(title: string, request: Request) => void, ComponentChildren] {
  const [asked, confirm] = useState<Asked | null>(null);
  const first = async (title: string, request: Request) => {
    const effect = await foresee(request);
    if (effect) confirm({ title, request, effect });
    else void ask(request);
  };
  return [
    (title, request) => void first(title, request),
    asked && <Confirm title={asked.title} says={says(workshop, asked.effect, stage)} yes={asked.effect.why ? "" : t("Do it")} done={() => void ask(asked.request)} close={() => confirm(null)} />,
  ];
}

/** What has to be taken back before. */
function inTheWay(workshop: Workshop, effect: Effect): string[] {
  const commands = (effect.behind ?? []).flatMap((id) => (workshop.record ?? []).find((one) => one.id === id) ?? []);
  return commands.map((one) => `${timeOfDay(one.at)} ${byWhom(workshop, one.by)}: ${sentence(workshop, one)}`);
}

/** In sentences, what it would do to how many. */
export function says(workshop: Workshop, effect: Effect, stage: Stage | undefined): string[] {
  if (effect.why) return [reasonText(effect.why), ...inTheWay(workshop, effect)];
  const rooms = (effect.rooms ?? []).flatMap((id) => workshop.rooms?.[id] ?? []);
  const glances = overview.value.filter((glance) => effect.rooms?.includes(glance.room));
  const people = glances.reduce((sum, glance) => sum + (glance.here ?? 0), 0);
  const typing = glances.reduce((sum, glance) => sum + (glance.typing ?? 0), 0);
  const starts = (effect.stages ?? []).map((name) => {
    const [activity = "", key = ""] = name.split("/");
    return said(stageOf(workshop, activity, key)?.title);
  });
  return [
    rooms.length ? t("In {groups}.", { groups: rooms.map(groupName).join(", ") }) + " " + tn("It reaches {n} person.", "It reaches {n} people.", people) : "",
    starts.length ? t("“{stages}” begins.", { stages: starts.join("”, “") }) : "",
    stage && rooms.some((room: Room) => room.run && runState(room.run) !== "over") ? t("“{stage}” is under way there.", { stage: said(stage.title) }) : "",
    typing ? tn("{n} person is still typing.", "{n} people are still typing.", typing) : "",
    effect.reveals ? tn("{n} private note will be seen by the group.", "{n} private notes will be seen by the group.", effect.reveals) : "",
    effect.hides ? tn("{n} note is private again: only who wrote it sees it. People may have read it.", "{n} notes are private again: only who wrote them sees them. People may have read them.", effect.hides) : "",
    effect.opens ? tn("{n} vote opens.", "{n} votes open.", effect.opens) : "",
    effect.closes ? tn("{n} vote closes, after three seconds of grace.", "{n} votes close, after three seconds of grace.", effect.closes) : "",
    effect.assigns ? tn("{n} person gets canvases to give feedback on.", "{n} people get canvases to give feedback on.", effect.assigns) : "",
    effect.releases ? tn("{n} piece of feedback is shown to its owner.", "{n} pieces of feedback are shown to their owners.", effect.releases) : "",
    effect.decides ? tn("{n} decision stands again.", "{n} decisions stand again.", effect.decides) : "",
    effect.moves ? tn("{n} person goes to another group.", "{n} people go to other groups.", effect.moves) : "",
    effect.withdraws ? tn("{n} decision is withdrawn.", "{n} decisions are withdrawn.", effect.withdraws) : "",
  ];
}

