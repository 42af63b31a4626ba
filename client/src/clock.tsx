/** The clock of a stage: the server's time, the same on all screens. */

import { signal } from "@preact/signals";
import { Timer } from "lucide";
import { Icon } from "./icons.tsx";
import { now } from "./live/live.ts";
import { runState } from "./outline.ts";
import type { Run } from "./protocol.ts";
import { t, tn } from "./words.ts";

const USUAL_WARNING = 60;
const tick = signal(0);
setInterval(() => (tick.value += 1), 250);

/** The server's time now, anew four times a second for whoever draws it. */
export function currentTime(): number {
  void tick.value;
  return now();
}

export function millisecondsLeft(run: Run): number {
  const time = currentTime();
  if (runState(run) === "paused") return run.left ?? 0;
  return runState(run) === "over" ? 0 : run.ends - time;
}

export function Clock({ run, warn = USUAL_WARNING }: { run: Run; warn?: number }) {
  const left = Math.round(millisecondsLeft(run) / 1000);
  const shown = `${left < 0 ? "+" : ""}${Math.floor(Math.abs(left) / 60)}:${String(Math.abs(left) % 60).padStart(2, "0")}`;
  const state = runState(run);
  const note = state === "paused" ? t("paused") : state === "over" ? t("over") : left < 0 ? t("over time") : t("left");
  return (
    <span class="clock" role="timer" aria-live="off" data-soon={left <= warn && state === "running"}>
      <Icon of={Timer} /> <span class="digits">{shown}</span> {note}
    </span>
  );
}

/** Seen by all from the warning of the programme on, and said aloud: at the warning, at a minute and at ten seconds. */
export function ClockNews({ run, warn = USUAL_WARNING }: { run: Run; warn?: number }) {
  const left = millisecondsLeft(run) / 1000;
  const steps = [10, 60, 300, warn].filter((step) => left <= step);
  const step = Math.min(...steps);
  const quiet = runState(run) !== "running" || left <= 0 || !steps.length;
  const news = quiet ? "" : step === 10 ? t("Ten seconds left.") : step < 60 ? tn("{n} second left.", "{n} seconds left.", step) : tn("{n} minute left.", "{n} minutes left.", Math.round(step / 60));
  return (
    <span class="unseen" aria-live="assertive">
      {news}
    </span>
  );
}
