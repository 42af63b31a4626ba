/** The controls of the film: play, how fast, where; by mouse, by keyboard, and by the stages and snapshots on its way. */

import { useEffect, useRef } from "preact/hooks";
import { Camera, Flag, Pause, Play, SkipBack, SkipForward } from "lucide";
import { Icon } from "../icons.tsx";
import type { Reel, Workshop } from "../protocol.ts";
import { groupName } from "../said.ts";
import { dayInWords, momentInWords, t, timeOfDay } from "../words.ts";
import { failed, go, goToTime, place, play, playing, reel, skips, speed, stretches, time, waits } from "./film.ts";
import { snapshotName, stageName } from "./snapshots.ts";
import { placeIn } from "./stretches.ts";

const SPEEDS = [1, 4, 16, 60];
const STEP = 10_000;
/** The slider's step; its last is the end, also where that is a part of one. */
const SECOND = 1_000;
type Sign = Reel["signs"][number];

const signs = (): readonly Sign[] => reel.value?.signs ?? [];
const length = (): number => placeIn(stretches(), Infinity);
const within = (to: number): number => Math.min(length(), Math.max(0, to));

/** To the sign before or after; a moment later, one means the one before it. */
function toSign(by: 1 | -1): void {
  const now = place.value;
  const places = signs().map((sign) => placeIn(stretches(), sign.at));
  const next = by > 0 ? places.find((one) => one > now) : places.findLast((one) => one < now - 1_000);
  void go(next ?? (by > 0 ? length() : 0));
}

function onKey(event: KeyboardEvent): void {
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (event.ctrlKey || event.metaKey || event.altKey || target?.matches("input:not([type=range]), select, textarea")) return;
  const slides = target?.matches("[type=range]");
  if (event.key === " " && !target?.matches("button, summary, a")) play(!playing.value);
  else if (event.shiftKey && event.key === "ArrowRight") toSign(1);
  else if (event.shiftKey && event.key === "ArrowLeft") toSign(-1);
  else if (!slides && !target?.closest("[role=grid], [data-note]") && event.key === "ArrowRight") void go(within(place.value + STEP));
  else if (!slides && !target?.closest("[role=grid], [data-note]") && event.key === "ArrowLeft") void go(within(place.value - STEP));
  else return;
  event.preventDefault();
}

export function Controls({ workshop }: { workshop: Workshop }) {
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  const sign = lastSign();
  const says = sign ? signText(workshop, sign) : "";
  const ends = length();
  return (
    <section class="controls" aria-label={t("Controls of the replay")}>
      <div class="scrubber">
        <input type="range" min={0} max={Math.ceil(ends / SECOND) * SECOND} step={SECOND} value={place.value} aria-label={t("Where in the replay")} aria-valuetext={[momentInWords(time()), says].filter(Boolean).join(". ")} onInput={(event) => void go(within(Number(event.currentTarget.value)))} />
        <div class="signs" aria-hidden="true">
          {signs().map((one, at) => (
            <span key={at} data-what={one.what} style={{ left: `${(100 * placeIn(stretches(), one.at)) / Math.max(1, ends)}%` }} title={signText(workshop, one)} />
          ))}
        </div>
      </div>
      <div class="row">
        <button aria-label={t("To the stage before (Shift+←)")} onClick={() => toSign(-1)}>
          <Icon of={SkipBack} />
        </button>
        <button class="main" onClick={() => play(!playing.value)}>
          <Icon of={playing.value ? Pause : Play} /> {playing.value ? t("Pause") : t("Play")}
        </button>
        <button aria-label={t("To the next stage (Shift+→)")} onClick={() => toSign(1)}>
          <Icon of={SkipForward} />
        </button>
        <span class="now">
          <time>{timeOfDay(time())}</time> <span class="quiet">{dayInWords(time())}</span>
        </span>
        <span role="status" class="what">
          {failed.value ? t("That did not work. Please try again in a moment.") : waits.value ? t("One moment …") : says}
        </span>
        <span class="row" role="group" aria-label={t("How fast")}>
          {SPEEDS.map((one) => (
            <button key={one} aria-pressed={speed.value === one} onClick={() => (speed.value = one)}>
              {t("{n}×", { n: one })}
            </button>
          ))}
        </span>
        <label>
          <input type="checkbox" checked={skips.value} onChange={() => (skips.value = !skips.value)} /> {t("Pass over silence")}
        </label>
      </div>
    </section>
  );
}

const lastSign = (): Sign | undefined => signs().findLast((sign) => sign.at <= time());

/** What stands on the way, to go there; where the film is now stays in sight. */
export function Signs({ workshop }: { workshop: Workshop }) {
  const last = lastSign();
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const [box, one] = [list.current, list.current?.querySelector("[aria-current]")];
    if (!box || !one || box.matches(":hover, :focus-within")) return; // it does not move under the hand
    const [outer, inner] = [box.getBoundingClientRect(), one.getBoundingClientRect()];
    box.scrollTop += Math.max(0, inner.bottom - outer.bottom) + Math.min(0, inner.top - outer.top);
  }, [last]);
  return (
    <nav ref={list} class="on-the-way" aria-label={t("Stages and snapshots")}>
      <h2>{t("Stages and snapshots")}</h2>
      <ol>
        {signs().map((sign, at) => (
          <li key={at}>
            <button class="plain" aria-current={sign === last ? "step" : undefined} onClick={() => void goToTime(sign.at)}>
              <Icon of={sign.what === "snapshot" ? Camera : Flag} /> <time>{timeOfDay(sign.at)}</time> {signText(workshop, sign)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function signText(workshop: Workshop, { what, stage = "", rooms = [], snapshot }: Sign): string {
  if (snapshot) return t("Snapshot: {name}", { name: snapshotName(workshop, snapshot) });
  const all = rooms.length === Object.keys(workshop.rooms ?? {}).length;
  const groups = all ? "" : ` · ${rooms.flatMap((id) => workshop.rooms?.[id] ?? []).map(groupName).join(", ")}`;
  const name = stageName(workshop, stage);
  return (what === "began" ? t("“{stage}” begins", { stage: name }) : t("“{stage}” ends", { stage: name })) + groups;
}
