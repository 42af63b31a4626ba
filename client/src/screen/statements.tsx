/** The statements that were made of canvases: whose they are, and what they say. */

import { owned, standing, STATEMENT } from "../canvas/canvas.ts";
import { nameOfOwner } from "../canvas/owner.ts";
import type { Workshop } from "../protocol.ts";
import { t } from "../words.ts";

/** Of groups by their numbers, of people by name. */
export function Statements({ workshop }: { workshop: Workshop }) {
  const number = (owner: string) => workshop.rooms?.[owner]?.number ?? 0;
  const shown = Object.entries(workshop.canvases ?? {}).map(([key, canvas]) => {
    const { activity, owner } = owned(key);
    return { key, canvas, owner, name: nameOfOwner(workshop, activity, owner, number(owner)) };
  });
  if (!shown.length) return <p class="quiet">{t("There are no statements yet.")}</p>;
  shown.sort((one, other) => number(one.owner) - number(other.owner) || one.name.localeCompare(other.name));
  return (
    <>
      {shown.map(({ key, canvas, name }) => (
        <section key={key} class="section stated" aria-label={name}>
          <h3>{name}</h3>
          {standing(canvas).map((row) => (
            <p key={row.id}>{canvas.texts?.[`${row.id}/${STATEMENT}`]?.value}</p>
          ))}
        </section>
      ))}
    </>
  );
}
