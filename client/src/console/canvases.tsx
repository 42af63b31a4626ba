/** The canvases of a room: how far each has come, and one of them in full. */

import { Bar } from "../bar.tsx";
import { CanvasView } from "../canvas/canvas_view.tsx";
import { keyOf, owned, planOf, rootOf } from "../canvas/canvas.ts";
import { nameOfOwner } from "../canvas/owner.ts";
import { FeedbackToRead } from "../canvas/integrate.tsx";
import { sheetOf } from "../canvas/sheet.ts";
import { overview, past } from "../live/live.ts";
import { activitiesOf } from "../outline.ts";
import type { Room, Workshop } from "../protocol.ts";
import { said } from "../said.ts";
import { t, tn } from "../words.ts";

interface Props {
  readonly workshop: Workshop;
  readonly room: Room;
  readonly activity: string;
  readonly trains: boolean;
  /** The key of the canvas that is open, and how to open another. */
  readonly opened: string;
  readonly open: (canvas: string) => void;
}

export function Canvases({ workshop, room, activity, trains, opened, open }: Props) {
  const keys = canvasesOf(workshop, room, activity);
  const key = keys.includes(opened) ? opened : keys.length === 1 ? keys[0] ?? "" : "";
  const sheet = workshop.canvases?.[key] ? sheetOf(workshop, room.id, key, activity, room.run, trains ? "trainer" : "observer") : undefined;
  const name = (of: string) => nameOfOwner(workshop, activity, owned(of).owner, keys.indexOf(of) + 1);
  const title = said(activitiesOf(workshop).find((one) => one.key === activity)?.title);
  return (
    <>
      {keys.length > 1 && (
        <ul class="canvases">
          {keys.map((one) => (
            <li key={one}>
              <button aria-pressed={one === key} onClick={() => open(one === key ? "" : one)}>
                <span class="whose">{name(one)}</span> <Progress canvas={one} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {!keys.length && <p class="quiet">{t("Nobody is in this group yet.")}</p>}
      {sheet && <CanvasView key={key} sheet={sheet} name={t("{name}: {canvas}", { name: name(key), canvas: title })} />}
      {past.value && key && !sheet && <p class="quiet">{t("Nobody has written here yet.")}</p>}
      {sheet && <FeedbackToRead sheet={sheet} />}
    </>
  );
}

/** In the order in which the people are listed. */
function canvasesOf(workshop: Workshop, room: Room, activity: string): string[] {
  const root = rootOf(workshop, activity);
  const scope = planOf(workshop, activity)?.scope ?? "person";
  if (scope === "all") return [keyOf(root, "")];
  if (scope === "group") return [keyOf(root, room.id)];
  const people = Object.values(workshop.people ?? {}).filter((person) => person.room === room.id && (person.role ?? "participant") === "participant" && !person.removed);
  return people.sort((one, other) => one.name.localeCompare(other.name)).map((person) => keyOf(root, person.id));
}

export function Progress({ canvas }: { canvas: string }) {
  const glance = overview.value.flatMap((room) => room.canvases ?? []).find((one) => one.canvas === canvas);
  if (!glance) return null;
  const { filled, cells, feedback = 0 } = glance;
  return (
    <>
      <Bar value={filled} most={cells} /> <span class="quiet">{t("{filled} of {cells} cells", { filled, cells })}</span>
      {feedback > 0 && <span class="quiet"> · {tn("{n} feedback", "{n} pieces of feedback", feedback)}</span>}
    </>
  );
}
