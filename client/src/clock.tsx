/** The clock of a stage: the server's time, the same on all screens. */

import { signal, useComputed, useSignal } from "@preact/signals";
import { Timer } from "lucide";
import { Icon } from "./icons.tsx";
import { now } from "./live/live.ts";
import { runState } from "./outline.ts";
import type { Run } from "./protocol.ts";
import { t, tn } from "./words.ts";

const USUAL_WARNING = 60;
/** So often all clocks look at the time: two screens differ by no more, and by what their offsets are wrong. */
const LOOK_EVERY = 50;
const tick = signal(0);
setInterval(() => (tick.value += 1), LOOK_EVERY);

/** The server's time in milliseconds, to the last `step`; whoever draws it draws anew only when that changes. */
export function useTime(step: number): number {
  return useComputed(() => (tick.value, Math.floor(now() / step) * step)).value;
}

/** Whole seconds on the clock; less than none when over time. */
function useSecondsLeft(run: Run): number {
  const latest = useSignal(run);
  latest.value = run;
  return useComputed(() => {
    void tick.value;
    const { ends, left = 0 } = latest.value;
    const state = runState(latest.value);
    return Math.ceil((state === "paused" ? left : state === "over" ? 0 : ends - now()) / 1000);
  }).value;
}

export function Clock({ run, warn = USUAL_WARNING }: { run: Run; warn?: number }) {
  const left = useSecondsLeft(run);
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
  const left = useSecondsLeft(run);
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
