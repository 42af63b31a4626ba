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

const NAMED = 8;

interface Asked {
  readonly title: string;
  readonly request: Request;
  readonly effect: Effect;
  readonly then: () => void;
}

/** How to ask for something (`then`: once it was asked for), and the question to draw. `stage`: the one under way, if it is the same for all. */
export function useForeseen(workshop: Workshop, stage?: Stage): [(title: string, request: Request, then?: () => void) => void, ComponentChildren] {
  const [asked, confirm] = useState<Asked | null>(null);
  const give = (request: Request, then: () => void) => {
    void ask(request);
    then();
  };
  const first = async (title: string, request: Request, then: () => void) => {
    const effect = await foresee(request);
    if (effect) confirm({ title, request, effect, then });
    else give(request, then);
  };
  return [
    (title, request, then = () => {}) => void first(title, request, then),
    asked && <Confirm title={asked.title} says={says(workshop, asked.effect, stage)} yes={asked.effect.why ? "" : t("Do it")} done={() => give(asked.request, asked.then)} close={() => confirm(null)} />,
  ];
}

/** What has to be taken back before. */
function inTheWay(workshop: Workshop, effect: Effect): string[] {
  const commands = (effect.behind ?? []).flatMap((id) => (workshop.record ?? []).find((one) => one.id === id) ?? []);
  return commands.map((one) => `${timeOfDay(one.at)} ${byWhom(workshop, one.by)}: ${sentence(workshop, one)}`);
}

/** Named while they are few. */
function inGroups(workshop: Workshop, rooms: readonly Room[]): string {
  const all = Object.keys(workshop.rooms ?? {}).length;
  if (rooms.length === all && all > 1) return t("In all {n} groups.", { n: all });
  return rooms.length > NAMED ? t("In {n} groups.", { n: rooms.length }) : t("In {groups}.", { groups: rooms.map(groupName).join(", ") });
}

/** In sentences, what it would do to how many. */
export function says(workshop: Workshop, effect: Effect, stage: Stage | undefined): string[] {
  if (effect.why) return [reasonText(effect.why), ...inTheWay(workshop, effect)];
  const rooms = (effect.rooms ?? []).flatMap((id) => workshop.rooms?.[id] ?? []).sort((one, other) => one.number - other.number);
  const glances = overview.value.filter((glance) => effect.rooms?.includes(glance.room));
  const people = glances.reduce((sum, glance) => sum + (glance.here ?? 0), 0);
  const typing = glances.reduce((sum, glance) => sum + (glance.typing ?? 0), 0);
  const starts = (effect.stages ?? []).map((name) => {
    const [activity = "", key = ""] = name.split("/");
    return said(stageOf(workshop, activity, key)?.title);
  });
  return [
    rooms.length ? inGroups(workshop, rooms) + " " + tn("It reaches {n} person.", "It reaches {n} people.", people) : "",
    starts.length ? t("“{stages}” begins.", { stages: starts.join("”, “") }) : "",
    stage && rooms.some((room: Room) => room.run && runState(room.run) !== "over") ? t("“{stage}” is under way there.", { stage: said(stage.title) }) : "",
    typing ? tn("{n} person is still typing.", "{n} people are still typing.", typing) : "",
    effect.reveals ? tn("{n} private note will be seen by the group.", "{n} private notes will be seen by the group.", effect.reveals) : "",
    effect.hides ? tn("{n} note is private again: only who wrote it sees it. People may have read it.", "{n} notes are private again: only who wrote them sees them. People may have read them.", effect.hides) : "",
    effect.opens ? tn("{n} vote opens.", "{n} votes open.", effect.opens) : "",
    effect.closes ? tn("{n} vote closes, after three seconds of grace.", "{n} votes close, after three seconds of grace.", effect.closes) : "",
    effect.excuses ? tn("{n} open vote waits for them no longer.", "{n} open votes wait for them no longer.", effect.excuses) : "",
    effect.assigns ? tn("{n} person gets canvases to give feedback on.", "{n} people get canvases to give feedback on.", effect.assigns) : "",
    effect.releases ? tn("{n} piece of feedback is shown to its owner.", "{n} pieces of feedback are shown to their owners.", effect.releases) : "",
    effect.decides ? tn("{n} decision stands again.", "{n} decisions stand again.", effect.decides) : "",
    effect.moves ? tn("{n} person goes to another group.", "{n} people go to other groups.", effect.moves) : "",
    effect.removes ? tn("{n} person is out at once, until somebody lets them in again. What they wrote stays.", "{n} people are out at once, until somebody lets them in again. What they wrote stays.", effect.removes) : "",
    effect.withdraws ? tn("{n} decision is withdrawn.", "{n} decisions are withdrawn.", effect.withdraws) : "",
  ];
}

