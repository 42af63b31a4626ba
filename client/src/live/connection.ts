/** The line to the server: opened anew when it ends, by the table of close codes; and the server's time. */

import { signal } from "@preact/signals";
import type { Down, Up } from "../protocol.ts";

const STAY_AWAY = new Set([1003, 1007, 1008, 1009, 4001, 4003, 4004]);
const ASK_TIME_EVERY = 10_000;
const SILENCE = 25_000;
const BACK_AFTER = [300, 600, 1200, 2500, 5000, 8000];

/** `gone`: there is no coming back by oneself. */
export const line = signal<"connecting" | "live" | "lost" | "gone">("connecting");

interface Listener {
  /** The line is open: time to say hello. */
  readonly opened: () => void;
  readonly heard: (message: Down) => void;
}

let address: URL;
let listener: Listener;
let socket: WebSocket | null = null;
let tries = 0;
let offset = 0;
let best = Infinity;
let heardAt = Date.now();

let clock = (): number => Date.now() + offset;

/** Milliseconds since 1970 by the server's clock. */
export const now = (): number => clock();

/** On a page that looks back it is another time. */
export const goBackTo = (time: () => number): unknown => (clock = time);

export function open(to: URL, by: Listener): void {
  address = to;
  listener = by;
  connect();
  setInterval(beat, ASK_TIME_EVERY);
  addEventListener("online", () => line.value === "lost" && connect());
  document.addEventListener("visibilitychange", () => document.hidden || beat());
}

/** Whether it left: not while the line is down. */
export function send(message: Up): boolean {
  if (socket?.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(message));
  return true;
}

function connect(): void {
  if (socket && socket.readyState < WebSocket.CLOSING) return;
  const opened = (socket = new WebSocket(address));
  heardAt = Date.now();
  opened.onopen = () => {
    line.value = "live";
    tries = 0;
    best = Infinity;
    listener.opened();
    askTime();
  };
  opened.onmessage = (message) => {
    heardAt = Date.now();
    const said = JSON.parse(message.data as string) as Down;
    if (said.type === "time") keepTime(said.sent, said.now);
    else listener.heard(said);
  };
  opened.onclose = (end) => {
    if (socket === opened) ended(STAY_AWAY.has(end.code));
  };
}

function ended(forGood: boolean): void {
  line.value = forGood ? "gone" : "lost";
  const delay = (BACK_AFTER[Math.min(tries++, BACK_AFTER.length - 1)] ?? 8000) * (0.5 + Math.random() / 2);
  if (!forGood) setTimeout(connect, delay);
}

/** A laptop that slept has a line that only looks alive: one that says nothing for long is opened anew. */
function beat(): void {
  if (line.value !== "live") return;
  if (Date.now() - heardAt <= SILENCE) return askTime();
  const dead = socket;
  socket = null;
  dead?.close();
  line.value = "lost";
  connect();
}

function askTime(): void {
  send({ type: "clock", sent: performance.now() });
}

/** The quickest of the answers tells the time best: its error is at most half its trip. */
function keepTime(sent: number, served: number): void {
  const trip = performance.now() - sent;
  if (trip >= best) return;
  best = trip;
  offset = served + trip / 2 - Date.now();
}
