/** The clock of a stage: the server's time, the same on all screens. */

import { signal } from "@preact/signals";
import { now } from "./live.ts";
import type { Run } from "./protocol.ts";
import { runState } from "./outline.ts";
import { t } from "./words.ts";

const tick = signal(0);
setInterval(() => (tick.value += 1), 250);

export function millisecondsLeft(run: Run): number {
  void tick.value;
  if (runState(run) === "paused") return run.left ?? 0;
  return runState(run) === "over" ? 0 : run.ends - now();
}

export function Clock({ run }: { run: Run }) {
  const left = Math.round(millisecondsLeft(run) / 1000);
  const shown = `${left < 0 ? "+" : ""}${Math.floor(Math.abs(left) / 60)}:${String(Math.abs(left) % 60).padStart(2, "0")}`;
  const note = runState(run) === "paused" ? t("paused") : runState(run) === "over" ? t("over") : left < 0 ? t("over time") : t("left");
  return (
    <span class="clock" role="timer" aria-live="off" data-soon={left <= 60 && runState(run) === "running"}>
      <span class="digits">{shown}</span> {note}
    </span>
  );
}

/** Said aloud at five minutes, one minute and ten seconds, not each second. */
export function ClockNews({ run }: { run: Run }) {
  const left = millisecondsLeft(run) / 1000;
  const news = runState(run) !== "running" || left <= 0 ? "" : left <= 10 ? t("Ten seconds left.") : left <= 60 ? t("One minute left.") : left <= 300 ? t("Five minutes left.") : "";
  return (
    <span class="unseen" aria-live="assertive">
      {news}
    </span>
  );
}
