/** Who gives feedback to whom: dealt evenly, dealt anew when somebody left, shown when the trainer says so. */

import { useState } from "preact/hooks";
import { Check, Eye, Users } from "lucide";
import { Icon } from "../icons.tsx";
import { overview } from "../live/live.ts";
import type { Stage, Workshop } from "../protocol.ts";
import { nameOf } from "../said.ts";
import { t, tn } from "../words.ts";
import { useForeseen } from "./foreseen.tsx";

export function ReviewTools({ workshop, activity, stage }: { workshop: Workshop; activity: string; stage: Stage }) {
  const [each, set] = useState(stage.each ?? 2);
  const [first, confirmation] = useForeseen(workshop);
  const reviews = workshop.reviews?.[activity] ?? {};
  const glances = overview.value.flatMap((room) => room.canvases ?? []);
  const rows = Object.entries(reviews).map(([giver, owners]) => {
    const gave = glances.find((one) => one.canvas === `${activity}:${giver}`)?.gave ?? 0;
    return { giver, owners, gave, name: nameOf(workshop, giver) };
  });
  const left = rows.filter(({ giver }) => workshop.people?.[giver]?.removed).length;
  const done = rows.filter(({ owners, gave }) => gave >= owners.length).length;
  const assign = rows.length ? t("Assign anew") : t("Assign");
  return (
    <section class="commands leading" aria-label={t("Feedback")}>
      <h2>{t("Feedback for each other")}</h2>
      <p class="row">
        <label>
          {t("Each gives feedback to")} <input type="number" min={1} max={6} value={each} onInput={(event) => set(event.currentTarget.valueAsNumber || 1)} />
        </label>
        <button class={rows.length ? "" : "main"} onClick={() => first(assign, { type: "assign-reviews", activity, each })}>
          <Icon of={Users} /> {assign}
        </button>
        {stage.private && (
          <button onClick={() => first(t("Show the feedback"), { type: "release-feedback", activity })}>
            <Icon of={Eye} /> {t("Show the feedback")}
          </button>
        )}
        {rows.length > 0 && <span role="status">{t("{done} of {people} have given all of it", { done, people: rows.length })}</span>}
      </p>
      {left > 0 && <p class="problem">{tn("{n} person has left: assign anew, and others take their place.", "{n} people have left: assign anew, and others take their place.", left)}</p>}
      {rows.length > 0 && (
        <details>
          <summary>{t("Who gives feedback to whom")}</summary>
          <ul class="order">
            {rows
              .sort((one, other) => one.name.localeCompare(other.name))
              .map(({ giver, owners, gave, name }) => (
                <li key={giver}>
                  <span>
                    <strong>{name}</strong> → {owners.map((owner) => nameOf(workshop, owner)).join(", ")}
                  </span>
                  <span class="quiet">
                    {gave >= owners.length && <Icon of={Check} />} {t("{done} of {of} given", { done: gave, of: owners.length })}
                  </span>
                </li>
              ))}
          </ul>
        </details>
      )}
      {confirmation}
    </section>
  );
}
