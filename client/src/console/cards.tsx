/** Every room at a glance; those that need the trainer come first. */

import { Hand, Users } from "lucide";
import { Bar } from "../bar.tsx";
import { Clock } from "../clock.tsx";
import { Icon } from "../icons.tsx";
import { overview, presence } from "../live/live.ts";
import { runState, stageOf } from "../outline.ts";
import type { Room, Workshop } from "../protocol.ts";
import { groupName, nameOf, said } from "../said.ts";
import { t, tn } from "../words.ts";

type Glance = (typeof overview.value)[number];

/** Who asks for help first, then whose time is over, then who is finished; else by number. */
export function byNeed(one: Room, other: Room): number {
  return need(other) - need(one) || one.number - other.number;
}

function need(room: Room): number {
  const glance = overview.value.find((of) => of.room === room.id);
  if (Object.keys(room.hands ?? {}).length) return 3;
  if (room.run && runState(room.run) === "over") return 2;
  return glance && glance.here > 0 && glance.finished === glance.here ? 1 : 0;
}

interface Props {
  readonly workshop: Workshop;
  readonly room: Room;
  readonly opened: boolean;
  readonly open: (room: string) => void;
  readonly chosen: boolean;
  readonly choose: ((room: string) => void) | null;
}

export function Card({ workshop, room, opened, open, chosen, choose }: Props) {
  const glance = overview.value.find((one) => one.room === room.id);
  const stage = room.run ? stageOf(workshop, room.run.activity, room.run.stage) : undefined;
  const people = Object.values(workshop.people ?? {}).filter((person) => person.room === room.id && !person.removed);
  const hands = Object.keys(room.hands ?? {}).map((id) => nameOf(workshop, id));
  const here = presence.value[room.id]?.here.length ?? 0;
  const ideas = Object.values(glance?.notes ?? {}).reduce((sum, n) => sum + n, 0);
  return (
    <li class="card" data-help={hands.length > 0} data-opened={opened}>
      <div class="row">
        <h2>{groupName(room)}</h2>
        <span class="quiet">
          <Icon of={Users} /> {t("{here} of {people} here", { here, people: people.length })}
        </span>
        {choose && (
          <label class="choose">
            <input type="checkbox" checked={chosen} onChange={() => choose(room.id)} /> {t("Choose")}
            <span class="unseen"> {groupName(room)}</span>
          </label>
        )}
      </div>
      <p class="row">
        {stage ? said(stage.title) : t("nothing under way")} {room.run && <Clock run={room.run} warn={stage?.warn_seconds ?? 60} />}
      </p>
      {hands.length > 0 && (
        <p class="problem">
          <Icon of={Hand} /> {t("{names} would like help", { names: hands.join(", ") })}
        </p>
      )}
      <p class="quiet">
        {stage?.does === "answer" ? t("{n} of {here} have answered", { n: glance?.answered ?? 0, here }) : !glance?.canvases?.length && tn("{n} note", "{n} notes", ideas)}
        {Boolean(glance?.canvases?.length) && t("{filled} of {cells} cells", cellsOf(glance?.canvases ?? []))}
        {stage && ` · ${t("{n} of {here} finished", { n: glance?.finished ?? 0, here })}`}
        {glance && glance.typing > 0 && ` · ${tn("{n} types", "{n} type", glance.typing)}`}
      </p>
      {glance && <Miniature glance={glance} />}
      {glance && <Turnout workshop={workshop} glance={glance} />}
      <button aria-pressed={opened} onClick={() => open(opened ? "" : room.id)}>
        {opened ? t("Close the room") : t("Open the room")} <span class="unseen">{groupName(room)}</span>
      </button>
    </li>
  );
}

/** In all canvases of a room together. */
const cellsOf = (canvases: NonNullable<Glance["canvases"]>) => ({
  filled: canvases.reduce((sum, one) => sum + one.filled, 0),
  cells: canvases.reduce((sum, one) => sum + one.cells, 0),
});

/** The board in small: how many ideas stand under each challenge. */
function Miniature({ glance }: { glance: Glance }) {
  const counts = Object.values(glance.notes);
  if (counts.length < 2) return null;
  const highest = Math.max(1, ...counts);
  return (
    <p class="miniature" role="img" aria-label={t("Notes per challenge: {counts}", { counts: counts.join(", ") })}>
      {counts.map((n, at) => (
        <Bar key={at} value={n} most={highest} />
      ))}
    </p>
  );
}

/** Turnout, counting those present; who is missing, on demand. */
function Turnout({ workshop, glance }: { workshop: Workshop; glance: Glance }) {
  const open = (glance.ballots ?? []).filter((ballot) => ballot.state === "open");
  if (!open.length) return null;
  const missing = [...new Set(open.flatMap((ballot) => ballot.missing))];
  const done = glance.here - missing.length;
  return (
    <details>
      <summary>
        {t("{done} of {here} have voted", { done, here: glance.here })} <Bar value={done} most={glance.here} />
      </summary>
      {missing.length ? t("Not yet: {names}", { names: missing.map((id) => nameOf(workshop, id)).join(", ") }) : t("Everybody has voted.")}
    </details>
  );
}
