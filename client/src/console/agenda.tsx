/** The agenda of the day, and the links to where remote people meet. */

import { useState } from "preact/hooks";
import { useTime } from "../clock.tsx";
import { DayAgenda } from "../day.tsx";
import { LINK_LETTERS } from "../limits.ts";
import { ask } from "../live/live.ts";
import type { Workshop } from "../protocol.ts";
import { groupName } from "../said.ts";
import { today } from "../standing.ts";
import { t } from "../words.ts";
import { Timetable } from "./timetable.tsx";

const MINUTE = 60_000;

export function AgendaTools({ workshop }: { workshop: Workshop }) {
  const rooms = Object.values(workshop.rooms ?? {});
  const run = rooms.find((room) => room.run)?.run;
  const time = useTime(MINUTE);
  const day = today(workshop, run, time);
  return (
    <section aria-label={t("Agenda")}>
      <DayAgenda workshop={workshop} run={run} />
      {day && <Timetable workshop={workshop} day={day} run={run} time={time} />}
      <details class="tool">
        <summary>{t("Video calls for remote people")}</summary>
        <Meeting key={workshop.meetings?.[""]} workshop={workshop} room="" label={t("Video call of all")} />
        {rooms.map((room) => (
          <Meeting key={`${room.id} ${workshop.meetings?.[room.id]}`} workshop={workshop} room={room.id} label={t("Video call of {group}", { group: groupName(room) })} />
        ))}
      </details>
    </section>
  );
}

function Meeting({ workshop, room, label }: { workshop: Workshop; room: string; label: string }) {
  const known = workshop.meetings?.[room] ?? "";
  const [url, type] = useState(known);
  const save = (event: Event) => {
    event.preventDefault();
    void ask({ type: "set-meeting", room, url });
  };
  return (
    <form class="field" onSubmit={save}>
      <label>
        {label}
        <input type="url" value={url} maxLength={LINK_LETTERS} placeholder="https://" onInput={(event) => type(event.currentTarget.value)} />
      </label>
      {url.trim() !== known && <button>{url.trim() ? t("Save the link") : t("Remove the link")}</button>}
    </form>
  );
}
