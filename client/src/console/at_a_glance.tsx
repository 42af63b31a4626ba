/** One room at a glance: its stage and clock, who is there, how far they are, what they need. */

import { Check, CirclePause, CloudOff, Hand, Lock, PenLine, Smartphone, StickyNote, Table2, Users, Vote, type IconNode } from "lucide";
import { Bar } from "../bar.tsx";
import { Clock, useTime } from "../clock.tsx";
import { Icon } from "../icons.tsx";
import { ask, you } from "../live/live.ts";
import { runState, sectionsOf } from "../outline.ts";
import type { Glance, Room, Workshop } from "../protocol.ts";
import { groupName, nameOf, said } from "../said.ts";
import { steady } from "../steady.ts";
import { t, tn } from "../words.ts";
import { Miniature } from "./miniature.tsx";

type RoomGlance = Glance["overview"][number];
const MINUTE = 60_000;
const NOTHING: RoomGlance = { room: "" };

interface Props {
  readonly room: Room;
  readonly programme: Workshop["programme"];
  readonly people: Workshop["people"];
  readonly glance: RoomGlance | undefined;
  readonly opened: boolean;
  readonly open: (room: string) => void;
  readonly chosen: boolean;
  readonly choose: ((room: string) => void) | null;
}

/** Drawn anew when its room or its glance is another: not when somebody writes elsewhere. */
export const RoomAtAGlance = steady(({ room, programme, people = {}, glance = NOTHING, opened, open, chosen, choose }: Props) => {
  const activities = (programme.days ?? []).flatMap((day) => (day.sessions ?? []).flatMap((session) => session.activities ?? []));
  const stage = activities.find((one) => one.key === room.run?.activity)?.stages.find((one) => one.key === room.run?.stage);
  const names = (ids: readonly string[]) => ids.map((id) => nameOf({ people } as Workshop, id)).join(", ");
  return (
    <li class="card" data-need={glance.need ?? "nothing"} data-opened={opened}>
      <div class="row">
        <h2>{groupName(room)}</h2>
        {room.run && <Clock run={room.run} warn={stage?.warn_seconds ?? 60} />}
        {choose && (
          <label class="choose">
            <input type="checkbox" checked={chosen} onChange={() => choose(room.id)} /> <span class="word">{t("Choose")}</span>
            <span class="unseen"> {groupName(room)}</span>
          </label>
        )}
      </div>
      <p class="stage-name">{stage ? said(stage.title) : t("nothing under way")}</p>
      <There glance={glance} locked={Boolean(room.locks?.[""])} paused={room.run ? runState(room.run) === "paused" : false} />
      <div class="work">
        <Figures glance={glance} does={stage?.does} />
        <Turnout glance={glance} names={names} />
      </div>
      <Miniature sketch={glance.sketch} sections={sectionsIn(room, glance)} canvases={glance.canvases} />
      <Needs room={room} glance={glance} names={names} />
      <button class="open" aria-pressed={opened} onClick={() => open(opened ? "" : room.id)}>
        <span class="word">{opened ? t("Close the room") : t("Open the room")}</span> <span class="unseen">{groupName(room)}</span>
      </button>
    </li>
  );
});

/** In the order of the board where it is open; else as they come. */
function sectionsIn(room: Room, glance: RoomGlance): readonly string[] {
  const board = room.boards?.[room.run?.activity ?? ""];
  return board ? sectionsOf(board).map((section) => section.id) : Object.keys(glance.sketch?.notes ?? {});
}

function There({ glance: { here = 0, seated = 0, phones = 0, typing = 0 }, locked, paused }: { glance: RoomGlance; locked: boolean; paused: boolean }) {
  return (
    <p class="figures quiet">
      <Figure icon={Users} short={`${here}/${seated}`} full={t("{here} of {people} here", { here, people: seated })} />
      {phones > 0 && <Figure icon={Smartphone} short={`${phones}`} full={tn("{n} on a phone", "{n} on a phone", phones)} />}
      {typing > 0 && <Figure icon={PenLine} short={`${typing}`} full={tn("{n} types", "{n} type", typing)} />}
      {paused && (
        <span class="where-small">
          <Figure icon={CirclePause} short="" full={t("paused")} />
        </span>
      )}
      {locked && <Figure icon={Lock} short="" full={t("only trainers write")} />}
    </p>
  );
}

