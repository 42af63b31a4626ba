/** A snapshot on a page of its own: the rooms as they were, to look at. */

import { render } from "preact";
import { useState } from "preact/hooks";
import { Camera, GitCompareArrows } from "lucide";
import { Clock } from "../clock.tsx";
import { Whole } from "../console/whole.tsx";
import { Icon } from "../icons.tsx";
import { goBackTo, showPast, view } from "../live/live.ts";
import { stageOf } from "../outline.ts";
import type { Room, Snapshot, SnapshotSeen, Workshop } from "../protocol.ts";
import { groupName, said } from "../said.ts";
import { t } from "../words.ts";
import { get } from "./asked.ts";
import { compare, snapshotName, takenBy } from "./snapshots.ts";

function Page({ snapshot }: { snapshot: Snapshot }) {
  const workshop = view.value;
  const [opened, open] = useState("");
  if (!workshop) return null;
  const rooms = Object.values(workshop.rooms ?? {}).sort((one, other) => one.number - other.number);
  const room = rooms.find((one) => one.id === opened) ?? rooms[0];
  const name = snapshotName(workshop, snapshot);
  document.title = `${name} · moot`;
  return (
    <>
      <header class="banner row">
        <h1>
          <Icon of={Camera} /> {name}
        </h1>
        <span class="quiet">{takenBy(workshop, snapshot)}</span>
        <a class="button" href={compare(workshop, snapshot.id)}>
          <Icon of={GitCompareArrows} /> {t("Compare with now")}
        </a>
        <a class="button" href={`/w/${workshop.id}/console`}>
          {t("To the console")}
        </a>
      </header>
      <main class="past">
        <p class="over">{t("This is how it was then. Nothing can be changed here; to bring something back, compare it with now.")}</p>
        {snapshot.note && <p class="message">{snapshot.note}</p>}
        <Rooms workshop={workshop} rooms={rooms} room={room} open={open} />
        {room && <Whole key={room.id} workshop={workshop} room={room} trains={false} />}
      </main>
    </>
  );
}

function Rooms({ workshop, rooms, room, open }: { workshop: Workshop; rooms: Room[]; room: Room | undefined; open: (room: string) => void }) {
  const stage = room?.run && stageOf(workshop, room.run.activity, room.run.stage);
  return (
    <nav class="row" aria-label={t("Groups")}>
      {rooms.length > 1 &&
        rooms.map((one) => (
          <button key={one.id} aria-current={one === room ? "true" : undefined} onClick={() => open(one.id)}>
            {groupName(one)}
          </button>
        ))}
      <span>
        {stage ? said(stage.title) : t("nothing under way")} {room?.run && <Clock run={room.run} warn={stage?.warn_seconds ?? 60} />}
      </span>
    </nav>
  );
}

const place = document.querySelector("#app") ?? document.body;
const id = location.pathname.split("/").at(-1) ?? "";
render(<main class="sheet">{t("One moment …")}</main>, place);
const seen = await get<SnapshotSeen>(`snapshots/${id}/view`);
if (seen) {
  goBackTo(() => seen.snapshot.at);
  showPast(seen.view);
  render(<Page snapshot={seen.snapshot} />, place);
} else render(<main class="sheet">{t("There is no such snapshot, or it cannot be read now. Please try again in a moment.")}</main>, place);
