/** What forms were answered, and how plans go after the training. */

import { useState } from "preact/hooks";
import { ChartGantt } from "lucide";
import { PlansOfAll } from "../after/cohort.tsx";
import { Dialog } from "../dialog.tsx";
import { Results } from "../forms/results.tsx";
import { Icon } from "../icons.tsx";
import { ask } from "../live/live.ts";
import { activitiesOf } from "../outline.ts";
import type { Workshop } from "../protocol.ts";
import { said } from "../said.ts";
import { t } from "../words.ts";

function Plans({ workshop }: { workshop: Workshop }) {
  const [opened, open] = useState(false);
  return (
    <>
      <p>
        <button aria-haspopup="dialog" onClick={() => open(true)}>
          <Icon of={ChartGantt} /> {t("The plans of all")}
        </button>
      </p>
      {opened && (
        <Dialog title={t("The plans of all")} close={() => open(false)}>
          <PlansOfAll workshop={workshop} />
        </Dialog>
      )}
    </>
  );
}

export function Answers({ workshop }: { workshop: Workshop }) {
  const forms = activitiesOf(workshop).filter((activity) => activity.form);
  const { shown } = workshop;
  return (
    <section class="answers" aria-label={t("Answers")}>
      {forms.map((activity) => {
        const projected = shown?.what === "form" && shown.board === activity.key;
        return (
          <details key={activity.key} open={Boolean(workshop.forms?.[activity.key])}>
            <summary>{said(activity.title)}</summary>
            <p>
              <button aria-pressed={projected} onClick={() => void ask({ type: "show", shown: projected ? { what: "code" } : { what: "form", board: activity.key } })}>
                {t("On the projector: {what}", { what: said(activity.title) })}
              </button>
            </p>
            <Results workshop={workshop} activity={activity} />
          </details>
        );
      })}
      {activitiesOf(workshop).some((activity) => activity.canvas) && <Plans workshop={workshop} />}
    </section>
  );
}
