/** Trainers see whose requests wait in their browser for a while: it is said when they do, and when they are sent. */

import { effect } from "@preact/signals";
import { line, send } from "./connection.ts";
import { waiting } from "./outbox.ts";

const A_WHILE = 2000;
let told = 0;
let timer = 0;

/** What hello says; from then on what changes is said. */
export function unsentNow(): number {
  return (told = waiting.value);
}

effect(() => {
  const n = waiting.value;
  if (line.value !== "live" || n === told) return;
  if (n) timer ||= setTimeout(say, A_WHILE);
  else say();
});

function say(): void {
  clearTimeout(timer);
  timer = 0;
  if (waiting.value !== told && send({ type: "unsent", unsent: waiting.value })) told = waiting.value;
}
