/** Every command that there is now, with its name and its key: what the palette finds, and the keys give. */

import { planOf } from "../canvas/canvas.ts";
import { newId, type Request } from "../live/live.ts";
import { activitiesOf, runState, stageOf } from "../outline.ts";
import type { Room, Workshop } from "../protocol.ts";
import { groupName, said } from "../said.ts";
import { t, tn } from "../words.ts";
import { newestToTakeBack } from "./record.tsx";
import { sentence } from "./record_said.ts";
import { screens } from "./screens.ts";

export interface Order {
  readonly name: string;
  /** As it is pressed; a letter alone only while single letters are commands. */
  readonly key?: string;
  readonly request: Request;
}

/** What one may choose that is no request: it opens something. */
export interface Way {
  readonly name: string;
  /** As it is pressed; a letter alone only while single letters are commands. */
  readonly key?: string;
  readonly go: () => void;
}

/** For the rooms that are meant; none named: all. */
export function ordersFor(workshop: Workshop, rooms: string[]): Order[] {
  const meant = Object.values(workshop.rooms ?? {}).filter((room) => !rooms.length || rooms.includes(room.id));
  return [...back(workshop), ...clocks(workshop, rooms, meant), ...stages(workshop, rooms), ...forAll(workshop), ...forRooms(workshop, rooms, meant), ...projector(workshop)];
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
    ...(workshop.spotlight ? [{ name: t("End what is shown to all"), key: "x", request: { type: "end-spotlight" } } as const] : []),
    { name: t("Add a group"), request: { type: "add-group" } },
  ];
}

function forRooms(workshop: Workshop, rooms: string[], meant: readonly Room[]): Order[] {
  const locked = meant.length > 0 && meant.every((room) => room.locks?.[""]);
  const itself = meant.length > 0 && meant.every((room) => room.by_itself);
  return [
    { name: locked ? t("Unlock") : t("Lock: only trainers write"), key: "l", request: { type: "lock", rooms, locked: !locked } },
    ...meant.flatMap(({ id, run, ...room }): Order[] => {
      const activity = run && activitiesOf(workshop).find((one) => one.key === run.activity);
      if (!activity || activity.canvas || activity.form) return [];
      return [{ name: t("Show the board to all: {group}", { group: groupName({ id, ...room }) }), request: { type: "show-to-all", room: id, board: activity.key } }];
    }),
    { name: itself ? t("The plan runs by itself no more") : t("The plan runs by itself"), key: "i", request: { type: "run-by-itself", rooms, on: !itself } },
  ];
}

function projector(workshop: Workshop): Order[] {
  return screens(workshop).map(({ name, shown }) => ({ name: t("On the projector: {what}", { what: name }), request: { type: "show", shown } }));
}

/** Letters that Unicode does not take apart into a letter and its mark. */
const WHOLE: Record<string, string> = { ł: "l", ø: "o", đ: "d", ħ: "h", ı: "i", ß: "ss", æ: "ae", œ: "oe", þ: "th", ð: "d" };

const plain = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[łøđħıßæœþð]/g, (letter) => WHOLE[letter] ?? letter);

/** Each word that was typed is somewhere in it, accents and case aside. */
export function fits(name: string, find: string): boolean {
  const text = plain(name);
  return plain(find).split(/\s+/).every((word) => text.includes(word));
}
