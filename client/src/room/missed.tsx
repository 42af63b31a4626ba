/** What happened while one was away, or before one came: said once, in a few lines. */

import { useEffect, useRef, useState } from "preact/hooks";
import { X } from "lucide";
import { canvasOf, ownKey } from "../canvas/canvas.ts";
import { Icon } from "../icons.tsx";
import { you } from "../live/live.ts";
import { activitiesOf, sectionsOf, stageOf } from "../outline.ts";
import { narrow } from "../preference.ts";
import type { Room, Workshop } from "../protocol.ts";
import { groupName, said, sectionName } from "../said.ts";
import { t, tn } from "../words.ts";

/** What one has seen, as far as it is told again. */
interface Seen {
  readonly room: string;
  readonly challenges: readonly string[];
  readonly decided: readonly string[];
  readonly feedback: number;
}

const LONG_AWAY = 180_000;
/** After the page is seen again: until what happened meanwhile has arrived. */
const CATCHING_UP = 10_000;
const KEPT_AFTER = 3_000;
const MOST_WINNERS = 5;
/** On a phone, where the work needs the room. */
const FIRST_LINES = 2;
const NOTHING: Seen = { room: "", challenges: [], decided: [], feedback: 0 };

/** What of a view one would be told, had one not seen it. */
export function seenIn(workshop: Workshop, room: Room, person: string): Seen {
  const boards = Object.entries(room.boards ?? {}).filter(([key]) => activitiesOf(workshop).some((activity) => activity.key === key && activity.kind === "solve"));
  const owned = activitiesOf(workshop).filter((activity) => activity.canvas && !activity.canvas.goes_on_from);
  const given = owned.flatMap((activity) => Object.values(canvasOf(workshop, ownKey(workshop, activity.key, person)).feedback ?? {}));
  return {
    room: room.id,
    challenges: boards.flatMap(([key, board]) => sectionsOf(board).filter((section) => !said(section.fixed)).map((section) => `${key}/${section.id}`)),
    decided: boards.flatMap(([key, board]) => Object.values(board.decisions ?? {}).map((decision) => `${key}/${decision.section}/${decision.note}`)),
    feedback: given.filter((one) => one.by !== person).length,
  };
}

/** In sentences, what is new since then. */
export function missed(workshop: Workshop, room: Room, then: Seen, seen: Seen): string[] {
  const isNew = (known: readonly string[]) => (one: string) => !known.includes(one);
  const challenges = seen.challenges.filter(isNew(then.challenges));
  const decided = seen.decided.filter(isNew(then.decided));
  const feedback = seen.feedback - then.feedback;
  const stage = room.run ? stageOf(workshop, room.run.activity, room.run.stage) : undefined;
  const happened = [
    challenges.length ? tn("{n} challenge was chosen.", "{n} challenges were chosen.", challenges.length) : "",
    ...decided.slice(0, MOST_WINNERS).map((one) => won(room, one)),
    feedback > 0 ? tn("{n} piece of feedback came for you.", "{n} pieces of feedback came for you.", feedback) : "",
  ].filter(Boolean);
  const moved = then.room !== "" && then.room !== seen.room;
  if (!happened.length && !moved) return [];
  return [t("You are in {group}.", { group: groupName(room) }), ...happened, stage ? t("Now: {stage}", { stage: said(stage.title) }) : ""].filter(Boolean);
}

function won(room: Room, decided: string): string {
  const [key = "", section = "", note = ""] = decided.split("/");
  const board = room.boards?.[key];
  const known = board?.sections?.[section];
  return board && known ? t("“{idea}” won for “{challenge}”.", { idea: board.notes?.[note]?.text ?? "", challenge: sectionName(board, known) }) : "";
}

export function Missed({ workshop, room }: { workshop: Workshop; room: Room }) {
  const place = `moot-seen-${workshop.id}-${you.value.id}`;
  const seen = seenIn(workshop, room, you.value.id);
  const [since, tell] = useState<Seen | null>(() => stored(place));
  const catchingUp = useRef(0);
  const lines = since ? missed(workshop, room, since, seen) : [];
  useEffect(() => {
    if (!lines.length && Date.now() > catchingUp.current) tell(null);
    const kept = setTimeout(() => !document.hidden && localStorage.setItem(place, JSON.stringify(seen)), KEPT_AFTER);
    return () => clearTimeout(kept);
  }, [workshop]);
  useEffect(() => {
    let hidden = 0;
    const turned = () => {
      if (document.hidden) hidden = Date.now();
      else if (Date.now() - hidden > LONG_AWAY) {
        catchingUp.current = Date.now() + CATCHING_UP;
        tell(stored(place));
      }
    };
    document.addEventListener("visibilitychange", turned);
    return () => document.removeEventListener("visibilitychange", turned);
  }, []);
  const stage = room.run ? `${room.run.activity}.${room.run.stage}` : "";
  const during = useRef(stage);
  useEffect(() => {
    // with the next stage it is old news
    if (stage !== during.current && Date.now() > catchingUp.current) tell(null);
    during.current = stage;
  }, [stage]);
  if (!lines.length) return null;
  const first = narrow.value ? lines.slice(0, FIRST_LINES) : lines;
  const more = lines.slice(first.length);
  return (
    <section class="message missed" aria-label={t("What happened so far")}>
      <div class="row">
        <strong>{t("What happened so far")}</strong>
        <button class="plain" aria-label={t("Close: what happened so far")} onClick={() => tell(null)}>
          <Icon of={X} />
        </button>
      </div>
      <ul>
        {first.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {more.length > 0 && (
        <details>
          <summary>{tn("{n} more line", "{n} more lines", more.length)}</summary>
          <ul>
            {more.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function stored(place: string): Seen {
  return { ...NOTHING, ...(JSON.parse(localStorage.getItem(place) ?? "{}") as Partial<Seen>) };
}
