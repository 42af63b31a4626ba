/** Requests on their way: they wait over an outage and a reload, and are sent again until they are answered. */

import { computed, signal } from "@preact/signals";
import type { Reason } from "../protocol.ts";
import { send } from "./connection.ts";
import { eyes } from "./eyes.ts";
import { drop, keep, leave, stay, type Request, type Row } from "./kept.ts";

/** The server takes 64 requests without an answer from one visit; half of that is enough to be quick. */
const MOST_UNDER_WAY = 32;

export interface Waiting extends Row {
  readonly answer: (why: Reason | null) => void;
  /** Its effect was heard of before its answer: it is no longer guessed at. */
  readonly heard?: boolean;
}

export const stream = newId();
export const queue = signal<readonly Waiting[]>([]);
export const refused = signal<readonly (Row & { readonly why: Reason })[]>([]);
export const waiting = computed(() => queue.value.length);

/** What asks for its last words when the page is left, before what waits is written down. */
export const lastWords = new Set<() => void>();
addEventListener("pagehide", () => {
  lastWords.forEach((say) => say());
  leave(stream, queue.value.map(({ stream: of, ask: number, request }) => ({ stream: of, ask: number, request })));
});
addEventListener("pageshow", (event) => event.persisted && stay(stream));

const underWay = new Set<string>();
let asked = 0;

export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (n) => (n % 36).toString(36)).join("");
}

/** Asks; null once it was done, else why not. */
export function ask(request: Request): Promise<Reason | null> {
  if (eyes) return Promise.resolve("not-allowed");
  return new Promise((answer) => {
    const one = { stream, ask: ++asked, request, answer };
    void keep({ stream, ask: one.ask, request });
    queue.value = [...queue.value, one];
    flush();
  });
}

/** What a page that was closed or loaded anew had left: it goes first, under the numbers that it had. */
export function adopt(rows: readonly Row[]): void {
  const left = rows.filter((row) => row.why === undefined);
  refused.value = rows.flatMap((row) => (row.why === undefined ? [] : [{ ...row, why: row.why }]));
  queue.value = [...left.map((row) => ({ ...row, answer: () => undefined })), ...queue.value];
  flush();
}

/** The line is new: what was under way may not have arrived. */
export function sendAgain(): void {
  underWay.clear();
  flush();
}

function flush(): void {
  for (const one of queue.value) {
    if (underWay.size >= MOST_UNDER_WAY) return;
    if (underWay.has(nameOf(one))) continue;
    const whose = one.stream === stream ? {} : { stream: one.stream };
    if (!send({ type: "ask", ask: one.ask, do: one.request, ...whose })) return;
    underWay.add(nameOf(one));
  }
}

export function answered(of: string, ask: number, why: Reason | null): void {
  const one = queue.value.find((waits) => waits.ask === ask && waits.stream === (of || stream));
  if (!one) return;
  underWay.delete(nameOf(one));
  queue.value = queue.value.filter((waits) => waits !== one);
  const row = { stream: one.stream, ask, request: one.request };
  if (why && worthSaying(one.request, why)) {
    refused.value = [...refused.value, { ...row, why }];
    void keep({ ...row, why });
  } else void drop(row);
  one.answer(why);
  flush();
}

/** Twice the same gesture, or an edit that its field makes anew by itself, is nothing to tell a person about. */
const worthSaying = (request: Request, why: Reason): boolean => why !== "already" && !("edit" in request && why === "text-moved-on");

export function markHeard(which: (one: Waiting) => boolean): void {
  const found = queue.value.find((one) => !one.heard && which(one));
  if (found) queue.value = queue.value.map((one) => (one === found ? { ...one, heard: true } : one));
}

export function dismiss(row: Row): void {
  refused.value = refused.value.filter((one) => one !== row);
  void drop(row);
}

const nameOf = (row: Row): string => `${row.stream}/${row.ask}`;
