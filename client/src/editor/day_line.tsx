/** A day as a line of time: sessions are dragged as a whole or by their ends, or moved by keys; gaps and overlaps are shown. */

import { signal } from "@preact/signals";
import { useRef, useState } from "preact/hooks";
import { t, tn } from "../words.ts";
import { partsIn, type Part, type Path } from "./document.ts";
import { draft, news, opened, set, valueAt } from "./draft.ts";
import { nameOf } from "./places.ts";
import { betweens, moved, roomFor, sideBySide, spansOf, STEP, timeText, type Move, type Span } from "./times.ts";

const HOUR = 60;
const HOW = "how-to-move";
/** Pixels of a minute; more, where a session is so short that its name would not be read. */
const PER_MINUTE = 1.6;
const LEAST_HEIGHT = 26;
const MOST_PER_MINUTE = 4;

interface Props {
  readonly path: Path;
}

export function DayLine({ path }: Props) {
  const [follow, setFollow] = useState(false);
  const list = [...path, "session"];
  const sessions = partsIn(valueAt(path), "session");
  const spans = spansOf(sessions);
  const untimed = sessions.flatMap((_, at) => (spans.some((span) => span.at === at) ? [] : [at]));
  const move = (at: number, by: Omit<Move, "follow">): boolean => {
    const next = moved(sessions, at, { ...by, follow: follow });
    if (next !== sessions) set(list, next);
    return next !== sessions;
  };
  return (
    <section class="day-line" aria-label={t("Times of the day")}>
      <h3>{t("Times of the day")}</h3>
      {spans.length > 0 && (
        <>
          <p id={HOW} class="quiet">{t("Drag a session, or its lower edge. By keyboard: arrow up and down move it by 5 minutes, with Shift its end; Enter opens it.")}</p>
          <label class="tick">
            <input type="checkbox" checked={follow} onChange={(event) => setFollow(event.currentTarget.checked)} /> {t("All that comes after moves too")}
          </label>
          <Line list={list} sessions={sessions} spans={spans} move={move} />
        </>
      )}
      {untimed.length > 0 && (
        <ul class="untimed">
          {untimed.map((at) => {
            const name = nameOf(draft.value ?? {}, [...list, at]);
            return (
              <li key={at}>
                <span>{name}</span>{" "}
                <button onClick={() => set([...list, at], { ...sessions[at], ...roomFor(sessions, at) })}>
                  {t("Give it a time")}
                  <span class="unseen">: {name}</span>
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function Line({ list, sessions, spans, move }: { list: Path; sessions: readonly Part[]; spans: readonly Span[]; move: (at: number, by: Omit<Move, "follow">) => boolean }) {
  const range = useRef(rangeOf(spans));
  if (!dragging.value) range.current = rangeOf(spans);
  const { first, last, scale } = range.current;
  const place = (from: number, to: number) => ({ top: `${(from - first) * scale}px`, height: `${Math.max(4, (to - from) * scale)}px` });
  const beside = sideBySide(spans);
  const hours = Array.from({ length: (last - first) / HOUR + 1 }, (_, at) => first + at * HOUR);
  return (
    <div class="line" style={{ height: `${(last - first) * scale}px` }}>
      {hours.map((hour) => (
        <div key={hour} class="hour" style={{ top: `${(hour - first) * scale}px` }} aria-hidden="true">
          {timeText(hour)}
        </div>
      ))}
      {betweens(spans).map((between) => (
        <div key={`${between.from} ${between.to}`} class={between.overlap ? "between overlap" : "between"} style={between.overlap ? { top: place(between.from, between.to).top } : place(between.from, between.to)}>
          {between.overlap ? tn("{n} min at the same time", "{n} min at the same time", between.to - between.from) : tn("{n} min free", "{n} min free", between.to - between.from)}
        </div>
      ))}
      {spans.map((span, at) => (
        <Block key={String(sessions[span.at]?.["key"] ?? span.at)} path={[...list, span.at]} span={span} style={{ ...place(span.starts, span.ends), ...across(beside[at]) }} scale={scale} move={(by) => move(span.at, by)} />
      ))}
    </div>
  );
}

const across = ({ place, of } = { place: 0, of: 1 }) => (of > 1 ? { left: `calc(8px + (100% - 8px) * ${place / of})`, right: `calc((100% - 8px) * ${(of - place - 1) / of})` } : {});

/** From which hour to which, and how tall a minute is. While something is dragged it stays, so that nothing jumps. */
function rangeOf(spans: readonly Span[]): { first: number; last: number; scale: number } {
  const first = Math.max(0, Math.floor((Math.min(...spans.map((span) => span.starts)) - 1) / HOUR) * HOUR);
  const last = Math.ceil((Math.max(...spans.map((span) => span.ends)) + 1) / HOUR) * HOUR;
  const shortest = Math.min(...spans.map((span) => span.ends - span.starts));
  return { first, last, scale: Math.min(MOST_PER_MINUTE, Math.max(PER_MINUTE, LEAST_HEIGHT / shortest)) };
}

const dragging = signal(false);

interface Dragged {
  readonly from: number;
  readonly edge: "whole" | "end";
  readonly done: number;
  readonly far: boolean;
}

function Block({ path, span, style, scale, move }: { path: Path; span: Span; style: Record<string, string>; scale: number; move: (by: Omit<Move, "follow">) => boolean }) {
  const [dragged, drag] = useState<Dragged | null>(null);
  const name = nameOf(draft.value ?? {}, path);
  const times = `${timeText(span.starts)}–${timeText(span.ends)}`;
  const by = (minutes: number, edge: Dragged["edge"]): boolean => {
    const changed = move({ starts: edge === "whole" ? minutes : 0, ends: minutes });
    if (changed) news.value = t("{name}: {starts} to {ends}", { name, starts: timeText(span.starts + (edge === "whole" ? minutes : 0)), ends: timeText(span.ends + minutes) });
    return changed;
  };
  const down = (event: PointerEvent, edge: Dragged["edge"]) => {
    // a finger scrolls the page, but for the edge
    if (event.button || (event.pointerType === "touch" && edge === "whole")) return;
    event.stopPropagation();
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    dragging.value = true;
    drag({ from: event.clientY, edge, done: 0, far: false });
  };
  const moves = (event: PointerEvent) => {
    if (!dragged) return;
    const wanted = Math.round((event.clientY - dragged.from) / scale / STEP) * STEP;
    if (wanted === dragged.done) return;
    if (by(wanted - dragged.done, dragged.edge)) drag({ ...dragged, done: wanted, far: true });
  };
  const pressed = (event: KeyboardEvent) => {
    const step = { ArrowUp: -STEP, ArrowDown: STEP }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    by(step, event.shiftKey ? "end" : "whole");
  };
  // the click that ends a drag comes after it, and opens nothing
  const drops = () =>
    setTimeout(() => {
      dragging.value = false;
      drag(null);
    });
  const drags = { onPointerMove: moves, onPointerUp: drops, onPointerCancel: drops };
  return (
    <div class="block" data-dragged={dragged !== null} style={style}>
      <button
        class="whole-block"
        aria-describedby={HOW}
        onKeyDown={pressed}
        onPointerDown={(event) => down(event, "whole")}
        {...drags}
        onClick={() => !dragged?.far && (opened.value = path)}
      >
        <time>{times}</time> {name}
      </button>
      <span class="edge" aria-hidden="true" onPointerDown={(event) => down(event, "end")} {...drags} />
    </div>
  );
}
