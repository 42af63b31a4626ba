/** The trainer's console: every room at a glance, one room in full, commands for all or for one. */

import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Result, SectionOfNotes, type Wall } from "./board.tsx";
import { Clock } from "./clock.tsx";
import { Links, Messages, People, ProjectorTools } from "./console_tabs.tsx";
import { ask, dismissRefusal, line, look, newId, overview, presence, refusals, start, view, you, type Request } from "./live.ts";
import { activitiesOf, ballotState, lastBallot, runState, sectionsOf, stageOf, topOf } from "./outline.ts";
import type { Ballot, Note, Room, Section, Workshop } from "./protocol.ts";
import { reasonText, said, sectionName } from "./said.ts";
import { t, tn } from "./words.ts";

const TABS = ["people", "messages", "projector", "links"] as const;
type Tab = (typeof TABS)[number];

function Console() {
  const workshop = view.value;
  const [opened, open] = useState("");
  const [tab, choose] = useState<Tab>("links");
  useEffect(() => look(opened ? [opened] : []), [opened]);
  if (!workshop) return <main class="sheet">{line.value === "gone" ? t("You cannot come in by this way any more. Ask a trainer for a new link.") : t("One moment …")}</main>;
  document.title = `${said(workshop.programme.title)} · moot`;
  const trains = you.value.role === "trainer";
  const calls = (room: Room) => Number(Object.keys(room.hands ?? {}).length > 0);
  const rooms = Object.values(workshop.rooms ?? {}).sort((one, other) => calls(other) - calls(one));
  const titles: Record<Tab, string> = { people: t("People"), messages: t("Messages"), projector: t("Projector"), links: t("Links") };
  return (
    <>
      <header class="banner row">
        <h1>{said(workshop.programme.title)}</h1>
        {line.value !== "live" && <strong role="status">{t("No connection.")}</strong>}
      </header>
      <main class="console-grid">
        <div>
          {trains && <Commands workshop={workshop} rooms={[]} />}
          <ul class="cards">
            {rooms.map((room) => (
              <Card key={room.id} workshop={workshop} room={room} opened={opened === room.id} open={open} />
            ))}
          </ul>
          {opened && workshop.rooms?.[opened] && <Whole workshop={workshop} room={workshop.rooms[opened]} trains={trains} />}
        </div>
        {trains && (
          <aside aria-label={t("Tools")}>
            <p class="row">
              {TABS.map((one) => (
                <button key={one} aria-pressed={one === tab} onClick={() => choose(one)}>
                  {titles[one]}
                </button>
              ))}
            </p>
            {tab === "people" && <People workshop={workshop} />}
            {tab === "messages" && <Messages />}
            {tab === "projector" && <ProjectorTools workshop={workshop} />}
            {tab === "links" && <Links workshop={workshop} />}
          </aside>
        )}
      </main>
      <div class="saved">
        {refusals.value.map(({ key, why }) => (
          <p key={key} class="problem" role="alert">
            {reasonText(why)} <button onClick={() => dismissRefusal(key)}>{t("Close")}</button>
          </p>
        ))}
      </div>
    </>
  );
}

/** Stages and the clock, for some rooms or (none named) all. */
function Commands({ workshop, rooms }: { workshop: Workshop; rooms: string[] }) {
  const shown = Object.values(workshop.rooms ?? {}).filter((room) => !rooms.length || rooms.includes(room.id));
  const run = shown.find((room) => room.run)?.run;
  const stage = run ? stageOf(workshop, run.activity, run.stage) : undefined;
  const button = (label: string, request: Request) => (
    <button key={label} onClick={() => void ask(request)}>
      {label}
    </button>
  );
  return (
    <section class="commands" aria-label={rooms.length ? t("Commands for this room") : t("Commands for all rooms")}>
      {activitiesOf(workshop).map((activity) => (
        <p key={activity.key} class="row">
          <strong>{said(activity.title)}</strong>
          {activity.stages.map((one) => (
            <button
              key={one.key}
              aria-current={run?.activity === activity.key && run.stage === one.key ? "step" : undefined}
              onClick={() => void ask({ type: "start-stage", activity: activity.key, stage: one.key, rooms })}
            >
              {said(one.title)}
            </button>
          ))}
        </p>
      ))}
      {run && (
        <p class="row">
          <Clock run={run} />
          {runState(run) === "paused" ? button(t("Resume"), { type: "resume-stage", rooms }) : button(t("Pause"), { type: "pause-stage", rooms })}
          {button(t("+1 min"), { type: "extend-stage", seconds: 60, rooms })}
          {button(t("−1 min"), { type: "extend-stage", seconds: -60, rooms })}
          {button(t("End the stage"), { type: "end-stage", rooms })}
          {button(t("Next stage"), { type: "next-stage", rooms })}
          {button(t("One stage back"), { type: "go-back", rooms })}
          {stage?.private && !run.revealed && button(t("Reveal the notes"), { type: "reveal-notes", rooms })}
        </p>
      )}
    </section>
  );
}

