/** The projector: the code, the clocks, and what the trainer sends. Readable from ten metres. */

import { render } from "preact";
import { Star } from "lucide";
import { SectionOfNotes } from "./board/board.tsx";
import type { Wall } from "./board/wall.ts";
import { Clock, useTime } from "./clock.tsx";
import { DayAgenda } from "./day.tsx";
import type { FromTrainer, LitOnScreen } from "./from_trainer.tsx";
import { Icon } from "./icons.tsx";
import { lazy } from "./lazy.tsx";
import { Results } from "./forms/results.tsx";
import { start, view } from "./live/live.ts";
import { activitiesOf, notesOf, runState, sectionsOf, stageOf } from "./outline.ts";
import type { Board, Room, Run, Section, Workshop } from "./protocol.ts";
import { questionsOf } from "./questions/listed.ts";
import { groupName, said, sectionName } from "./said.ts";
import { Days } from "./screen/days.tsx";
import { Paged } from "./screen/paged.tsx";
import { ALL_PLACES, Places } from "./screen/places.tsx";
import { DecisionRecord } from "./screen/records.tsx";
import { Statements } from "./screen/statements.tsx";
import { t, timeOfDay, tn } from "./words.ts";

const SECOND = 1000;
/** In the console, in small: what the next choice would look like, whatever is shown to all now. */
const foresees = location.search !== "";
/** So many clocks are drawn large. */
const FEW = 6;

const fromTrainer = lazy<Parameters<typeof FromTrainer>[0]>(async () => (await import("./from_trainer.tsx")).FromTrainer, "");
const lit = lazy<Parameters<typeof LitOnScreen>[0]>(async () => (await import("./from_trainer.tsx")).LitOnScreen, "");
const presenting = lazy<{ workshop: Workshop }>(async () => (await import("./canvas/on_screen.tsx")).PresentedOnScreen);

function Projector() {
  const workshop = view.value;
  if (!workshop) return <main>{t("One moment …")}</main>;
  document.title = `${said(workshop.programme.title)} · moot`;
  const { what = "code", page = 0, theme = "dark" } = workshop.shown ?? {};
  document.body.dataset.theme = theme;
  const run = Object.values(workshop.rooms ?? {}).find((room) => room.run)?.run;
  return (
    <>
      <header class="row">
        <h1>{said(workshop.programme.title)}</h1>
        <Now workshop={workshop} />
      </header>
      {workshop.call && <fromTrainer.Part workshop={workshop} closes={false} />}
      <main>
        {workshop.spotlight && !foresees ? (
          <Paged key={workshop.spotlight.at} page={0} wide={Boolean(workshop.spotlight.note)}>
            <lit.Part workshop={workshop} spotlight={workshop.spotlight} />
          </Paged>
        ) : what === "code" ? (
          <Code workshop={workshop} />
        ) : (
          <Paged key={JSON.stringify(workshop.shown)} page={page} wide={WIDE.has(what)}>
            {what === "clock" && <Clocks workshop={workshop} />}
            {what === "questions" && <Asked workshop={workshop} />}
            {what === "agenda" && <DayAgenda workshop={workshop} run={run} />}
            {what === "days" && <Days workshop={workshop} run={run} />}
            {what === "statements" && <Statements workshop={workshop} />}
            {what === "presenting" && <presenting.Part workshop={workshop} />}
            {what === "form" && <Answered workshop={workshop} />}
            {isOfBoards(what) && <Boards workshop={workshop} what={what} />}
          </Paged>
        )}
      </main>
    </>
  );
}

type Kind = NonNullable<Workshop["shown"]>["what"] & string;
/** In one column. */
const WIDE = new Set<Kind>(["questions", "agenda", "days", "presenting", "clock"]);
const isOfBoards = (what: Kind): what is Shows => what in HAS_SOMETHING;

/** The clock of the stage where it is the same for all, and the time of day. */
function Now({ workshop }: { workshop: Workshop }) {
  const time = useTime(SECOND);
  const run = oneForAll(workshop);
  return (
    <p class="now">
      {run && (
        <span>
          {said(stageOf(workshop, run.activity, run.stage)?.title)} <Clock run={run} />
        </span>
      )}
      <time>{timeOfDay(time)}</time>
    </p>
  );
}

/** What goes on in every room, under the same clock; if it does. */
function oneForAll(workshop: Workshop): Run | undefined {
  const runs = Object.values(workshop.rooms ?? {}).map((room) => room.run);
  const first = runs[0];
  const alike = first && runState(first) !== "over" && runs.every((run) => run && run.stage === first.stage && Math.abs(run.ends - first.ends) < SECOND && runState(run) === runState(first));
  return alike ? first : undefined;
}

function Code({ workshop }: { workshop: Workshop }) {
  return (
    <div class="way-in">
      <img class="qr" src={`/w/${workshop.id}/qr.svg`} alt={t("QR code of the link to join")} />
      <div>
        <p>{t("Scan the code, or go to")}</p>
        <p>
          <strong>{location.host}</strong>
        </p>
        <p class="code">{`${workshop.id.slice(0, 3)}-${workshop.id.slice(3)}`.toUpperCase()}</p>
      </div>
    </div>
  );
}

