/** The agenda of a day: what is on now, what people need for it, where remote people meet. */

import { CalendarClock, Link2, Video } from "lucide";
import { useTime } from "./clock.tsx";
import { Icon } from "./icons.tsx";
import type { Room, Run, Workshop } from "./protocol.ts";
import { groupName, said } from "./said.ts";
import { meetingOf, sessionNow, standing, today } from "./standing.ts";
import { t, tn } from "./words.ts";

const MINUTE = 60_000;

interface Props {
  readonly workshop: Workshop;
  /** Where one sits; trainers sit nowhere. */
  readonly room?: Room | undefined;
  readonly run: Run | null | undefined;
}

export function DayAgenda({ workshop, room, run }: Props) {
  const time = useTime(MINUTE);
  const day = today(workshop, run, time);
  if (!day) return null;
  const now = sessionNow(day, run, time);
  return (
    <section class="day" aria-labelledby="day-title">
      <h2 id="day-title">
        {t("Day {number}", { number: day.number })}: {said(day.title)}
      </h2>
      <Meetings workshop={workshop} room={room} run={run} />
      <ol class="agenda">
        {(day.sessions ?? []).map((session) => (
          <li key={session.key} aria-current={session === now ? "time" : undefined}>
            <time>{session.starts}</time>
            <div>
              {said(session.title)}
              {session === now && (
                <strong class="now">
                  {" "}
                  <Icon of={CalendarClock} /> {t("now")}
                  {run && <Late workshop={workshop} run={run} time={time} />}
                </strong>
              )}
              {Boolean(session.materials?.length) && (
                <ul class="materials">
                  {session.materials?.map((material) => (
                    <li key={material.url}>
                      <Icon of={Link2} />{" "}
                      <a class="alone" href={material.url} target="_blank" rel="noreferrer">
                        {said(material.title)}
                      </a>
                    </li>
                  ))}
                </ul>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** How far ahead of its times the day is, or behind. */
export function Late({ workshop, run, time }: { workshop: Workshop; run: Run; time: number }) {
  const behind = standing(workshop, run, time)?.behind;
  if (behind === undefined) return null;
  const [h, n] = [Math.floor(Math.abs(behind) / 60), Math.abs(behind) % 60];
  const late = h ? t("{h} h {n} min behind", { h, n }) : tn("{n} min behind", "{n} min behind", n);
  const early = h ? t("{h} h {n} min ahead", { h, n }) : tn("{n} min ahead", "{n} min ahead", n);
  const text = behind > 0 ? late : behind < 0 ? early : t("on time");
  return <>, {text}</>;
}

export function Meetings({ workshop, room, run }: Props) {
  const time = useTime(MINUTE);
  const { room: ofRoom, plenary } = meetingOf(workshop, room, today(workshop, run, time));
  if (!ofRoom && !plenary) return null;
  return (
    <p class="row">
      {ofRoom && room && <MeetingLink url={ofRoom} name={t("Video call of {group}", { group: groupName(room) })} />}
      {plenary && <MeetingLink url={plenary} name={t("Video call of all")} />}
    </p>
  );
}

function MeetingLink({ url, name }: { url: string; name: string }) {
  return (
    <a class="button" href={url} target="_blank" rel="noreferrer">
      <Icon of={Video} /> {name}
    </a>
  );
}
