/** Who takes part: the list, the groups, one by one and all anew. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Confirm, Dialog } from "../dialog.tsx";
import { GROUPS } from "../limits.ts";
import { lazy } from "../lazy.tsx";
import { ask, overview, presence, type Request } from "../live/live.ts";
import type { Person, Workshop } from "../protocol.ts";
import { groupName, nameOf } from "../said.ts";
import { Devices } from "./devices.tsx";
import { fits } from "./orders.ts";
import { dragPerson, takePeople } from "./seating.ts";
import { t, tn } from "../words.ts";
import type { EraseDialog } from "./erase.tsx";

const erasing = lazy<Parameters<typeof EraseDialog>[0]>(async () => (await import("./erase.tsx")).EraseDialog);

type Mix = "" | "country" | "organisation" | "mode";

export function People({ workshop }: { workshop: Workshop }) {
  const [find, search] = useState("");
  const [changed, change] = useState("");
  const [chosen, choose] = useState<readonly string[]>([]);
  const seat = (ids: readonly string[], room: string) => {
    for (const id of ids) if (workshop.people?.[id]?.room !== room) void ask({ type: "move-person", person: id, room });
    choose([]);
  };
  /** Whoever is dragged takes along those who are chosen, if they are one of them. */
  const dropped = (id: string, room: string) => seat(chosen.includes(id) ? chosen : [id], room);
  const rooms = Object.values(workshop.rooms ?? {});
  const here = new Set(Object.values(presence.value).flatMap((room) => room.here));
  const people = Object.values(workshop.people ?? {}).filter((person) => (person.role ?? "participant") === "participant");
  const present = people.filter((person) => !person.removed);
  const shown = people.filter((person) => fits(`${person.name} ${person.organisation ?? ""} ${person.country ?? ""}`, find));
  return (
    <section aria-label={t("People")}>
      <MakeGroups workshop={workshop} people={present.length} />
      <ImportList workshop={workshop} />
      <Devices workshop={workshop} />
      <p>
        {tn("{n} person", "{n} people", present.length)} · {tn("{n} here", "{n} here", people.filter((person) => here.has(person.id)).length)}
      </p>
      {people.length > 8 && <input type="search" value={find} aria-label={t("Find a person")} placeholder={t("Find a person")} onInput={(event) => search(event.currentTarget.value)} />}
      {chosen.length > 0 && (
        <label class="field">
          {tn("Move {n} person to", "Move {n} people to", chosen.length)}
          <select value="" onChange={(event) => seat(chosen, event.currentTarget.value)}>
            <option value="">…</option>
            {rooms.map((room) => (
              <option key={room.id} value={room.id}>
                {groupName(room)}
              </option>
            ))}
          </select>
        </label>
      )}
      {[...rooms, null].map((room) => {
        const inside = shown.filter((person) => (room ? person.room === room.id : !workshop.rooms?.[person.room ?? ""]));
        if (!inside.length && !room) return null;
        return (
          <Group key={room?.id ?? ""} dropped={(id) => room && dropped(id, room.id)}>
            <h3>
              {room ? groupName(room) : t("Without a group")} · {inside.length}
            </h3>
            <ul class="people">
              {inside.map((person) => (
                <Row
                  key={person.id}
                  workshop={workshop}
                  person={person}
                  here={here.has(person.id)}
                  change={() => change(person.id)}
                  chosen={chosen.includes(person.id)}
                  choose={(on) => choose(on ? [...chosen, person.id] : chosen.filter((one) => one !== person.id))}
                />
              ))}
            </ul>
          </Group>
        );
      })}
      {workshop.people?.[changed] && <PersonDialog workshop={workshop} person={workshop.people[changed]} close={() => change("")} />}
    </section>
  );
}

function Group({ dropped, children }: { dropped: (person: string) => void; children: ComponentChildren }) {
  const element = useRef<HTMLDivElement>(null);
  const latest = useRef(dropped);
  latest.current = dropped;
  useEffect(() => (element.current ? takePeople(element.current, (id) => latest.current(id)) : undefined), []);
  return (
    <div ref={element} class="group">
      {children}
    </div>
  );
}

interface RowProps {
  readonly workshop: Workshop;
  readonly person: Person;
  readonly here: boolean;
  readonly change: () => void;
  readonly chosen: boolean;
  readonly choose: (on: boolean) => void;
}

function Row({ workshop, person, here, change, chosen, choose }: RowProps) {
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => (element.current && !person.removed ? dragPerson(element.current, person.id) : undefined), [person.id, person.removed]);
  const name = nameOf(workshop, person.id);
  const state = person.erased ? t("erased") : person.removed ? t("removed") : here ? t("here") : person.here_before === false ? t("not come yet") : t("away");
  return (
    <li ref={element} data-removed={person.removed ?? false}>
      {!person.removed && <input type="checkbox" checked={chosen} aria-label={t("Choose {name}", { name })} onChange={(event) => choose(event.currentTarget.checked)} />}
      <span>
        <span aria-hidden="true">{here ? "●" : "○"}</span> {name} <small>{[person.country, state, person.asks_erasure && t("asks to be erased")].filter(Boolean).join(", ")}</small>
      </span>
      {!person.erased && (
        <button onClick={change} aria-label={t("Change {name}", { name })}>
          …
        </button>
      )}
    </li>
  );
}

