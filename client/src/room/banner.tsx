/** What now, how long, with whom: always in sight. And the trainer's word. */

import { signal } from "@preact/signals";
import { CalendarDays, Check, CircleHelp, CircleUserRound, Hand, Lock, Megaphone, MessagesSquare, Users, X } from "lucide";
import { Clock, ClockNews } from "../clock.tsx";
import { Icon } from "../icons.tsx";
import { ask, presence, you } from "../live/live.ts";
import type { Room, Stage, Workshop } from "../protocol.ts";
import { narrow } from "../preference.ts";
import { groupName, nameOf, said } from "../said.ts";
import { t, tn } from "../words.ts";
import { useEdge } from "./edges.ts";
import { opened } from "./help.tsx";

const read = signal<ReadonlySet<string>>(new Set());

export function Banner({ workshop, room, stage }: { workshop: Workshop; room: Room; stage: Stage | undefined }) {
  const me = you.value.id;
  const finished = Boolean(room.finished?.[me]);
  const hand = Boolean(room.hands?.[me]);
  const asked = Object.values(workshop.questions ?? {}).filter((question) => !question.answered).length;
  const help = (
    <button class={narrow.value ? "plain" : ""} aria-pressed={hand} onClick={() => void ask({ type: "raise-hand", up: !hand })}>
      <Icon of={Hand} /> <span class={narrow.value ? "unseen" : ""}>{t("Ask for help")}</span>
    </button>
  );
  return (
    <header ref={useEdge("top")} class="banner">
      <div class="row now">
        <h1>
          {stage ? said(stage.title) : said(workshop.programme.title)} <span class={narrow.value ? "unseen" : ""}>· {groupName(room)}</span>
        </h1>
        {room.run && stage && <Clock run={room.run} warn={stage.warn_seconds ?? 60} />}
        {room.run && stage && <ClockNews run={room.run} warn={stage.warn_seconds ?? 60} />}
        <Here workshop={workshop} room={room} />
        {stage && (
          <button aria-pressed={finished} onClick={() => void ask({ type: "say-finished", finished: !finished })}>
            <Icon of={Check} /> {t("I'm finished")}
          </button>
        )}
        {!narrow.value && help}
        <span class="row self">
          {narrow.value && help}
          <button class="plain" aria-label={t("Agenda")} onClick={() => (opened.value = "agenda")}>
            <Icon of={CalendarDays} />
          </button>
          <button class="plain" aria-label={t("You and your link")} onClick={() => (opened.value = "me")}>
            <Icon of={CircleUserRound} />
          </button>
          <button class="plain" aria-label={asked > 0 ? tn("Questions: {n} open", "Questions: {n} open", asked) : t("Questions")} onClick={() => (opened.value = "questions")}>
            <Icon of={MessagesSquare} />
          </button>
          <button class="plain" aria-label={t("Keys and settings")} onClick={() => (opened.value = "keys")}>
            <Icon of={CircleHelp} />
          </button>
        </span>
      </div>
      {stage && !narrow.value && <Instruction stage={stage} isPrivate={Boolean(stage.private) && !room.run?.revealed} />}
      {(room.messages ?? []).filter((message) => !read.value.has(message.id)).slice(-2).map((message) => (
        <p key={message.id} class="message" role="alert">
          <Icon of={Megaphone} /> {t("From the trainer: {text}", { text: message.text })}{" "}
          <button class="plain" aria-label={t("Close the message: {text}", { text: message.text })} onClick={() => (read.value = new Set(read.value).add(message.id))}>
            <Icon of={X} />
          </button>
        </p>
      ))}
    </header>
  );
}

/** On a phone it stands above the board, not in the banner, and folds: the board has the screen. */
export function Instruction({ stage, isPrivate }: { stage: Stage; isPrivate: boolean }) {
  const lock = isPrivate && (
    <strong>
      <Icon of={Lock} /> {stage.does === "review" ? t("Kept until the trainer shows it.") : t("Private until revealed.")}
    </strong>
  );
  if (!narrow.value)
    return (
      <p class="instruction">
        {said(stage.instruction)} {lock}
      </p>
    );
  return (
    <details class="instruction" key={stage.key} open>
      <summary>
        {t("What to do")} {lock}
      </summary>
      {said(stage.instruction)}
    </details>
  );
}

function Here({ workshop, room }: { workshop: Workshop; room: Room }) {
  const here = presence.value[room.id]?.here ?? [];
  return (
    <details class="here">
      <summary>
        <Icon of={Users} /> {narrow.value && `${groupName(room)} · `}
        {tn("{n} here", "{n} here", here.length)}
      </summary>
      <ul>
        {here.map((id) => (
          <li key={id}>
            {nameOf(workshop, id)} {room.finished?.[id] && <Icon of={Check} />}
            {room.finished?.[id] && <span class="unseen">{t("is finished")}</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
