/** The workshop as one sees it: a view kept up to date by what is heard, with one's own requests already in it. */

import { batch, computed, signal } from "@preact/signals";
import { fold } from "../fold.ts";
import type { Heard } from "../heard.ts";
import type { Down, Effect, Glance, Here, Welcome, Workshop } from "../protocol.ts";
import { line, open, send } from "./connection.ts";
import { eyes } from "./eyes.ts";
import { guess, isEffect } from "./guess.ts";
import { recall, type Request } from "./kept.ts";
import { adopt, answered, markHeard, queue, sendAgain, stream } from "./outbox.ts";
import { onPhone } from "../preference.ts";
import { unsentNow } from "./unsent.ts";

export { goBackTo, line, now } from "./connection.ts";
export type { Request } from "./kept.ts";
export { lasting } from "./kept.ts";
export { ask, dismiss, lastWords, newId, queue, refused, waiting } from "./outbox.ts";

export type Presence = Record<string, Here["rooms"][number]>;

const { workshop = "", seat = "participant" } = document.body.dataset;
const TYPING_LASTS = 3000;
/** Milliseconds: what is heard within so many is drawn at once, so that a busy room does not keep a slow device busy. */
const TOGETHER = 50;

const LOOK_ANEW = 3000;

const confirmed = signal<Workshop | null>(null);
/** Whether what an earlier page left here is at hand: only then there is something to show. */
const recalled = signal(false);
export const you = signal<{ id: string; role: Welcome["role"] }>({ id: "", role: "participant" });
export const presence = signal<Presence>({});
/** The server lost what it had acknowledged last: said until it was seen. */
export const setBack = signal(false);
export const overview = signal<Glance["overview"]>([]);
export const view = computed(() =>
  queue.value.reduce((now, one) => (now && !one.heard ? guess(now, one.request, you.value.id).reduce(fold, now) : now), recalled.value ? confirmed.value : null),
);

/** What is shown is how it was: nothing is asked or heard. */
export const past = signal(false);

/** Told of every change in its order, and with null of a new view. */
export const listeners = new Set<(change: Heard | null) => void>();
let mark = "";
let looks: string[] = [];
let typing = "";
let stopsTyping = 0;
let foreseeing = 0;
const unfolded: Heard[] = [];
let foldedAt = 0;
let folds = 0;
const foretold = new Map<number, (effect: Effect | null) => void>();

export function start(): void {
  const address = new URL(`/w/${workshop}/socket/${seat}`, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  open(address, { opened: hello, heard: receive });
  // what is not on the projector nobody tells: one looks anew
  if (eyes?.shown) setInterval(() => look([]), LOOK_ANEW);
}

/** On a page that looks back, in place of a line. */
export function showPast(workshop: Workshop): void {
  batch(() => {
    past.value = recalled.value = true;
    you.value = { id: "", role: "observer" };
    confirmed.value = workshop;
  });
}

/** A trainer opens these rooms, and no others. */
export function look(rooms: string[]): void {
  looks = rooms;
  if (line.value === "live") send({ type: "look", rooms });
}

/** Says to the others that one types at a place, until a while after the last call. */
export function types(place: string): void {
  clearTimeout(stopsTyping);
  stopsTyping = setTimeout(() => types(""), TYPING_LASTS);
  if (!place) clearTimeout(stopsTyping);
  if (place !== typing) send({ type: "signal", typing: (typing = place) });
}

/** What a request would do; null when the line is down. */
export function foresee(request: Request): Promise<Effect | null> {
  return new Promise((tell) => {
    const foresee = ++foreseeing;
    if (send({ type: "foresee", foresee, do: request })) foretold.set(foresee, tell);
    else tell(null);
  });
}

function hello(): void {
  typing = "";
  foretold.forEach((tell) => tell(null));
  foretold.clear();
  send({ type: "hello", stream, at: mark, looks, phone: onPhone(), unsent: unsentNow(), ...(eyes ? { eyes } : {}) });
  if (recalled.value) sendAgain();
}

function receive(message: Down): void {
  if (message.type !== "did") foldAll();
  switch (message.type) {
    case "welcome":
      mark = message.at;
      you.value = { id: message.you, role: message.role };
      confirmed.value = (message.own ?? []).reduce(fold, message.common);
      if (!recalled.value) void begin(message.you);
      return tell(null);
    case "did":
      mark = message.at;
      unfolded.push(...message.did);
      folds ||= setTimeout(foldAll, foldedAt + TOGETHER - Date.now());
      return;
    case "done":
      return answered(message.stream ?? "", message.done, null);
    case "no":
      return answered(message.stream ?? "", message.no, message.why);
    case "foreseen":
      foretold.get(message.foreseen)?.(message.effect);
      return void foretold.delete(message.foreseen);
    case "here":
      presence.value = { ...presence.value, ...Object.fromEntries(message.rooms.map((room) => [room.room, room])) };
      return;
    case "lost":
      setBack.value = true;
      return;
    case "glance":
      overview.value = message.whole ? message.overview : renewed(overview.value, message.overview);
  }
}

/** A room that has not changed keeps its glance: what draws it has nothing to do. */
function renewed(known: Glance["overview"], news: Glance["overview"]): Glance["overview"] {
  const byRoom = new Map([...known, ...news].map((glance) => [glance.room, glance]));
  return [...byRoom.values()];
}

async function begin(person: string): Promise<void> {
  if (!eyes) adopt(await recall(workshop, person));
  recalled.value = true;
}

function foldAll(): void {
  clearTimeout(folds);
  folds = 0;
  if (!unfolded.length) return;
  foldedAt = Date.now();
  batch(() => unfolded.splice(0).forEach(hear));
}

function hear(change: Heard): void {
  if (!confirmed.value) return;
  confirmed.value = fold(confirmed.value, change);
  markHeard((one) => isEffect(change, one.request));
  tell(change);
}

function tell(change: Heard | null): void {
  for (const listener of listeners) listener(change);
}
