/** What a trainer puts before everybody: the call to come back, and the spotlight on what a group wrote. */

import { signal } from "@preact/signals";
import { Megaphone, Sparkles, X } from "lucide";
import { useTime } from "./clock.tsx";
import { Icon } from "./icons.tsx";
import { you } from "./live/live.ts";
import type { Call, Spotlight, Workshop } from "./protocol.ts";
import { groupName, nameOf, said } from "./said.ts";
import { useEdge } from "./room/edges.ts";
import { following } from "./sequence.ts";
import { t } from "./words.ts";

const SECOND = 1000;
/** The spotlight that one has closed for oneself. */
const closed = signal(0);

/** `closes`: one may close the spotlight, as on one's own screen; on the projector it has the screen (`LitOnScreen`). `shared`: several people write on this device. */
export function FromTrainer({ workshop, closes, shared = false }: { workshop: Workshop; closes: boolean; shared?: boolean }) {
  const { call, spotlight } = workshop;
  const room = closes ? Object.values(workshop.rooms ?? {})[0] : undefined;
  const next = room?.by_itself && room.run ? following(workshop, room.run) : undefined;
  return (
    <>
      {shared && <Turn workshop={workshop} />}
      {next && <p class="quiet">{t("Then: {stage}", { stage: next })}</p>}
      {call && <Called key={call.id} call={call} />}
      {spotlight && closes && closed.value !== spotlight.at && <Lit workshop={workshop} spotlight={spotlight} />}
    </>
  );
}

/** Who writes, and the way to hand over: the page of the next person begins anew. */
function Turn({ workshop }: { workshop: Workshop }) {
  return (
    <p class="message row">
      <strong>{t("You write as {name}", { name: nameOf(workshop, you.value.id) })}</strong>
      <a class="button" href={`/w/${workshop.id}/turn`}>
        {t("Hand over")}
      </a>
    </p>
  );
}

function Called({ call }: { call: Call }) {
  return (
    <section class="call" aria-label={t("The trainer calls")}>
      <p role="alert">
        <Icon of={Megaphone} /> <strong>{t("Please come back to the plenary.")}</strong> {call.text}
      </p>
      {call.ends ? <Until ends={call.ends} /> : null}
    </section>
  );
}

export function Until({ ends }: { ends: number }) {
  const left = Math.max(0, Math.ceil((ends - useTime(SECOND)) / SECOND));
  const shown = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  return (
    <p class="clock" role="timer" aria-live="off">
      <span class="digits">{left ? shown : t("now")}</span>
    </p>
  );
}

function Lit({ workshop, spotlight }: { workshop: Workshop; spotlight: Spotlight }) {
  const room = workshop.rooms?.[spotlight.room];
  return (
    <section ref={useEdge("lit")} class="section lit" aria-label={t("The trainer shows")}>
      <div class="row">
        <h2>
          <Icon of={Sparkles} /> {t("The trainer shows")}
          {room && ` · ${groupName(room)}`}
        </h2>
        <button class="plain" aria-label={t("Close what the trainer shows")} onClick={() => (closed.value = spotlight.at)}>
          <Icon of={X} />
        </button>
      </div>
      <InLight spotlight={spotlight} />
    </section>
  );
}

/** On the projector: nothing but what is shown. */
export function LitOnScreen({ workshop, spotlight }: { workshop: Workshop; spotlight: Spotlight }) {
  const room = workshop.rooms?.[spotlight.room];
  return (
    <section aria-label={t("The trainer shows")}>
      {room && <h2>{groupName(room)}</h2>}
      <InLight spotlight={spotlight} />
    </section>
  );
}

function InLight({ spotlight }: { spotlight: Spotlight }) {
  return (
    <>
      {(spotlight.sections ?? []).map((section, at) => (
        <div key={at} class="in-light" data-single={Boolean(spotlight.note)}>
          <h3>{section.name || said(section.fixed)}</h3>
          <ul class="notes">
            {(section.notes ?? []).map((note, number) => (
              <li key={number} class="note" data-colour={note.colour ?? 0}>
                <p class="text">{note.text}</p>
                {note.name && <p class="byline">{note.name}</p>}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}
