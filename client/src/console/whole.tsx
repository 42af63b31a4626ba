/** A room in full: its boards with the trainer's tools on them, its canvases. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Eye, Sparkles, X } from "lucide";
import { BoardView, SectionOfNotes } from "../board/board.tsx";
import { DefineFields, DetailFields } from "../board/fields.tsx";
import { Result } from "../board/result.tsx";
import type { Wall } from "../board/wall.ts";
import { Icon } from "../icons.tsx";
import { lazy } from "../lazy.tsx";
import { SECTIONS } from "../limits.ts";
import { ask, look, past } from "../live/live.ts";
import { activitiesOf, sectionsOf, stageOf } from "../outline.ts";
import type { Board, Note, Room, Section, Workshop } from "../protocol.ts";
import { AddSection } from "../room/work.tsx";
import { groupName, said } from "../said.ts";
import { t } from "../words.ts";
import type { Canvases } from "./canvases.tsx";
import { ChooseWinner, Settle } from "./decide.tsx";
import { HiddenThings, noteKeys, NoteTools, SectionTools } from "./of_section.tsx";

type Layer = "notes" | "results" | "fields";

const canvases = lazy<Parameters<typeof Canvases>[0]>(async () => (await import("./canvases.tsx")).Canvases);

/** `close`: where it is opened among others; it comes into sight then. */
export function Whole({ workshop, room, trains, close }: { workshop: Workshop; room: Room; trains: boolean; close?: () => void }) {
  const activities = activitiesOf(workshop).filter((activity) => activity.canvas || room.boards?.[activity.key]);
  const [chosen, choose] = useState("");
  const [canvas, open] = useState("");
  useEffect(() => {
    look([room.id, ...(canvas ? [canvas] : [])]);
    return () => look([]);
  }, [room.id, canvas]);
  const place = useRef<HTMLElement>(null);
  useEffect(() => void (close && place.current?.scrollIntoView()), []);
  const key = chosen || (activities.find((one) => one.key === room.run?.activity) ?? activities[0])?.key || "";
  const board = room.boards?.[key];
  const activity = activities.find((one) => one.key === key);
  const solves = activity?.kind === "solve";
  const stage = room.run && room.run.activity === key ? stageOf(workshop, key, room.run.stage) : undefined;
  const usual: Layer = stage?.does === "select" ? "results" : stage?.does === "define" || stage?.does === "detail" ? "fields" : "notes";
  const [layer, show] = useState<Layer | "">("");
  const layers: Record<Layer, string> = { notes: t("Notes"), results: t("Results"), fields: t("Texts") };
  const seen = solves ? layer || usual : "notes";
  return (
    <section ref={place} class="whole" aria-label={groupName(room)}>
      <div class="row">
        <h2>{groupName(room)}</h2>
        {!past.value && (
          <a class="button" href={`/w/${workshop.id}/eyes/${room.id}`} target="moot-eyes">
            <Icon of={Eye} /> {t("See what {group} sees", { group: groupName(room) })}
          </a>
        )}
        {activities.map((one) => (
          <button key={one.key} aria-pressed={one.key === key} onClick={() => choose(one.key)}>
            {said(one.title)}
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
        {trains && board && (
          <button onClick={() => void ask({ type: "show-to-all", room: room.id, board: key })}>
            <Icon of={Sparkles} /> {t("Show the board to all")}
          </button>
        )}
        {close && (
          <button class="plain close" aria-label={t("Close {group}", { group: groupName(room) })} onClick={close}>
            <Icon of={X} />
          </button>
        )}
      </div>
      {activity?.canvas && <canvases.Part workshop={workshop} room={room} activity={key} trains={trains} opened={canvas} open={open} />}
      {board && <WholeBoard workshop={workshop} room={room} board={board} boardKey={key} layer={seen} voting={stage?.does === "vote"} trains={trains} />}
      {!activity?.canvas && !board && <p class="quiet">{t("One moment …")}</p>}
    </section>
  );
}

interface OnBoard {
  readonly workshop: Workshop;
  readonly room: Room;
  readonly board: Board;
  readonly boardKey: string;
  readonly layer: Layer;
  readonly voting: boolean;
  readonly trains: boolean;
}

function WholeBoard({ workshop, room, board, boardKey: key, layer, voting, trains }: OnBoard) {
  const activities = activitiesOf(workshop);
  const solves = activities.find((activity) => activity.key === key)?.kind === "solve";
  const topics = trains ? activities.find((activity) => activity.topics_from === key)?.key : undefined;
  const wall: Wall = { workshop, room: room.id, key, board, writes: trains, trains, ...(trains ? { more: (note: Note) => <NoteTools room={room.id} board={key} note={note} />, keys: (note: Note) => noteKeys(room.id, key, note) } : {}), ...(topics ? { topics } : {}) };
  const draw = (section: Section) => {
    if (layer === "fields")
      return (
        <div key={section.id}>
          <DefineFields wall={wall} section={section} off={!trains} />
          {board.decisions?.[section.id] && <DetailFields wall={wall} section={section} off={!trains} />}
        </div>
      );
    const tools = trains ? <SectionTools wall={wall} section={section} voting={voting} /> : null;
    if (layer === "notes") return <SectionOfNotes key={section.id} wall={wall} section={section} tools={tools} />;
    const choice = trains ? { tools: (_ballot: unknown, note: string) => <ChooseWinner wall={wall} section={section} note={note} /> } : {};
    return <Result key={section.id} wall={wall} section={section} {...choice} below={trains ? <Settle wall={wall} section={section} /> : null} />;
  };
  return (
    <>
      {!sectionsOf(board).length && <p class="quiet">{t("There are no challenges on the board yet.")}</p>}
      <BoardView wall={wall} draw={draw} after={trains && solves ? <AddSection room={room.id} board={key} full={sectionsOf(board).length >= SECTIONS} /> : null} />
      {trains && <HiddenThings wall={wall} />}
    </>
  );
}
