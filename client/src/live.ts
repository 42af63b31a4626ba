/** The line to the server: a view that is kept up to date, requests that wait until they are answered, the server's time. */

import { computed, signal } from "@preact/signals";
import { fold, type Heard } from "./fold.ts";
import type { Ask, Did, Down, Here, Glance, Reason, Up, Welcome, Workshop } from "./protocol.ts";

export type Request = Ask["do"];
type Waiting = { readonly ask: number; readonly request: Request; readonly answer: (why: Reason | null) => void };
export type Presence = Record<string, Here["rooms"][number]>;

const { workshop = "", seat = "participant" } = document.body.dataset;
const STAY_AWAY = new Set([1003, 1007, 1008, 1009, 4001, 4003, 4004]);
const ASK_TIME_EVERY = 10_000;
const SILENCE = 25_000;
const BACK_AFTER = [300, 600, 1200, 2500, 5000, 8000];

const confirmed = signal<Workshop | null>(null);
const queue = signal<readonly Waiting[]>([]);
export const you = signal<{ id: string; role: Welcome["role"] }>({ id: "", role: "participant" });
export const presence = signal<Presence>({});
export const overview = signal<Glance["overview"]>([]);
export const line = signal<"connecting" | "live" | "lost" | "gone">("connecting");
export const refusals = signal<readonly { key: string; request: Request; why: Reason }[]>([]);
export const waiting = computed(() => queue.value.length);
export const view = computed(() => confirmed.value);

const stream = (sessionStorage["moot-stream"] ??= newId()) as string;
/** Told of every change in its order, and with null of a new view. For texts, which need each edit. */
export const listeners = new Set<(change: Heard | null) => void>();
let socket: WebSocket | null = null;
let mark = "";
let looks: string[] = [];
let tries = 0;
let offset = 0;
let best = Infinity;
let heard = Date.now();

/** Milliseconds since 1970 by the server's clock. */
export const now = (): number => Date.now() + offset;

export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (n) => (n % 36).toString(36)).join("");
}

/** Asks; null once it was done, else why not. Waits over an outage, and is sent again. */
export function ask(request: Request): Promise<Reason | null> {
  const number = Number((sessionStorage["moot-asked"] = String(Number(sessionStorage["moot-asked"] ?? 0) + 1)));
  return new Promise((answer) => {
    queue.value = [...queue.value, { ask: number, request, answer }];
    if (line.value === "live") send({ type: "ask", ask: number, do: request });
  });
}

export function look(rooms: string[]): void {
  looks = rooms;
  if (line.value === "live") send({ type: "look", rooms });
}

export function dismissRefusal(key: string): void {
  refusals.value = refusals.value.filter((refusal) => refusal.key !== key);
}

export function start(): void {
  connect();
  setInterval(beat, ASK_TIME_EVERY);
  addEventListener("online", () => line.value === "lost" && connect());
  document.addEventListener("visibilitychange", () => document.hidden || beat());
}

function connect(): void {
  if (socket && socket.readyState < WebSocket.CLOSING) return;
  const address = new URL(`/w/${workshop}/socket/${seat}`, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  const opened = (socket = new WebSocket(address));
  heard = Date.now();
  opened.onopen = () => {
    send({ type: "hello", stream, at: mark, looks });
    line.value = "live";
    tries = 0;
    best = Infinity;
    askTime();
    for (const one of queue.value) send({ type: "ask", ask: one.ask, do: one.request });
  };
  opened.onmessage = (message) => {
    heard = Date.now();
    receive(JSON.parse(message.data as string) as Down);
  };
  opened.onclose = (end) => {
    if (socket !== opened) return;
    line.value = STAY_AWAY.has(end.code) ? "gone" : "lost";
    const delay = (BACK_AFTER[Math.min(tries++, BACK_AFTER.length - 1)] ?? 8000) * (0.5 + Math.random() / 2);
    if (line.value === "lost") setTimeout(connect, delay);
  };
}

function receive(message: Down): void {
  switch (message.type) {
    case "welcome":
      mark = message.at;
      you.value = { id: message.you, role: message.role };
      confirmed.value = (message.own ?? []).reduce(fold, message.common);
      for (const listener of listeners) listener(null);
      return;
    case "did":
      mark = message.at;
      for (const change of (message as Did).did) {
        if (confirmed.value) confirmed.value = fold(confirmed.value, change);
        for (const listener of listeners) listener(change);
      }
      return;
    case "done":
      return answered(message.done, null);
    case "no":
      return answered(message.no, message.why);
    case "time": {
      const trip = performance.now() - message.sent;
      if (trip < best) offset = message.now + (best = trip) / 2 - Date.now();
      return;
    }
    case "here":
      presence.value = { ...presence.value, ...Object.fromEntries(message.rooms.map((room) => [room.room, room])) };
      return;
    case "glance":
      overview.value = message.overview;
  }
}

function answered(number: number, why: Reason | null): void {
  const one = queue.value.find((waits) => waits.ask === number);
  if (!one) return;
  queue.value = queue.value.filter((waits) => waits !== one);
  if (why) refusals.value = [...refusals.value, { key: String(number), request: one.request, why }];
  one.answer(why);
}

/** A laptop that slept has a line that only looks alive: whoever says nothing for long is called anew. */
function beat(): void {
  if (line.value === "live" && Date.now() - heard > SILENCE) {
    const dead = socket;
    socket = null;
    dead?.close();
    line.value = "lost";
    connect();
  } else if (line.value === "live") askTime();
}

const askTime = (): void => send({ type: "clock", sent: performance.now() });

function send(message: Up): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}
