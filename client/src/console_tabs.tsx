/** The console's tools beside the rooms: people and groups, messages, the projector, the links. */

import { useEffect, useState } from "preact/hooks";
import { ask, newId, presence } from "./live.ts";
import type { Shown, Workshop } from "./protocol.ts";
import { t } from "./words.ts";

interface Ways {
  readonly code: string;
  readonly join_url: string;
  readonly links: Record<string, string>;
}

export function People({ workshop }: { workshop: Workshop }) {
  const [count, set] = useState(workshop.programme.groups ?? 2);
  const rooms = Object.values(workshop.rooms ?? {});
  const here = new Set(Object.values(presence.value).flatMap((room) => room.here));
  const people = Object.values(workshop.people ?? {}).filter((person) => (person.role ?? "participant") === "participant");
  const upload = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const answer = await fetch(`/w/${workshop.id}/people`, { method: "POST", body: new FormData(form) });
    const { what } = (await answer.json()) as { what?: string };
    if (!answer.ok) alert(what ?? t("The list was not taken."));
    else form.reset();
  };
  return (
    <section aria-label={t("People")}>
      <p class="row">
        <label>
          {t("Groups")} <input type="number" min={1} max={60} value={count} onInput={(event) => set(event.currentTarget.valueAsNumber)} />
        </label>
        <button onClick={() => void ask({ type: "make-groups", count })}>{t("At random")}</button>
        <button onClick={() => void ask({ type: "make-groups", count, mix_by: "country" })}>{t("Mixed by country")}</button>
      </p>
      <form class="row" onSubmit={(event) => void upload(event)}>
        <input type="file" name="file" accept=".csv" required aria-label={t("A list of people (CSV)")} />
        <button>{t("Import the list")}</button>
      </form>
      <ul class="people">
        {people.map((person) => (
          <li key={person.id} data-removed={person.removed ?? false}>
            <span>
              {here.has(person.id) ? "●" : "○"} {person.name} {person.double ? `(${person.double})` : ""} <small>{person.country}</small>
            </span>
            <select value={person.room ?? ""} aria-label={t("Group of {name}", { name: person.name })} onChange={(event) => void ask({ type: "move-person", person: person.id, room: event.currentTarget.value })}>
              {rooms.map((room) => (
                <option key={room.id} value={room.id}>
                  {t("Group {number}", { number: room.number })}
                </option>
              ))}
            </select>
            <button onClick={() => void ask({ type: person.removed ? "restore-person" : "remove-person", person: person.id })} aria-label={person.removed ? t("Let {name} in again", { name: person.name }) : t("Remove {name}", { name: person.name })}>
              {person.removed ? "↶" : "×"}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Messages() {
  const [text, type] = useState("");
  const send = (event: Event) => {
    event.preventDefault();
    if (text.trim()) void ask({ type: "send-message", id: newId(), text });
    type("");
  };
  return (
    <form class="field" onSubmit={send}>
      <textarea value={text} rows={3} maxLength={400} onInput={(event) => type(event.currentTarget.value)} aria-label={t("A message to all rooms")} />
      <button>{t("Send to all rooms")}</button>
    </form>
  );
}

export function ProjectorTools({ workshop }: { workshop: Workshop }) {
  const titles: Record<Shown["what"] & string, string> = {
    code: t("The code to join"),
    clock: t("The clocks"),
    board: t("The boards"),
    results: t("The results"),
    winners: t("The winners"),
  };
  return (
    <p class="row">
      {(Object.keys(titles) as (keyof typeof titles)[]).map((what) => (
        <button key={what} aria-pressed={(workshop.shown?.what ?? "code") === what} onClick={() => void ask({ type: "show", shown: { what } })}>
          {titles[what]}
        </button>
      ))}
    </p>
  );
}

export function Links({ workshop }: { workshop: Workshop }) {
  const [ways, found] = useState<Ways | null>(null);
  const renewed = JSON.stringify(workshop.links ?? {});
  useEffect(() => void fetch(`/w/${workshop.id}/links`).then(async (answer) => answer.ok && found((await answer.json()) as Ways)), [workshop.id, renewed]);
  if (!ways) return null;
  const titles: Record<string, string> = { trainer: t("Trainer"), "co-trainer": t("Co-trainer"), observer: t("Observer"), projector: t("Projector") };
  return (
    <section aria-label={t("Links")}>
      <p class="code">{ways.code}</p>
      <img class="qr" src={`/w/${workshop.id}/qr.svg`} alt={t("QR code of the link to join")} />
      <p>
        <a href={ways.join_url}>{ways.join_url}</a>
      </p>
      <p class="problem">{t("These links are secret: do not show them on a shared screen.")}</p>
      {Object.entries(ways.links).map(([link, url]) => (
        <p key={link} class="field">
          <label>
            {titles[link]} <input readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
          </label>
        </p>
      ))}
    </section>
  );
}
