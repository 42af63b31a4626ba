/** Times of a day's sessions: moved, made longer, and what lies between them. In minutes since midnight. */

import { put, textIn, type Part } from "./document.ts";

export const STEP = 5;
const LAST = 24 * 60 - 1;

export interface Span {
  /** Which of the day's sessions. */
  readonly at: number;
  readonly starts: number;
  readonly ends: number;
}

export interface Between {
  readonly from: number;
  readonly to: number;
  readonly overlap: boolean;
}

export function minutesOf(time: string): number | null {
  const found = /^([01][0-9]|2[0-3]):([0-5][0-9])$/.exec(time);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}

export function timeText(minutes: number): string {
  const bounded = Math.min(LAST, Math.max(0, Math.round(minutes)));
  return `${String(Math.floor(bounded / 60)).padStart(2, "0")}:${String(bounded % 60).padStart(2, "0")}`;
}

/** Those that have times, in the order of the day. */
export function spansOf(sessions: readonly Part[]): Span[] {
  return sessions.flatMap((session, at) => {
    const starts = minutesOf(textIn(session, "starts"));
    const ends = minutesOf(textIn(session, "ends"));
    return starts === null || ends === null || ends <= starts ? [] : [{ at, starts, ends }];
  });
}

/** Free time and overlaps between a session and the next one. */
export function betweens(spans: readonly Span[]): Between[] {
  return spans.slice(1).flatMap((span, at) => {
    const before = spans[at]?.ends ?? span.starts;
    if (span.starts === before) return [];
    return [{ from: Math.min(before, span.starts), to: Math.max(before, span.starts), overlap: span.starts < before }];
  });
}

/** Beside each other where they overlap: for each, in which of how many places. */
export function sideBySide(spans: readonly Span[]): { place: number; of: number }[] {
  const placed: { span: Span; place: number }[] = [];
  for (const span of spans) {
    const taken = placed.filter((one) => one.span.starts < span.ends && span.starts < one.span.ends).map((one) => one.place);
    let place = 0;
    while (taken.includes(place)) place += 1;
    placed.push({ span, place });
  }
  return placed.map(({ span, place }) => {
    const beside = placed.filter((one) => one.span.starts < span.ends && span.starts < one.span.ends);
    return { place, of: 1 + Math.max(...beside.map((one) => one.place)) };
  });
}

export interface Move {
  /** Minutes by which its start and its end move. */
  readonly starts: number;
  readonly ends: number;
  /** Whether all that comes after moves as its end does. */
  readonly follow: boolean;
}

/** The sessions after one was moved; unchanged where it would leave the day, or end before it starts. */
export function moved(sessions: readonly Part[], at: number, move: Move): readonly Part[] {
  const next = sessions.map((session, place) => {
    const span = spansOf(sessions).find((one) => one.at === place);
    if (!span || place < at || (place > at && !move.follow)) return session;
    const starts = span.starts + (place === at ? move.starts : move.ends);
    const ends = span.ends + move.ends;
    if (starts < 0 || ends > LAST || ends - starts < 1) return null;
    return put(put(session, ["starts"], timeText(starts)), ["ends"], timeText(ends));
  });
  return next.every((one): one is Part => one !== null) ? next : sessions;
}

/** Times for a session that has none: after those before it, as long as there is room, half an hour at most. */
export function roomFor(sessions: readonly Part[], at: number): { starts: string; ends: string } {
  const spans = spansOf(sessions);
  const starts = spans.filter((span) => span.at < at).at(-1)?.ends ?? Math.max(0, (spans[0]?.starts ?? 9 * 60 + 30) - 30);
  const next = spans.find((span) => span.at > at)?.starts ?? LAST;
  return { starts: timeText(starts), ends: timeText(Math.min(starts + 30, next > starts ? next : starts + 30)) };
}
