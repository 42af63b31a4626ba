/** The participant's room: what now, how long, with whom. */

import { render } from "preact";
import { useState } from "preact/hooks";
import { Result, SectionOfNotes, Voting, type Wall } from "./board.tsx";
import { Clock, ClockNews } from "./clock.tsx";
import { ask, dismissRefusal, line, newId, presence, refusals, start, view, waiting, you } from "./live.ts";
import { ballotState, lastBallot, runState, sectionsOf, stageOf } from "./outline.ts";
import type { Room, Stage, Workshop } from "./protocol.ts";
import { reasonText, said, sectionName } from "./said.ts";
import { TextField } from "./text_field.tsx";
import { t, tn } from "./words.ts";

function Page() {
  const workshop = view.value;
  const room = workshop && Object.values(workshop.rooms ?? {})[0];
  if (!workshop) return <main class="sheet">{line.value === "gone" ? t("You cannot come in by this way any more. Ask a trainer for a new link.") : t("One moment …")}</main>;
  if (!room) return <main class="sheet">{t("You are in. The groups are being made.")}</main>;
  const stage = room.run ? stageOf(workshop, room.run.activity, room.run.stage) : undefined;
  document.title = `${stage ? said(stage.title) : said(workshop.programme.title)} · ${t("Group {number}", { number: room.number })}`;
  return (
    <>
      <a class="skip" href="#main">
        {t("To the board")}
      </a>
      <Banner room={room} stage={stage} />
      <main id="main">{stage ? <Work workshop={workshop} room={room} stage={stage} /> : <Agenda workshop={workshop} />}</main>
      <Saved />
    </>
  );
}

function Banner({ room, stage }: { room: Room; stage: Stage | undefined }) {
  const me = you.value.id;
  const finished = Boolean(room.finished?.[me]);
  const hand = Boolean(room.hands?.[me]);
  const here = presence.value[room.id]?.here.length ?? 0;
  const message = room.messages?.at(-1);
  return (
    <header class="banner">
      <div class="row">
        <h1>
          {stage ? said(stage.title) : t("Welcome")} · {t("Group {number}", { number: room.number })}
        </h1>
        {room.run && <Clock run={room.run} />}
        {room.run && <ClockNews run={room.run} />}
        <span>{tn("{n} here", "{n} here", here)}</span>
        {stage && (
          <button aria-pressed={finished} onClick={() => void ask({ type: "say-finished", finished: !finished })}>
            ✓ {t("I'm finished")}
          </button>
        )}
        <button aria-pressed={hand} onClick={() => void ask({ type: "raise-hand", up: !hand })}>
          ✋ {t("Ask for help")}
        </button>
      </div>
      {stage && (
        <p class="instruction">
          {said(stage.instruction)} {stage.private && !room.run?.revealed && <strong>🔒 {t("Private until revealed.")}</strong>}
        </p>
      )}
      {message && <p class="message" role="status">{t("From the trainer: {text}", { text: message.text })}</p>}
    </header>
  );
}

function Work({ workshop, room, stage }: { workshop: Workshop; room: Room; stage: Stage }) {
  const board = room.boards?.[room.run?.activity ?? ""] ?? {};
  const key = room.run?.activity ?? "";
  const writes = ["collect", "cluster", "ideate"].includes(stage.does) && (!room.run || runState(room.run) !== "over") && stage.writers !== "trainers";
  const wall: Wall = { workshop, room: room.id, board, writes, trains: false };
  const sections = sectionsOf(board);
  if (!sections.length && stage.does !== "define") return <p class="quiet">{t("There are no challenges on the board yet.")}</p>;
  const draw = (section: (typeof sections)[number]) => {
    const ballot = lastBallot(board, section.id);
    const voting = ballot && ["open", "closing"].includes(ballotState(ballot) ?? "");
    const field = (name: string, label: string) => (
      <TextField key={`${section.id}/${name}`} room={room.id} board={key} section={section.id} field={name} label={label} />
    );
    if (voting) return <Voting key={section.id} wall={wall} section={section} ballot={ballot} />;
    if (stage.does === "vote" || stage.does === "select") return <Result key={section.id} wall={wall} section={section} />;
    if (stage.does === "define")
      return (
        <section key={section.id} class="section" aria-label={sectionName(board, section)}>
          {field("challenge", t("The challenge"))}
          {field("causes", t("Its root causes"))}
        </section>
      );
    if (stage.does !== "detail") return <SectionOfNotes key={section.id} wall={wall} section={section} />;
    const winner = board.notes?.[board.decisions?.[section.id]?.note ?? ""];
    return (
      <section key={section.id} class="section" aria-labelledby={`d-${section.id}`}>
        <h2 id={`d-${section.id}`}>{sectionName(board, section)}</h2>
        {winner ? <p class="winner">★ {winner.text}</p> : <p class="quiet">{t("Nothing was decided here yet.")}</p>}
        {winner && [field("what", t("What")), field("who", t("Who")), field("first-step", t("First step")), field("needed", t("What is needed")), field("risks", t("Risks"))]}
      </section>
    );
  };
  return (
    <div class="wall">
      {sections.map(draw)}
      {stage.does === "define" && <AddSection room={room.id} board={key} />}
    </div>
  );
}

function AddSection({ room, board }: { room: string; board: string }) {
  const [challenge, type] = useState("");
  const add = (event: Event) => {
    event.preventDefault();
    if (challenge.trim()) void ask({ type: "add-section", room, board, id: newId(), challenge });
    type("");
  };
  return (
    <form class="add section" onSubmit={add}>
      <input value={challenge} maxLength={2000} onInput={(event) => type(event.currentTarget.value)} aria-label={t("Add a challenge")} placeholder={t("Add a challenge")} />
      <button>{t("Add")}</button>
    </form>
  );
}

function Agenda({ workshop }: { workshop: Workshop }) {
  return (
    <div class="sheet">
      <h2>{said(workshop.programme.title)}</h2>
      {(workshop.programme.days ?? []).map((day) => (
        <details key={day.number} open={day.sessions?.some((session) => session.interactive)}>
          <summary>{t("Day {number}", { number: day.number })}: {said(day.title)}</summary>
          <ul>
            {(day.sessions ?? []).map((session) => (
              <li key={session.key}>
                {session.starts} {said(session.title)}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}

function Saved() {
  const n = waiting.value;
  return (
    <footer class="saved">
      <span role="status">
        {line.value === "lost" ? t("No connection. What you do is kept and sent when it is back.") : n ? tn("{n} not sent yet", "{n} not sent yet", n) : `${t("Saved")} ✓`}
      </span>
      {refusals.value.map(({ key, request, why }) => (
        <p key={key} class="problem" role="alert">
          {reasonText(why)} {"text" in request && <q>{request.text}</q>}{" "}
          <button onClick={() => dismissRefusal(key)}>{t("Close")}</button>
        </p>
      ))}
    </footer>
  );
}

start();
render(<Page />, document.querySelector("#app") ?? document.body);
