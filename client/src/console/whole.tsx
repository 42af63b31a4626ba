/** A room in full, with the trainer's tools on its board. */

import { useState } from "preact/hooks";
import { BoardView, SectionOfNotes } from "../board/board.tsx";
import { DefineFields, DetailFields } from "../board/fields.tsx";
import { Result } from "../board/result.tsx";
import type { Wall } from "../board/wall.ts";
import { SECTIONS } from "../limits.ts";
import { ask } from "../live/live.ts";
import { activitiesOf, ballotState, lastBallot, sectionsOf, stageOf } from "../outline.ts";
import type { Room, Section, Workshop } from "../protocol.ts";
import { AddSection } from "../room/work.tsx";
import { groupName, said, sectionName } from "../said.ts";
import { t } from "../words.ts";
import { ChooseWinner, Settle } from "./decide.tsx";

type Layer = "notes" | "results" | "fields";

export function Whole({ workshop, room, trains }: { workshop: Workshop; room: Room; trains: boolean }) {
  const keys = Object.keys(room.boards ?? {});
  const [chosen, choose] = useState("");
  const [layer, show] = useState<Layer | "">("");
  const key = chosen || room.run?.activity || keys[0] || "";
  const board = room.boards?.[key];
  if (!board) return <p class="quiet">{t("One moment …")}</p>;
  const activities = activitiesOf(workshop);
  const solves = activities.find((activity) => activity.key === key)?.kind === "solve";
  const topics = trains ? activities.find((activity) => activity.topics_from === key)?.key : undefined;
  const wall: Wall = { workshop, room: room.id, key, board, writes: trains, trains, ...(topics ? { topics } : {}) };
  const stage = room.run && room.run.activity === key ? stageOf(workshop, key, room.run.stage) : undefined;
  const usual: Layer = stage?.does === "select" ? "results" : stage?.does === "define" || stage?.does === "detail" ? "fields" : "notes";
  const layers: Record<Layer, string> = { notes: t("Notes"), results: t("Results"), fields: t("Texts") };
  const seen = solves ? layer || usual : "notes";
  const draw = (section: Section) => {
    if (seen === "fields")
      return (
        <div key={section.id}>
          <DefineFields wall={wall} section={section} off={!trains} />
          {board.decisions?.[section.id] && <DetailFields wall={wall} section={section} off={!trains} />}
        </div>
      );
    const tools = trains && solves ? <SectionTools wall={wall} section={section} voting={stage?.does === "vote"} /> : null;
    if (seen === "notes") return <SectionOfNotes key={section.id} wall={wall} section={section} tools={tools} />;
    const choice = trains ? { tools: (_ballot: unknown, note: string) => <ChooseWinner wall={wall} section={section} note={note} /> } : {};
    return <Result key={section.id} wall={wall} section={section} {...choice} below={trains ? <Settle wall={wall} section={section} /> : null} />;
  };
  return (
    <section class="whole" aria-label={groupName(room)}>
      <div class="row">
        <h2>{groupName(room)}</h2>
        {keys.map((one) => (
          <button key={one} aria-pressed={one === key} onClick={() => choose(one)}>
            {said(activities.find((activity) => activity.key === one)?.title)}
          </button>
        ))}
        {solves && (
          <span class="row" role="group" aria-label={t("What of it")}>
            {(Object.keys(layers) as Layer[]).map((one) => (
              <button key={one} aria-pressed={one === seen} onClick={() => show(one)}>
                {layers[one]}
              </button>
            ))}
          </span>
        )}
      </div>
      {!sectionsOf(board).length && <p class="quiet">{t("There are no challenges on the board yet.")}</p>}
      <BoardView wall={wall} draw={draw} after={trains && solves ? <AddSection room={room.id} board={key} full={sectionsOf(board).length >= SECTIONS} /> : null} />
    </section>
  );
}

/** The ballot of a challenge, one by one; and a challenge that nobody wrote under can go. */
function SectionTools({ wall, section, voting }: { wall: Wall; section: Section; voting: boolean }) {
  const ballot = lastBallot(wall.board, section.id);
  const state = ballotState(ballot);
  const name = sectionName(wall.board, section);
  const empty = !Object.values(wall.board.notes ?? {}).some((note) => note.section === section.id && !note.deleted_by);
  return (
    <p class="row">
      {voting && state !== "open" && state !== "closing" && !empty && !wall.board.decisions?.[section.id] && (
        <button onClick={() => void ask({ type: "open-ballot", room: wall.room, section: section.id })} aria-label={t("Open the vote: {name}", { name })}>
          {t("Open the vote")}
        </button>
      )}
      {ballot && state === "open" && (
        <button onClick={() => void ask({ type: "close-ballot", room: wall.room, ballot: ballot.id })} aria-label={t("Close the vote: {name}", { name })}>
          {t("Close the vote")}
        </button>
      )}
      {empty && (
        <button onClick={() => void ask({ type: "remove-section", room: wall.room, section: section.id })} aria-label={t("Remove the challenge: {name}", { name })}>
          {t("Remove")}
        </button>
      )}
    </p>
  );
}