function Card({ workshop, room, opened, open }: { workshop: Workshop; room: Room; opened: boolean; open: (room: string) => void }) {
  const glance = overview.value.find((one) => one.room === room.id);
  const stage = room.run ? stageOf(workshop, room.run.activity, room.run.stage) : undefined;
  const people = Object.values(workshop.people ?? {}).filter((person) => person.room === room.id && !person.removed);
  const hands = Object.keys(room.hands ?? {}).map((id) => workshop.people?.[id]?.name ?? "");
  const ideas = Object.values(glance?.notes ?? {}).reduce((sum, n) => sum + n, 0);
  return (
    <li class="card" data-help={hands.length > 0}>
      <h2>{t("Group {number}", { number: room.number })}</h2>
      <p>
        {stage ? said(stage.title) : t("nothing under way")} {room.run && <Clock run={room.run} />}
      </p>
      <p>{t("{here} of {people} here, {finished} finished", { here: presence.value[room.id]?.here.length ?? 0, people: people.length, finished: glance?.finished ?? 0 })}</p>
      <p>{tn("{n} note", "{n} notes", ideas)}</p>
      {(glance?.ballots ?? []).filter((ballot) => ballot.state === "open").map((ballot) => (
        <details key={ballot.ballot}>
          <summary>{t("Vote: {voted} done, {missing} missing", { voted: ballot.voted, missing: ballot.missing.length })}</summary>
          {ballot.missing.map((id) => workshop.people?.[id]?.name ?? "").join(", ")}
        </details>
      ))}
      {hands.length > 0 && <p class="problem">✋ {hands.join(", ")}</p>}
      <button aria-pressed={opened} onClick={() => open(opened ? "" : room.id)}>
        {opened ? t("Close the room") : t("Open the room")}
      </button>
    </li>
  );
}

/** A room in full, with the trainer's tools on its board. */
function Whole({ workshop, room, trains }: { workshop: Workshop; room: Room; trains: boolean }) {
  const keys = Object.keys(room.boards ?? {});
  const [chosen, choose] = useState("");
  const key = chosen || room.run?.activity || keys[0] || "";
  const board = room.boards?.[key];
  if (!board) return <p class="quiet">{t("One moment …")}</p>;
  const activities = activitiesOf(workshop);
  const target = activities.find((activity) => activity.topics_from === key)?.key;
  const topic = (_section: Section, note: Note) =>
    trains && target ? (
      <button onClick={() => void ask({ type: "make-topic", room: room.id, board: key, to: target, id: newId(), note: note.id, rooms: Object.keys(workshop.rooms ?? {}) })}>
        {t("Make it a challenge for all groups")}
      </button>
    ) : null;
  const wall: Wall = { workshop, room: room.id, board, writes: trains, trains, more: topic };
  return (
    <section class="whole" aria-label={t("Group {number}", { number: room.number })}>
      {trains && <Commands workshop={workshop} rooms={[room.id]} />}
      <p class="row">
        {keys.map((one) => (
          <button key={one} aria-pressed={one === key} onClick={() => choose(one)}>
            {said(activities.find((activity) => activity.key === one)?.title)}
          </button>
        ))}
      </p>
      <div class="wall">
        {sectionsOf(board).map((section) => {
          const ballot = lastBallot(board, section.id);
          if (!ballot || ballotState(ballot) !== "closed") return <SectionOfNotes key={section.id} wall={wall} section={section} />;
          return (
            <div key={section.id}>
              <Result wall={wall} section={section} {...(trains ? { tools: (one: Ballot, note: string) => <Choose room={room.id} section={section} ballot={one} note={note} /> } : {})} />
              {trains && topOf(ballot).length > 1 && !board.decisions?.[section.id] && (
                <button onClick={() => void ask({ type: "open-run-off", room: room.id, section: section.id })} aria-label={t("Run-off: {name}", { name: sectionName(board, section) })}>
                  {t("Run-off among the tied")}
                </button>
              )}
            </div>
          );
        })}
      </div>
      {trains && board && Object.values(board.ballots ?? {}).filter((ballot) => ballotState(ballot) === "open").map((ballot) => (
        <button key={ballot.id} onClick={() => void ask({ type: "close-ballot", room: room.id, ballot: ballot.id })}>
          {t("Close the vote: {name}", { name: sectionName(board, board.sections?.[ballot.section] ?? { id: "", order: "" }) })}
        </button>
      ))}
    </section>
  );
}

/** Chooses a winner; with a reason where it is not the one top idea. */
function Choose({ room, section, ballot, note }: { room: string; section: Section; ballot: Ballot; note: string }) {
  const [asking, askReason] = useState(false);
  const clear = topOf(ballot).length === 1 && topOf(ballot)[0] === note;
  const choose = (reason: string) => void ask({ type: "choose-winner", room, section: section.id, note, reason });
  if (!asking) return <button onClick={() => (clear ? choose("") : askReason(true))}>{t("Choose")}</button>;
  const sent = (event: SubmitEvent) => {
    event.preventDefault();
    choose(String(new FormData(event.currentTarget as HTMLFormElement).get("reason") ?? ""));
    askReason(false);
  };
  return (
    <form class="row" onSubmit={sent}>
      <input name="reason" required maxLength={500} aria-label={t("The reason")} placeholder={t("The reason")} />
      <button>{t("Choose")}</button>
    </form>
  );
}

start();
render(<Console />, document.querySelector("#app") ?? document.body);
