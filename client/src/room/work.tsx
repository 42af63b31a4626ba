/** What the group works on now: the board or the canvases of the activity, as the stage has it. */

import { useEffect, useState } from "preact/hooks";
import { BoardView, SectionOfNotes } from "../board/board.tsx";
import { DefineFields, DetailFields } from "../board/fields.tsx";
import { nothingToVoteOn, Result } from "../board/result.tsx";
import { isLocked, type Wall } from "../board/wall.ts";
import { planOf } from "../canvas/canvas.ts";
import { lazy } from "../lazy.tsx";
import { FIELD_LETTERS, SECTIONS } from "../limits.ts";
import { newId } from "../live/live.ts";
import { act } from "../live/undo.ts";
import { activitiesOf, ballotState, itemsOf, lastBallot, runState, sectionsOf } from "../outline.ts";
import type { Room, Run, Section, Stage, Workshop } from "../protocol.ts";
import { t } from "../words.ts";

interface Props {
  readonly workshop: Workshop;
  readonly room: Room;
  readonly run: Run;
  readonly stage: Stage;
}

const canvases = lazy<Props>(async () => (await import("../canvas/work.tsx")).CanvasWork);
const forms = lazy<Props>(async () => (await import("../forms/form.tsx")).FormWork);

export function Work(props: Props) {
  const { workshop, run } = props;
  const later = activitiesOf(workshop).some((activity) => activity.canvas);
  useEffect(() => {
    if (later) canvases.ahead();
  }, [later]);
  if (planOf(workshop, run.activity)) return <canvases.Part {...props} />;
  return activitiesOf(workshop).some((activity) => activity.key === run.activity && activity.form) ? <forms.Part {...props} /> : <BoardWork {...props} />;
}

function BoardWork({ workshop, room, run, stage }: Props) {
  const board = room.boards?.[run.activity] ?? {};
  const over = runState(run) === "over";
  const writes = !over && (stage.writers ?? "group") !== "trainers";
  const wall: Wall = { workshop, room: room.id, key: run.activity, board, writes: writes && ["collect", "cluster", "ideate"].includes(stage.does), trains: false };
  const draw = (section: Section) => {
    const state = ballotState(lastBallot(board, section.id));
    if (state === "open" || state === "closing") return <SectionOfNotes key={section.id} wall={wall} section={section} />;
    if (stage.does === "define") return <DefineFields key={section.id} wall={wall} section={section} off={!writes} />;
    if (stage.does === "detail") return <DetailFields key={section.id} wall={wall} section={section} off={!writes} />;
    if (stage.does === "select" || (stage.does === "vote" && state === "closed")) return <Result key={section.id} wall={wall} section={section} />;
    const empty = stage.does === "vote" && !state && !itemsOf(board, section.id).length;
    return <SectionOfNotes key={section.id} wall={wall} section={section} tools={empty && <p class="quiet">{nothingToVoteOn()}</p>} />;
  };
  const adds = stage.does === "define" && writes && !isLocked(wall);
  return (
    <>
      {over && <p class="over">{t("This stage is over. The trainer goes on in a moment.")}</p>}
      {!sectionsOf(board).length && <p class="quiet sheet">{t("There are no challenges on the board yet.")}</p>}
      <BoardView wall={wall} draw={draw} after={adds ? <AddSection room={room.id} board={run.activity} full={sectionsOf(board).length >= SECTIONS} /> : null} />
    </>
  );
}

export function AddSection({ room, board, full }: { room: string; board: string; full: boolean }) {
  const [challenge, type] = useState("");
  const add = (event: Event) => {
    event.preventDefault();
    if (challenge.trim()) void act({ type: "add-section", room, board, id: newId(), challenge }, t("Challenge added"), null);
    type("");
  };
  if (full) return <p class="quiet">{t("There are as many challenges on this board as there may be.")}</p>;
  return (
    <form class="add section" onSubmit={add}>
      <textarea rows={2} value={challenge} maxLength={FIELD_LETTERS} onInput={(event) => type(event.currentTarget.value)} aria-label={t("Add a challenge")} placeholder={t("Add a challenge")} />
      <button>{t("Add")}</button>
    </form>
  );
}
