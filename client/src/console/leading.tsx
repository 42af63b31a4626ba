/** What a trainer leads besides the clock: who presents when, and who gives feedback to whom. */

import { rootOf } from "../canvas/canvas.ts";
import { activitiesOf, runState, stageOf } from "../outline.ts";
import type { Workshop } from "../protocol.ts";
import { PresentingTools } from "./presenting.tsx";
import { ReviewTools } from "./reviews.tsx";

/** For the stages under way in the rooms that are meant; none named: all. */
export function Leading({ workshop, rooms }: { workshop: Workshop; rooms: string[] }) {
  const meant = Object.values(workshop.rooms ?? {}).filter((room) => !rooms.length || rooms.includes(room.id));
  const run = meant.find((room) => room.run && runState(room.run) !== "over")?.run ?? meant[0]?.run;
  const stage = run ? stageOf(workshop, run.activity, run.stage) : undefined;
  const presenting = Object.entries(workshop.presenting ?? {}).filter(([room]) => !room || !rooms.length || rooms.includes(room));
  const scope = activitiesOf(workshop).find((one) => one.key === run?.activity)?.canvas?.scope ?? "person";
  const presents = run && stage?.does === "present";
  const at = rooms.length === 1 ? rooms[0] ?? "" : "";
  return (
    <>
      {presents && !presenting.some(([room]) => room === at) && <PresentingTools workshop={workshop} room={at} activity={run.activity} stage={stage} />}
      {presenting.map(([room, { activity }]) => (
        <PresentingTools key={room} workshop={workshop} room={room} activity={activity} stage={stage?.does === "present" ? stage : undefined} />
      ))}
      {run && stage?.does === "review" && scope === "person" && <ReviewTools workshop={workshop} activity={rootOf(workshop, run.activity)} stage={stage} />}
    </>
  );
}
