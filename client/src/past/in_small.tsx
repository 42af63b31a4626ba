/** A room in small: its stage and clock, and what is before it, as one sees it from afar. */

import { Star } from "lucide";
import { Bar } from "../bar.tsx";
import { owned, planOf, rootOf, standing } from "../canvas/canvas.ts";
import { nameOfOwner } from "../canvas/owner.ts";
import { Clock } from "../clock.tsx";
import { Icon } from "../icons.tsx";
import { itemsOf, sectionsOf, stageOf } from "../outline.ts";
import type { Board, Note, Room, Section, Workshop } from "../protocol.ts";
import { groupName, said, sectionName } from "../said.ts";
import { t, tn } from "../words.ts";

export function InSmall({ workshop, room, open }: { workshop: Workshop; room: Room; open: () => void }) {
  const stage = room.run && stageOf(workshop, room.run.activity, room.run.stage);
  const board = room.boards?.[room.run?.activity ?? ""];
  return (
    <li class="card">
      <div class="row">
        <h2>{groupName(room)}</h2>
        <span>
          {stage ? said(stage.title) : t("nothing under way")} {room.run && <Clock run={room.run} warn={stage?.warn_seconds ?? 60} />}
        </span>
        <button onClick={open}>
          {t("Open the room")} <span class="unseen">{groupName(room)}</span>
        </button>
      </div>
      {board && sectionsOf(board).map((section) => <SectionInSmall key={section.id} board={board} section={section} />)}
      {!board && room.run && planOf(workshop, room.run.activity) && <CanvasesInSmall workshop={workshop} room={room} activity={room.run.activity} />}
    </li>
  );
}

function SectionInSmall({ board, section }: { board: Board; section: Section }) {
  const items = itemsOf(board, section.id);
  const notes = items.reduce((sum, item) => sum + ("note" in item ? 1 : item.notes.length), 0);
  const winner = board.decisions?.[section.id];
  const draw = (note: Note) => <span key={note.id} class="swatch" data-colour={note.colour ?? 0} data-winner={winner?.note === note.id} />;
  return (
    <div class="section-in-small">
      <h3>{sectionName(board, section)}</h3>
      <p class="quiet">{tn("{n} note", "{n} notes", notes)}</p>
      <p class="swatches" aria-hidden="true">
        {items.map((item) => ("note" in item ? draw(item.note) : <span key={item.cluster.id} class="cluster-in-small">{item.notes.map(draw)}</span>))}
      </p>
      {winner && (
        <p class="winner">
          <Icon of={Star} /> {board.notes?.[winner.note]?.text}
        </p>
      )}
    </div>
  );
}

/** How much of each canvas is filled in. */
function CanvasesInSmall({ workshop, room, activity }: { workshop: Workshop; room: Room; activity: string }) {
  const root = rootOf(workshop, activity);
  const columns = planOf(workshop, activity)?.columns.filter((column) => !column.spans && column.written_by !== "others") ?? [];
  const canvases = Object.entries(workshop.canvases ?? {}).filter(([key]) => owned(key).activity === root && (owned(key).owner === room.id || !owned(key).owner || workshop.people?.[owned(key).owner]?.room === room.id));
  const name = (key: string, at: number) => nameOfOwner(workshop, activity, owned(key).owner, at + 1);
  canvases.sort(([one], [other]) => name(one, 0).localeCompare(name(other, 0)));
  return (
    <ul class="filled">
      {canvases.map(([key, canvas], at) => {
        const rows = standing(canvas);
        const filled = rows.reduce((sum, row) => sum + columns.filter((column) => canvas.texts?.[`${row.id}/${column.key}`]?.value || canvas.values?.[`${row.id}/${column.key}`]).length, 0);
        return (
          <li key={key}>
            {name(key, at)} <Bar value={filled} most={rows.length * columns.length} /> <span class="quiet">{t("{filled} of {cells} cells", { filled, cells: rows.length * columns.length })}</span>
          </li>
        );
      })}
    </ul>
  );
}