function PersonDialog({ workshop, person, close }: { workshop: Workshop; person: Person; close: () => void }) {
  const [link, found] = useState("");
  const [erased, erase] = useState(false);
  const name = nameOf(workshop, person.id);
  const votes = !person.removed && overview.value.some((glance) => glance.room === person.room && (glance.ballots ?? []).some((ballot) => ballot.state === "open"));
  const does = (request: Request) => {
    void ask(request);
    close();
  };
  const showLink = async () => {
    const answer = await fetch(`/w/${workshop.id}/personal/${person.id}`);
    if (answer.ok) found(((await answer.json()) as { url: string }).url);
  };
  if (erased) return <erasing.Part workshop={workshop} person={person} close={close} />;
  return (
    <Dialog title={name} close={close}>
      <p class="quiet">{[person.organisation, person.country, person.mode].filter(Boolean).join(" · ")}</p>
      <label class="field">
        {t("Group of {name}", { name })}
        <select value={person.room ?? ""} onChange={(event) => void ask({ type: "move-person", person: person.id, room: event.currentTarget.value })}>
          {!workshop.rooms?.[person.room ?? ""] && <option value="">{t("Without a group")}</option>}
          {Object.values(workshop.rooms ?? {}).map((room) => (
            <option key={room.id} value={room.id}>
              {groupName(room)}
            </option>
          ))}
        </select>
      </label>
      <p class="row">
        <button onClick={() => void showLink()}>{t("Personal link")}</button>
        {votes && <button onClick={() => does({ type: "excuse-voter", room: person.room ?? "", person: person.id })}>{t("Excuse {name} from voting", { name })}</button>}
        <button onClick={() => does({ type: "withdraw-badges", person: person.id })}>{t("Withdraw badges and links")}</button>
        {person.removed ? (
          <button onClick={() => does({ type: "restore-person", person: person.id })}>{t("Let {name} in again", { name })}</button>
        ) : (
          <button class="danger" onClick={() => does({ type: "remove-person", person: person.id })}>
            {t("Remove {name}", { name })}
          </button>
        )}
        <button class="danger" onClick={() => erase(true)}>
          {t("Erase {name} …", { name })}
        </button>
      </p>
      {link && (
        <label class="field">
          {t("With this link {name} comes in on any device. It is secret.", { name })}
          <input readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
        </label>
      )}
      <p class="quiet">{t("Who is removed is out at once; their notes and votes stay. Withdrawing badges signs them out everywhere; a new personal link lets them in.")}</p>
    </Dialog>
  );
}

function MakeGroups({ workshop, people }: { workshop: Workshop; people: number }) {
  const rooms = Object.keys(workshop.rooms ?? {}).length;
  const [count, set] = useState(rooms);
  const [mix, mixBy] = useState<Mix>(workshop.programme.mix_by ?? "country");
  const [asking, confirm] = useState(false);
  const each = Math.floor(people / Math.max(1, count));
  const even = people % Math.max(1, count) === 0;
  const mixes: Record<Mix, string> = { "": t("at random"), country: t("mixed by country"), organisation: t("mixed by organisation"), mode: t("mixed by in person and remote") };
  return (
    <details class="tool">
      <summary>{t("Make groups")}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          confirm(true);
        }}
      >
        <p class="row">
          <label>
            {t("Groups")} <input type="number" min={1} max={GROUPS} required value={count} onInput={(event) => set(event.currentTarget.valueAsNumber || 1)} />
          </label>
          <label>
            {t("How")}{" "}
            <select value={mix} onChange={(event) => mixBy(event.currentTarget.value as Mix)}>
              {(Object.keys(mixes) as Mix[]).map((one) => (
                <option key={one} value={one}>
                  {mixes[one]}
                </option>
              ))}
            </select>
          </label>
        </p>
        <p class="row">
          <button>{t("Shuffle everybody")}</button>
          <button type="button" onClick={() => void ask({ type: "add-group" })}>
            {t("Add an empty group")}
          </button>
        </p>
      </form>
      {asking && (
        <Confirm
          title={t("Shuffle everybody")}
          says={[tn("{n} person is put into a group anew.", "{n} people are put into groups anew.", people), even ? t("Each group gets {each}.", { each }) : t("Each group gets {each} or {more}.", { each, more: each + 1 }), t("What is on the boards stays where it is.")]}
          yes={t("Do it")}
          done={() => void ask({ type: "make-groups", count, mix_by: mix })}
          close={() => confirm(false)}
        />
      )}
    </details>
  );
}

function ImportList({ workshop }: { workshop: Workshop }) {
  const [told, tell] = useState<{ text: string; bad: boolean } | null>(null);
  const upload = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const answer = await fetch(`/w/${workshop.id}/people`, { method: "POST", body: new FormData(form) });
    const said = (await answer.json()) as { people?: number; what?: string; why?: string };
    if (answer.ok) tell({ text: tn("{n} person is on the list.", "{n} people are on the list.", said.people ?? 0), bad: false });
    else tell({ text: t("The list was not taken: {what}", { what: said.what ?? said.why ?? "" }), bad: true });
    if (answer.ok) form.reset();
  };
  return (
    <details class="tool">
      <summary>{t("Import a list of people")}</summary>
      <p class="quiet">{t("A CSV file with a first line that names its columns: name, and if you like organisation, country, mode.")}</p>
      <form class="row" onSubmit={(event) => void upload(event)}>
        <input type="file" name="file" accept=".csv,text/csv" required aria-label={t("A list of people (CSV)")} />
        <button>{t("Import the list")}</button>
      </form>
      {told && (
        <p role="status" class={told.bad ? "problem" : ""}>
          {told.text}
        </p>
      )}
    </details>
  );
}
