/** Every command that there is now, with its name and its key: what the palette finds, and the keys give. */

import { planOf } from "../canvas/canvas.ts";
import { newId, type Request } from "../live/live.ts";
import { activitiesOf, runState, stageOf } from "../outline.ts";
import type { Room, Shown, Workshop } from "../protocol.ts";
import { groupName, nameOf, said } from "../said.ts";
import { t, tn } from "../words.ts";
import { newestToTakeBack } from "./record.tsx";
import { sentence } from "./record_said.ts";

export interface Order {
  readonly name: string;
  /** As it is pressed; a letter alone only while single letters are commands. */
  readonly key?: string;
  readonly request: Request;
}

/** For the rooms that are meant; none named: all. */
export function ordersFor(workshop: Workshop, rooms: string[]): Order[] {
  const meant = Object.values(workshop.rooms ?? {}).filter((room) => !rooms.length || rooms.includes(room.id));
  return [...back(workshop), ...clocks(workshop, rooms, meant), ...stages(workshop, rooms), ...forAll(workshop), ...forRooms(rooms, meant), ...projector()];
}

function back(workshop: Workshop): Order[] {
  const newest = newestToTakeBack(workshop.record ?? []);
  return newest ? [{ name: t("Take back: {what}", { what: sentence(workshop, newest) }), key: "Ctrl+Z", request: { type: "take-back", command: newest.id } }] : [];
}

function clocks(workshop: Workshop, rooms: string[], meant: readonly Room[]): Order[] {
  const runs = meant.flatMap((room) => (room.run ? [room.run] : []));
  if (!runs.length) return [];
  const running = runs.some((run) => runState(run) === "running");
  const hidden = runs.some((run) => !run.revealed && !planOf(workshop, run.activity) && stageOf(workshop, run.activity, run.stage)?.private);
  const minutes = (n: number, key?: string): Order => ({
    name: n < 0 ? tn("{n} minute less", "{n} minutes less", -n) : tn("{n} minute more", "{n} minutes more", n),
    request: { type: "extend-stage", seconds: n * 60, rooms },
    ...(key ? { key } : {}),
  });
  return [
    { name: t("Next stage"), key: "n", request: { type: "next-stage", rooms } },
    { name: t("One stage back"), key: "b", request: { type: "go-back", rooms } },
    running ? { name: t("Pause"), key: "p", request: { type: "pause-stage", rooms } } : { name: t("Resume"), key: "p", request: { type: "resume-stage", rooms } },
    { name: t("End the stage"), key: "e", request: { type: "end-stage", rooms } },
    minutes(1, "+"),
    minutes(-1, "-"),
    minutes(2),
    minutes(5),
    minutes(10),
    ...(hidden ? [{ name: t("Reveal the notes"), key: "r", request: { type: "reveal-notes", rooms } } as const] : []),
  ];
}

function stages(workshop: Workshop, rooms: string[]): Order[] {
  return activitiesOf(workshop).flatMap((activity) =>
    activity.stages.map((stage) => ({
      name: `${t("Start “{stage}”", { stage: said(stage.title) })} · ${said(activity.title)}`,
      request: { type: "start-stage", activity: activity.key, stage: stage.key, rooms } as const,
    })),
  );
}

function forAll(workshop: Workshop): Order[] {
  return [
    workshop.call ? { name: t("End the call"), key: "c", request: { type: "end-call" } } : { name: t("Call everyone back"), key: "c", request: { type: "call-back", id: newId() } },
    ...(workshop.spotlight ? [{ name: t("End what is shown to all"), request: { type: "end-spotlight" } } as const] : []),
    { name: t("Add a group"), request: { type: "add-group" } },
  ];
}

function forRooms(rooms: string[], meant: readonly Room[]): Order[] {
  const locked = meant.length > 0 && meant.every((room) => room.locks?.[""]);
  const itself = meant.length > 0 && meant.every((room) => room.by_itself);
  return [
    { name: locked ? t("Unlock") : t("Lock: only trainers write"), key: "l", request: { type: "lock", rooms, locked: !locked } },
    { name: itself ? t("The plan runs by itself no more") : t("The plan runs by itself"), request: { type: "run-by-itself", rooms, on: !itself } },
  ];
}

function projector(): Order[] {
  const shows: [NonNullable<Shown["what"]>, string][] = [
    ["code", t("The code to join")],
    ["clock", t("The clocks")],
    ["agenda", t("The agenda of the day")],
    ["board", t("The boards")],
    ["results", t("The results")],
    ["winners", t("The winners")],
    ["questions", t("The questions")],
  ];
  return shows.map(([what, name]) => ({ name: t("On the projector: {what}", { what: name }), request: { type: "show", shown: { what } } }));
}

/** What can be done with the people whose name somebody has begun to type. */
export function ordersForPeople(workshop: Workshop, find: string): Order[] {
  if (find.length < 2) return [];
  const first = find.trim().split(/\s+/)[0] ?? "";
  const people = Object.values(workshop.people ?? {}).filter((person) => (person.role ?? "participant") === "participant");
  const meant = people.filter((person) => find.split(/\s+/).some((word) => word.length > 1 && fits(nameOf(workshop, person.id), word)) || fits(nameOf(workshop, person.id), first));
  return meant.slice(0, 8).flatMap((person): Order[] => {
    const name = nameOf(workshop, person.id);
    if (person.removed) return [{ name: t("Let {name} in again", { name }), request: { type: "restore-person", person: person.id } }];
    const others = Object.values(workshop.rooms ?? {}).filter((room) => room.id !== person.room);
    return [
      ...others.map((room): Order => ({ name: t("Move {name} to {group}", { name, group: groupName(room) }), request: { type: "move-person", person: person.id, room: room.id } })),
      { name: t("Remove {name}", { name }), request: { type: "remove-person", person: person.id } },
    ];
  });
}

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Each word that was typed is somewhere in it, accents and case aside. */
export function fits(name: string, find: string): boolean {
  const text = plain(name);
  return plain(find).split(/\s+/).every((word) => text.includes(word));
}
