/** The training as a film: what a trainer heard, folded over what they saw, as time goes on. */

import { signal } from "@preact/signals";
import { fold } from "../fold.ts";
import { goBackTo, showPast } from "../live/live.ts";
import type { Part, Reel, Stretch, Workshop } from "../protocol.ts";
import { get } from "./asked.ts";
import { placeIn, timeAt } from "./stretches.ts";

/** Milliseconds of film between two looks at the time. */
const LOOK_EVERY = 50;
/** Nothing happens for so long: it is passed over, if wished. */
const SILENCE = 4_000;
const BEFORE_NEWS = 800;

export const reel = signal<Reel | null>(null);
/** How far one is, in milliseconds of film: silences between its stretches are not in it. */
export const place = signal(0);
export const playing = signal(false);
export const speed = signal(16);
export const skips = signal(true);
/** What comes next is not here yet. */
export const waits = signal(false);
export const failed = signal(false);

const parts = new Map<number, Promise<Part | null>>();
let now: { readonly number: number; readonly part: Part; next: number; view: Workshop } | null = null;
/** Of whoever moved last: an older move that comes later is none. */
let turn = 0;
let looked = 0;

export const stretches = (): readonly Stretch[] => reel.value?.stretches ?? [];
export const time = (): number => timeAt(stretches(), place.value);

export async function begin(): Promise<void> {
  reel.value = await get<Reel>("replay/reel");
  failed.value = !reel.value;
  goBackTo(time);
  setInterval(goOn, LOOK_EVERY);
  await go(0);
}

export function play(on: boolean): void {
  looked = Date.now();
  playing.value = on;
}

/** To a time of the training. */
export const goToTime = (at: number): Promise<void> => go(placeIn(stretches(), at));

/** To a place in the film: from where its part begins, all that was heard until then. */
export async function go(to: number): Promise<void> {
  const mine = ++turn;
  place.value = to;
  const number = Math.max(0, (reel.value?.parts ?? []).findLastIndex((begins) => begins <= time()));
  const part = await fetched(number);
  if (mine !== turn || !part) return;
  now = { number, part, next: 0, view: part.view };
  await heardUntil(time(), mine);
}

function goOn(): void {
  const since = Date.now() - looked;
  looked = Date.now();
  if (!playing.value || waits.value || !now) return;
  let to = place.value + since * speed.value;
  const news = now.part.heard[now.next];
  if (skips.value && news) {
    const at = placeIn(stretches(), news.at);
    if (at - to > SILENCE) to = at - BEFORE_NEWS;
  }
  const ends = placeIn(stretches(), Infinity);
  place.value = Math.min(to, ends);
  if (to >= ends) playing.value = false;
  void heardUntil(time(), turn);
}

async function heardUntil(at: number, mine: number): Promise<void> {
  while (now) {
    const { heard } = now.part;
    for (let news = heard[now.next]; news && news.at <= at; news = heard[now.next]) {
      now.view = { ...(news.did ?? []).reduce(fold, now.view), ...news.anew };
      now.next += 1;
    }
    const begins = reel.value?.parts[now.number + 1];
    if (now.next < heard.length || begins === undefined || begins > at) break;
    const part = await fetched(now.number + 1);
    if (mine !== turn || !part) return;
    now = { number: now.number + 1, part, next: 0, view: part.view };
  }
  if (!now) return;
  showPast(now.view);
  void fetched(now.number + 1, true);
}

/** Each is asked for once, and the next one ahead. */
async function fetched(number: number, ahead = false): Promise<Part | null> {
  if (number >= (reel.value?.parts.length ?? 0)) return null;
  if (!parts.has(number)) parts.set(number, get<Part>(`replay/parts/${number}`));
  if (ahead) return null;
  waits.value = true;
  const part = (await parts.get(number)) ?? null;
  waits.value = false;
  if (!part) parts.delete(number);
  failed.value = !part;
  return part;
}
