/** The trainer's results: of what, for whom, in which format; what is left out of it; what everyone gets. */

import { useState } from "preact/hooks";
import { useTime } from "../clock.tsx";
import { useLookedUp } from "../looked_up.ts";
import { ask, you } from "../live/live.ts";
import type { Workshop } from "../protocol.ts";
import { groupName, said } from "../said.ts";
import { t } from "../words.ts";
import { Formats, type Key } from "../results/formats.tsx";
import { PARTS, type Part } from "../results/parts.ts";

const AGAIN_MS = 15_000;
const KEYS: readonly Key[] = ["pdf", "html", "docx", "xlsx", "csv", "markdown", "json", "png", "svg", "ics"];

export function Results({ workshop }: { workshop: Workshop }) {
  const [about, choose] = useState("training:");
  const [reader, read] = useState("trainers");
  const [scope = "", which = ""] = about.split(":");
  const of = { scope, which, for: scope === "person" ? "trainers" : reader };
  return (
    <section class="results" aria-label={t("Results")}>
      <p>
        <label for="results-of">{t("Of")}</label> <About workshop={workshop} about={about} choose={choose} />
      </p>
      <fieldset>
        <legend>{t("For whom")}</legend>
        <label>
          <input type="radio" name="reader" checked={of.for === "trainers"} onChange={() => read("trainers")} /> {t("for trainers: all that trainers see, with organisations and countries")}
        </label>
        <label>
          <input type="radio" name="reader" disabled={scope === "person"} checked={of.for === "everyone"} onChange={() => read("everyone")} /> {t("for everyone: the questions, and what you give to all")}
        </label>
      </fieldset>
      <NotInIt of={of} />
      <Formats of={of} keys={KEYS} />
      {you.value.role === "trainer" && <ForEveryone workshop={workshop} />}
    </section>
  );
}

function About({ workshop, about, choose }: { workshop: Workshop; about: string; choose: (about: string) => void }) {
  const rooms = Object.values(workshop.rooms ?? {}).sort((one, other) => one.number - other.number);
  const people = Object.values(workshop.people ?? {}).filter((person) => (person.role ?? "participant") === "participant" && person.here_before !== false);
  people.sort((one, other) => one.name.localeCompare(other.name));
  return (
    <select id="results-of" value={about} onChange={(event) => choose(event.currentTarget.value)}>
      <option value="training:">{t("the whole training")}</option>
      <optgroup label={t("Days")}>
        {(workshop.programme.days ?? []).map((day) => (
          <option key={day.number} value={`day:${day.number}`}>
            {t("Day {number}", { number: day.number })}: {said(day.title)}
          </option>
        ))}
      </optgroup>
      <optgroup label={t("Groups")}>
        {rooms.map((room) => (
          <option key={room.id} value={`room:${room.id}`}>
            {groupName(room)}
          </option>
        ))}
      </optgroup>
      {people.length > 0 && (
        <optgroup label={t("People")}>
          {people.map((person) => (
            <option key={person.id} value={`person:${person.id}`}>
              {person.name}
              {person.double ? ` (${person.double})` : ""}
            </option>
          ))}
        </optgroup>
      )}
    </select>
  );
}

/** Looked up now and then: it may change with whatever happens. */
function NotInIt({ of }: { of: Readonly<Record<string, string>> }) {
  const left = useLookedUp("results/left-out", of, useTime(AGAIN_MS));
  if (left === "failed") return <p>{t("What is left out could not be looked up.")}</p>;
  if (!left) return <p>{t("One moment …")}</p>;
  if (!left.length) return <p>{t("Nothing is left out.")}</p>;
  return (
    <details open>
      <summary>{t("What is left out")}</summary>
      <ul>
        {left.map((one) => (
          <li key={one.what}>{one.says}</li>
        ))}
      </ul>
    </details>
  );
}

function ForEveryone({ workshop }: { workshop: Workshop }) {
  const shared = workshop.shared ?? [];
  const share = (part: Part, on: boolean) => void ask({ type: "share-results", parts: on ? [...shared, part] : shared.filter((one) => one !== part) });
  return (
    <fieldset>
      <legend>{t("What everyone gets")}</legend>
      <p class="quiet">{t("Each can take their own and their group’s results on their page, and the questions. Besides, you give them:")}</p>
      {Object.entries(PARTS()).map(([part, words]) => (
        <label key={part}>
          <input type="checkbox" checked={shared.includes(part as Part)} onChange={(event) => share(part as Part, event.currentTarget.checked)} /> {words}
        </label>
      ))}
    </fieldset>
  );
}
