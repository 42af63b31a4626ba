/** Data protection: how long people are kept, who asks to be erased, who agreed to what, and who looked. */

import { useState } from "preact/hooks";
import { ask, you } from "../live/live.ts";
import { KEEP_DAYS } from "../limits.ts";
import { useLookedUp } from "../looked_up.ts";
import type { Access, Person, Workshop } from "../protocol.ts";
import { nameOf, said } from "../said.ts";
import { dayInWords, t, timeOfDay, tn } from "../words.ts";
import { EraseDialog } from "./erase.tsx";

const DAY = 86_400_000;
const WARNING_DAYS = 14;
const SHOWN = 20;

export function ProtectionTool({ workshop }: { workshop: Workshop }) {
  const [erased, erase] = useState("");
  const people = Object.values(workshop.people ?? {});
  const asking = people.filter((person) => person.asks_erasure);
  const staff = people.filter((person) => ["trainer", "observer"].includes(person.role ?? "") && person.id !== you.value.id && !person.program && !person.erased);
  const told = useLookedUp("protection", {}, `${workshop.keep_days} ${people.length}`);
  if (told === "failed") return <p>{t("This could not be looked up. Open the tool again.")}</p>;
  if (!told) return <p>{t("One moment …")}</p>;
  const consents = Object.keys(told.consents ?? {}).length;
  const joined = people.filter((person) => (person.role ?? "participant") === "participant" && person.here_before !== false && !person.erased).length;
  return (
    <section class="protection" aria-label={t("Data protection")}>
      <Kept workshop={workshop} days={told.days} shortest={told.shortest} until={told.until} />
      <h3>{t("Who asks to be erased")}</h3>
      {asking.length ? (
        <ul class="people">
          {asking.map((person) => (
            <ToErase key={person.id} workshop={workshop} person={person} asked={person.asks_erasure} erase={() => erase(person.id)} />
          ))}
        </ul>
      ) : (
        <p class="quiet">{t("Nobody. People ask on the page that says what is kept about them.")}</p>
      )}
      {staff.length > 0 && (
        <details class="tool">
          <summary>{t("Erase a trainer or an observer")}</summary>
          <ul class="people">
            {staff.map((person) => (
              <ToErase key={person.id} workshop={workshop} person={person} erase={() => erase(person.id)} />
            ))}
          </ul>
        </details>
      )}
      <h3>{t("Consent")}</h3>
      <p>{said(workshop.programme.consent) ? tn("{n} of {all} has agreed to the programme's text.", "{n} of {all} have agreed to the programme's text.", consents, { all: joined }) : t("The programme has no text to agree to.")}</p>
      <h3>{t("Who looked")}</h3>
      <Looks workshop={workshop} accesses={told.accesses ?? []} />
      <p>
        <a href={`/w/${workshop.id}/kept?seat=trainer`}>{t("What is kept about you")}</a>
      </p>
      {workshop.people?.[erased] && <EraseDialog workshop={workshop} person={workshop.people[erased]} close={() => erase("")} />}
    </section>
  );
}

function Kept({ workshop, days, shortest, until }: { workshop: Workshop; days: number; shortest: number; until: string }) {
  const [wanted, want] = useState(days || shortest);
  const [limited, limit] = useState(days > 0);
  const left = until ? Math.ceil((Date.parse(until) - Date.now()) / DAY) : 0;
  const keep = (event: Event) => {
    event.preventDefault();
    void ask({ type: "keep-people", keep_days: limited ? wanted : 0 });
  };
  const same = (limited ? wanted : 0) === days;
  return (
    <form onSubmit={keep} key={`${workshop.keep_days}`}>
      <h3>{t("How long people are kept")}</h3>
      {until ? (
        <p class={left <= WARNING_DAYS ? "problem" : ""} role={left <= WARNING_DAYS ? "status" : undefined}>
          {left > 0 ? tn("Until {day}, {n} day from now. Then all are erased, and the results stay nameless.", "Until {day}, {n} days from now. Then all are erased, and the results stay nameless.", left, { day: dayInWords(until) }) : t("Until {day}: now all are erased, and the results stay nameless.", { day: dayInWords(until) })}
        </p>
      ) : (
        <p>{t("Until somebody erases them.")}</p>
      )}
      <p>
        <label class="tick">
          <input type="checkbox" checked={limited} onChange={(event) => limit(event.currentTarget.checked)} /> {t("Erase all by itself")}
        </label>
      </p>
      {limited && (
        <div class="field">
          <label>
            {t("Days after the last day of the training")} <input type="number" min={shortest} max={KEEP_DAYS} required value={wanted} aria-describedby="how-long" onInput={(event) => want(event.currentTarget.valueAsNumber || shortest)} />
          </label>
          <p class="quiet" id="how-long">{shortest > 1 ? t("{least} at least, as check-ins come before; {most} at most.", { least: shortest, most: KEEP_DAYS }) : t("{most} at most.", { most: KEEP_DAYS })}</p>
        </div>
      )}
      {!same && <button class="main">{t("Keep people so long")}</button>}
    </form>
  );
}

function ToErase({ workshop, person, asked, erase }: { workshop: Workshop; person: Person; asked?: number | undefined; erase: () => void }) {
  const name = nameOf(workshop, person.id);
  return (
    <li>
      <span>
        {name} {asked && <small>{new Date(asked).toISOString().slice(0, 10)}</small>}
      </span>
      <button class="danger" aria-label={t("Erase {name} …", { name })} onClick={erase}>
        {t("Erase")}
      </button>
    </li>
  );
}

function Looks({ workshop, accesses }: { workshop: Workshop; accesses: readonly Access[] }) {
  const [all, show] = useState(false);
  if (!accesses.length) return <p class="quiet">{t("Nobody has looked at anything yet that is about one person.")}</p>;
  return (
    <>
      <ul class="looks">
        {accesses.slice(0, all ? accesses.length : SHOWN).map((one) => (
          <li key={`${one.at} ${one.by} ${one.what} ${one.about}`}>
            <small>
              {new Date(one.at).toISOString().slice(0, 10)} {timeOfDay(one.at)}
            </small>{" "}
            {one.by ? nameOf(workshop, one.by) : t("The operator")}: {looked(workshop, one)}
          </li>
        ))}
      </ul>
      {accesses.length > SHOWN && !all && <button onClick={() => show(true)}>{tn("Show all {n}", "Show all {n}", accesses.length)}</button>}
    </>
  );
}

/** What programs read, by the names of the API's operations. */
const readNames = (): Record<string, string> => ({
  view: t("the whole workshop"),
  rooms: t("all rooms with their boards"),
  room: t("a room with its boards"),
  canvases: t("all canvases"),
  questions: t("the questions"),
  people: t("the list of people"),
  changes: t("what happens, as it happens"),
});

function looked(workshop: Workshop, { what, about = "" }: Access): string {
  const name = nameOf(workshop, about.split(":").pop() ?? "");
  switch (what) {
    case "plan":
      return t("opened the canvas of {name}", { name });
    case "plans":
      return t("looked at the plans of all");
    case "history":
      return name ? t("looked at what a cell of {name} said before", { name }) : t("looked at what a cell said before");
    case "personal-link":
      return name ? t("was shown the personal link of {name}", { name }) : t("was given all personal links");
    case "results":
      return about ? t("took results away: {form}", { form: about }) : t("took results away");
    case "snapshot":
      return t("opened a snapshot");
    case "replay":
      return t("looked at the replay");
    case "consents":
      return t("looked at this list");
    case "held":
      return t("took away what is held about themselves");
    case "read":
      return t("read by the API: {what}", { what: readNames()[about] ?? about });
  }
}
