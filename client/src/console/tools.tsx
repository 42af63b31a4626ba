/** The console's tools beside the rooms: messages and the links. */

import { useEffect, useState } from "preact/hooks";
import { Confirm } from "../dialog.tsx";
import { MESSAGE_LETTERS } from "../limits.ts";
import { ask, newId } from "../live/live.ts";
import type { Workshop } from "../protocol.ts";
import { groupName } from "../said.ts";
import { t, timeOfDay } from "../words.ts";

interface Ways {
  readonly code: string;
  readonly join_url: string;
  readonly links: Record<string, string>;
}

export function Messages({ workshop, rooms }: { workshop: Workshop; rooms: string[] }) {
  const [text, type] = useState("");
  const send = (event: Event) => {
    event.preventDefault();
    if (text.trim()) void ask({ type: "send-message", id: newId(), text, rooms });
    type("");
  };
  const meant = Object.values(workshop.rooms ?? {}).filter((room) => rooms.includes(room.id));
  const sent = new Map(Object.values(workshop.rooms ?? {}).flatMap((room) => (room.messages ?? []).map((message) => [message.id, message] as const)));
  return (
    <section aria-label={t("Messages")}>
      <form class="field" onSubmit={send}>
        <label>
          {meant.length ? t("A message to {groups}", { groups: meant.map(groupName).join(", ") }) : t("A message to all rooms")}
          <textarea value={text} rows={3} maxLength={MESSAGE_LETTERS} onInput={(event) => type(event.currentTarget.value)} />
        </label>
        <p class="row">
          <button class="main">{meant.length ? t("Send to the chosen groups") : t("Send to all rooms")}</button>
        </p>
      </form>
      <ul class="sent">
        {[...sent.values()].reverse().map((message) => (
          <li key={message.id}>
            <time>{timeOfDay(message.at)}</time> {message.text}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Links({ workshop }: { workshop: Workshop }) {
  const [ways, found] = useState<Ways | null>(null);
  const [secret, show] = useState(false);
  const renewed = JSON.stringify(workshop.links ?? {});
  useEffect(() => void fetch(`/w/${workshop.id}/links`).then(async (answer) => answer.ok && found((await answer.json()) as Ways)), [workshop.id, renewed]);
  if (!ways) return null;
  return (
    <section aria-label={t("Links")}>
      <p class="code">{ways.code}</p>
      <img class="qr" src={`/w/${workshop.id}/qr.svg`} alt={t("QR code of the link to join")} />
      <p>
        <a href={ways.join_url}>{ways.join_url}</a> <Copy text={ways.join_url} name={t("the link to join")} />
      </p>
      <details open={secret} onToggle={(event) => show(event.currentTarget.open)}>
        <summary>{t("Links of trainers, observers and the projector")}</summary>
        <p class="problem">{t("These links are secret: do not show them on a shared screen.")}</p>
        {secret && Object.entries(ways.links).map(([link, url]) => <SecretLink key={link} workshop={workshop.id} link={link} url={url} />)}
      </details>
    </section>
  );
}

type Link = "trainer" | "co-trainer" | "observer" | "projector";

function SecretLink({ workshop, link, url }: { workshop: string; link: string; url: string }) {
  const [asking, confirm] = useState(false);
  const titles: Record<Link, string> = { trainer: t("Trainer"), "co-trainer": t("Co-trainer"), observer: t("Observer"), projector: t("Projector") };
  const name = titles[link as Link];
  // Not over the socket, as it may be of one's own link: the answer brings a new badge, and the page begins anew with it.
  const renew = async () => {
    const answer = await fetch(`/w/${workshop}/links/${link}`, { method: "POST" });
    if (answer.ok) location.reload();
  };
  return (
    <p class="field">
      <label>
        {name} <input readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <Copy text={url} name={name} />{" "}
      <button onClick={() => confirm(true)} aria-label={t("Renew the link: {name}", { name })}>
        {t("Renew")}
      </button>
      {asking && (
        <Confirm
          title={t("Renew the link: {name}", { name })}
          says={[t("The old link is void at once, and whoever came in by it is out. You stay."), t("Give the new link to those who should come back.")]}
          yes={t("Do it")}
          done={() => void renew()}
          close={() => confirm(false)}
        />
      )}
    </p>
  );
}

export function Copy({ text, name }: { text: string; name: string }) {
  const [done, copied] = useState(false);
  return (
    <button aria-label={t("Copy: {name}", { name })} onClick={() => void navigator.clipboard?.writeText(text).then(() => copied(true))}>
      {done ? t("Copied") : t("Copy")}
    </button>
  );
}
