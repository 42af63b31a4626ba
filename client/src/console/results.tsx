/** The trainer's results: of what, for whom, in which format; what is left out of it; what everyone gets. */

import { useState } from "preact/hooks";
import { useTime } from "../clock.tsx";
import { useLookedUp } from "../looked_up.ts";
import { ask, you } from "../live/live.ts";
import type { LeftOut, Workshop } from "../protocol.ts";
import { groupName, said } from "../said.ts";
import { t, tn } from "../words.ts";
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
          <li key={one.what}>{leftOut(one)}</li>
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

function leftOut({ what, count }: LeftOut): string {
  switch (what) {
    case "private-notes":
      return tn("{n} private note that was not revealed", "{n} private notes that were not revealed", count);
    case "deleted-notes":
      return tn("{n} deleted note", "{n} deleted notes", count);
    case "hidden-notes":
      return tn("{n} note that a trainer hid", "{n} notes that a trainer hid", count);
    case "anonymous-notes":
      return tn("who wrote {n} anonymous note", "who wrote {n} anonymous notes", count);
    case "open-ballots":
      return tn("{n} ballot that is not counted yet", "{n} ballots that are not counted yet", count);
    case "removed-rows":
      return tn("{n} row that was removed", "{n} rows that were removed", count);
    case "unreleased-feedback":
      return tn("{n} piece of feedback that was not shown to its owner yet", "{n} pieces of feedback that were not shown to their owners yet", count);
    case "anonymous-feedback":
      return tn("who gave {n} anonymous piece of feedback", "who gave {n} anonymous pieces of feedback", count);
    case "hidden-questions":
      return tn("{n} hidden question", "{n} hidden questions", count);
    case "anonymous-questions":
      return tn("who asked {n} anonymous question", "who asked {n} anonymous questions", count);
    case "never-came":
      return tn("{n} person on the list who never came", "{n} people on the list who never came", count);
    case "other-rooms":
      return tn("the board of {n} group", "the boards of {n} groups", count);
    case "other-canvases":
      return tn("{n} canvas, which its owner has", "{n} canvases, which their owners have", count);
    case "forms":
      return tn("the answers to {n} form", "the answers to {n} forms", count);
  }
}
