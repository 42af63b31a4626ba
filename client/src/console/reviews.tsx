/** Who gives feedback to whom: dealt evenly, dealt anew when somebody left, shown when the trainer says so. */

import { useState } from "preact/hooks";
import { Check, Eye, Users } from "lucide";
import { Icon } from "../icons.tsx";
import { REVIEWS_EACH } from "../limits.ts";
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
  const givers = Object.keys(reviews);
  const owners = [...new Set(Object.values(reviews).flat())].map((owner) => {
    const { gave = 0, givers: asked = 0 } = glances.find((one) => one.canvas === `${activity}:${owner}`) ?? {};
    const by = givers.filter((giver) => reviews[giver]?.includes(owner)).map((giver) => nameOf(workshop, giver));
    return { owner, by, gave, asked, name: nameOf(workshop, owner) };
  });
  const left = givers.filter((giver) => workshop.people?.[giver]?.removed).length;
  const done = owners.filter(({ gave, asked }) => gave >= asked).length;
  const assign = givers.length ? t("Assign anew") : t("Assign");
  return (
    <section class="commands leading" aria-label={t("Feedback")}>
      <h2>{t("Feedback for each other")}</h2>
      <p class="row">
        <label>
          {t("Each gives feedback to")} <input type="number" min={1} max={REVIEWS_EACH} value={each} onInput={(event) => set(event.currentTarget.valueAsNumber || 1)} />
        </label>
        <button class={givers.length ? "" : "main"} onClick={() => first(assign, { type: "assign-reviews", activity, each })}>
          <Icon of={Users} /> {assign}
        </button>
        {stage.private && (
          <button onClick={() => first(t("Show the feedback"), { type: "release-feedback", activity })}>
            <Icon of={Eye} /> {t("Show the feedback")}
          </button>
        )}
        {owners.length > 0 && <span role="status">{t("{done} of {people} have got all of it", { done, people: owners.length })}</span>}
      </p>
      {left > 0 && <p class="problem">{tn("{n} person has left: assign anew, and others take their place.", "{n} people have left: assign anew, and others take their place.", left)}</p>}
      {owners.length > 0 && (
        <details>
          <summary>{t("Who gives feedback to whom")}</summary>
          <p class="quiet">{t("Which of them has given is not told: some of it is without a name.")}</p>
          <ul class="order">
            {owners
              .sort((one, other) => one.name.localeCompare(other.name))
              .map(({ owner, by, gave, asked, name }) => (
                <li key={owner}>
                  <span>
                    <strong>{name}</strong> ← {by.join(", ")}
                  </span>
                  <span class="quiet">
                    {gave >= asked && <Icon of={Check} />} {t("{done} of {of} given", { done: gave, of: asked })}
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