function Figures({ glance, does }: { glance: RoomGlance; does: string | undefined }) {
  const { here = 0, seated = 0, finished = 0, answered = 0, canvases = [] } = glance;
  const ideas = Object.values(glance.sketch?.notes ?? {}).reduce((sum, n) => sum + n, 0);
  const [filled, cells] = [canvases.reduce((sum, one) => sum + one.filled, 0), canvases.reduce((sum, one) => sum + one.cells, 0)];
  return (
    <p class="figures quiet">
      {does === "answer" && <Figure icon={StickyNote} short={`${answered}/${seated}`} full={t("{n} of {here} have answered", { n: answered, here: seated })} />}
      {canvases.length > 0 && <Figure icon={Table2} short={`${Math.round((100 * filled) / Math.max(1, cells))} %`} full={t("{filled} of {cells} cells", { filled, cells })} />}
      {does && does !== "answer" && !canvases.length && !votes(glance) && <Figure icon={StickyNote} short={`${ideas}`} full={tn("{n} note", "{n} notes", ideas)} />}
      {does && <Figure icon={Check} short={`${finished}/${here}`} full={t("{n} of {here} finished", { n: finished, here })} />}
    </p>
  );
}

/** A number with its picture; on a small card the words are for those who do not see it, and for the pointer. */
function Figure({ icon, short, full }: { icon: IconNode; short: string; full: string }) {
  return (
    <span class="figure" title={full}>
      <Icon of={icon} /> <span class="full">{full}</span>
      <span class="short" aria-hidden="true">
        {short}
      </span>
    </span>
  );
}

function Needs({ room, glance, names }: { room: Room; glance: RoomGlance; names: (ids: readonly string[]) => string }) {
  const hands = Object.keys(room.hands ?? {});
  const unsent = Object.entries(glance.unsent ?? {});
  if (hands.length)
    return (
      <p class="needs problem">
        <Icon of={Hand} /> {t("{names} would like help", { names: names(hands) })} <Since at={Math.min(...hands.map((id) => room.hands_since?.[id] ?? 0))} />
      </p>
    );
  if (unsent.length)
    return (
      <p class="needs">
        <Icon of={CloudOff} /> {unsent.map(([id, n]) => t("{name}: {n} not sent yet", { name: names([id]), n })).join(", ")}
      </p>
    );
  const away = glance.away ?? 0;
  const says: Partial<Record<NonNullable<RoomGlance["need"]>, string>> = {
    empty: t("Nobody is here."),
    finished: t("All are finished."),
    away: tn("{n} is away", "{n} are away", away),
    behind: t("Far behind the others."),
  };
  const said = says[glance.need ?? "nothing"];
  // on a small card the figures say it: who is here, who is finished
  return said ? <p class="needs" data-said-by-figures={glance.need !== "behind"}>{said}</p> : null;
}

/** For how many minutes, once it is one. */
function Since({ at }: { at: number }) {
  const minutes = Math.floor((useTime(MINUTE / 6) - at) / MINUTE);
  return at && minutes > 0 ? <>{tn("for {n} min", "for {n} min", minutes)}</> : null;
}

const votes = (glance: RoomGlance): boolean => (glance.ballots ?? []).some((ballot) => ballot.state === "open");

/** Whoever has left the room without a word is excused from all its open votes at once; then one stands on the next. */
function Missing({ glance: { room, missing = [] }, names }: { glance: RoomGlance; names: (ids: readonly string[]) => string }) {
  if (you.value.role !== "trainer") return t("Not yet: {names}", { names: names(missing) });
  const excuse = (id: string, button: HTMLElement) => {
    const line = button.closest("li");
    const next = (line?.nextElementSibling ?? line?.previousElementSibling)?.querySelector("button") ?? button.closest("details")?.querySelector("summary");
    void ask({ type: "excuse-voter", room, person: id });
    next?.focus();
  };
  return (
    <>
      {t("Not yet:")}
      <ul class="people">
        {missing.map((id) => (
          <li key={id}>
            <span>{names([id])}</span>
            <button onClick={(event) => excuse(id, event.currentTarget)} aria-label={t("Excuse {name} from voting", { name: names([id]) })}>
              {t("Excuse")}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Turnout, counting those present and not excused; who is missing, on demand. */
function Turnout({ glance, names }: { glance: RoomGlance; names: (ids: readonly string[]) => string }) {
  if (!votes(glance)) return null;
  const { here = 0, voted = 0, missing = [], excused = 0 } = glance;
  const asked = here - excused;
  return (
    <details class="turnout">
      <summary>
        <Figure icon={Vote} short={`${voted}/${asked}`} full={t("{done} of {here} have voted", { done: voted, here: asked })} /> <Bar value={voted} most={asked} />
      </summary>
      {excused > 0 && `${tn("{n} is excused.", "{n} are excused.", excused)} `}
      {voted === asked ? t("Everybody has voted.") : missing.length ? <Missing glance={glance} names={names} /> : t("Who is missing is named once they are few.")}
    </details>
  );
}
