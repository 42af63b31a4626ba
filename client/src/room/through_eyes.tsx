/** A room as all in it see it, for who trains: a banner says so, and nothing can be pressed. */

import type { ComponentType } from "preact";
import { Eye } from "lucide";
import { Icon } from "../icons.tsx";
import { eyes } from "../live/eyes.ts";
import { view } from "../live/live.ts";
import { groupName } from "../said.ts";
import { t } from "../words.ts";

export function ThroughEyes({ page: Page }: { page: ComponentType }) {
  const room = view.value?.rooms?.[eyes?.room ?? ""];
  return (
    <>
      <p class="eyes" role="note">
        <span>
          <Icon of={Eye} /> <strong>{room ? t("You see what {group} sees.", { group: groupName(room) }) : t("There is no such group.")}</strong>{" "}
          {t("What is each person's own, as private notes and dots, is left out; nobody sees you.")}
        </span>
        <a href={`/w/${document.body.dataset.workshop}/console`}>{t("Back to the console")}</a>
      </p>
      <fieldset disabled class="through-eyes">{room && <Page />}</fieldset>
    </>
  );
}