/** One, as large as it can be, where it is the same for all. */
function Clocks({ workshop }: { workshop: Workshop }) {
  const run = oneForAll(workshop);
  const rooms = Object.values(workshop.rooms ?? {});
  if (run)
    return (
      <section class="one-clock" aria-label={t("The clocks")}>
        <p>{said(stageOf(workshop, run.activity, run.stage)?.title)}</p>
        <Clock run={run} />
        <p class="quiet">{rooms.length === 1 ? rooms.map(groupName) : t("all groups")}</p>
      </section>
    );
  return (
    <ul class="cards" data-few={rooms.length <= FEW}>
      {rooms.map((room) => (
        <li key={room.id} class="card">
          <h2>{groupName(room)}</h2>
          <p>{room.run ? said(stageOf(workshop, room.run.activity, room.run.stage)?.title) : t("nothing under way")}</p>
          {room.run && <Clock run={room.run} />}
        </li>
      ))}
    </ul>
  );
}

function Asked({ workshop }: { workshop: Workshop }) {
  const questions = questionsOf(workshop).filter((question) => !question.answered);
  if (!questions.length) return <p class="quiet">{t("There are no open questions.")}</p>;
  return (
    <ol class="asked">
      {questions.map((question) => (
        <li key={question.id}>
          {question.text} <span class="quiet">{tn("{n} person would like to know", "{n} people would like to know", question.count ?? 0)}</span>
        </li>
      ))}
    </ol>
  );
}

function Answered({ workshop }: { workshop: Workshop }) {
  const activity = activitiesOf(workshop).find((one) => one.key === workshop.shown?.board);
  if (!activity?.form) return <p class="quiet">{t("There is nothing to show yet.")}</p>;
  return (
    <>
      <h2>{said(activity.title)}</h2>
      <Results workshop={workshop} activity={activity} />
    </>
  );
}

type Shows = "board" | "results" | "winners" | "decisions";

const decided = (board: Board): boolean => Object.keys(board.decisions ?? {}).length > 0;
const HAS_SOMETHING: Record<Shows, (board: Board) => boolean> = {
  board: (board) => Object.keys(board.notes ?? {}).length > 0,
  results: (board) => Object.keys(board.ballots ?? {}).length > 0,
  winners: decided,
  decisions: decided,
};

/** The boards that have something to show; of all groups, or of the one that the trainer chose. */
function Boards({ workshop, what }: { workshop: Workshop; what: Shows }) {
  const chosen = workshop.shown?.room;
  const rooms = Object.values(workshop.rooms ?? {}).filter((room) => !chosen || room.id === chosen);
  const boards = rooms.flatMap((room) => {
    const key = workshop.shown?.board || boardOf(workshop, room, HAS_SOMETHING[what]);
    const board = room.boards?.[key];
    return board && HAS_SOMETHING[what](board) ? [{ room, wall: { workshop, room: room.id, key, board, writes: false, trains: false } }] : [];
  });
  if (!boards.length) return <p class="quiet">{t("There is nothing to show yet.")}</p>;
  return (
    <>
      {boards.map(({ room, wall }) => (
        <section key={room.id} aria-label={groupName(room)}>
          <h2>{groupName(room)}</h2>
          {sectionsOf(wall.board).map((section) => draw(wall, section, what))}
        </section>
      ))}
    </>
  );
}

/** The one that people work on; while they do what has no board, the last that has something to show. */
function boardOf(workshop: Workshop, room: Room, has: (board: Board) => boolean): string {
  const activities = activitiesOf(workshop);
  const now = activities.find(({ key }) => key === room.run?.activity);
  if (now && !now.canvas && !now.form) return now.key;
  return activities.findLast(({ key }) => has(room.boards?.[key] ?? {}))?.key ?? "";
}

function draw(wall: Wall, section: Section, what: Shows) {
  if (what === "board") return notesOf(wall.board, section.id).length ? <SectionOfNotes key={section.id} wall={wall} section={section} /> : null;
  if (what === "results") return <Places key={section.id} wall={wall} section={section} step={wall.workshop.shown?.step ?? ALL_PLACES} />;
  if (what === "decisions") return <DecisionRecord key={section.id} wall={wall} section={section} />;
  const winner = wall.board.notes?.[wall.board.decisions?.[section.id]?.note ?? ""];
  return (
    <section key={section.id} class="section">
      <h3>{sectionName(wall.board, section)}</h3>
      {winner ? (
        <p class="winner">
          <Icon of={Star} /> {winner.text}
        </p>
      ) : (
        <p class="quiet">{t("Not decided yet.")}</p>
      )}
    </section>
  );
}

start();
render(<Projector />, document.querySelector("#app") ?? document.body);
