/** What one works on in an activity with canvases: one's own to fill in, or those of others to give feedback on. */

import { you } from "../live/live.ts";
import { isRoomLocked, Locked } from "../locked.tsx";
import { activitiesOf, runState } from "../outline.ts";
import type { Room, Run, Stage, Workshop } from "../protocol.ts";
import { said } from "../said.ts";
import { t } from "../words.ts";
import { Beside } from "./beside.tsx";
import { ownKey } from "./canvas.ts";
import { CanvasView } from "./canvas_view.tsx";
import { FeedbackToSort } from "./integrate.tsx";
import { Presented } from "./presented.tsx";
import { Review } from "./review.tsx";
import { sheetOf } from "./sheet.ts";

export function CanvasWork({ workshop, room, run, stage }: { workshop: Workshop; room: Room; run: Run; stage: Stage }) {
  const over = runState(run) === "over";
  const locked = isRoomLocked(room);
  const open = !over && !locked;
  const key = ownKey(workshop, run.activity, you.value.id);
  const own = sheetOf(workshop, room.id, key, run.activity, run, "own");
  if (!own) return null;
  const name = said(activitiesOf(workshop).find((one) => one.key === run.activity)?.title);
  const sheetFor = (of: string) => (workshop.canvases?.[of] || of === key ? sheetOf(workshop, room.id, of, run.activity, run, "others") : undefined);
  const feedback = Object.keys(own.canvas.feedback ?? {}).length;
  const sorts = stage.does === "integrate" && feedback > 0;
  const wide = own.columns.length > 5;
  return (
    <>
      {over && <p class="over">{t("This stage is over. The trainer goes on in a moment.")}</p>}
      {locked && !over && <Locked all />}
      {stage.does === "review" && <Review own={own} activity={run.activity} stage={`${run.activity}.${run.stage}`} name={name} sheetFor={sheetFor} open={open} />}
      {stage.does === "present" && <Presented own={own} activity={run.activity} name={name} room={room} stage={stage} sheetFor={sheetFor} open={open} />}
      {stage.does !== "review" && stage.does !== "present" && (
        <div class="canvas-work" data-wide={wide}>
          <CanvasView sheet={own} name={name} />
          {sorts ? <FeedbackToSort sheet={own} /> : <Beside sheet={own} open={stage.does === "fill" && !wide} />}
          {!sorts && feedback > 0 && (
            <details class="so-far">
              <summary>{t("Feedback for you: {n}", { n: feedback })}</summary>
              <FeedbackToSort sheet={own} titled />
            </details>
          )}
        </div>
      )}
    </>
  );
}
