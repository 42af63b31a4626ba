/** The result of a challenge as it builds up: the third place, the second, the first. What is not shown yet is not here. */

import { Result } from "../board/result.tsx";
import type { Wall } from "../board/wall.ts";
import { ballotState, lastBallot } from "../outline.ts";
import type { Section } from "../protocol.ts";
import { sectionName } from "../said.ts";
import { t, tn } from "../words.ts";

export const ALL_PLACES = 3;
const EVERY_IDEA = 60;

export function Places({ wall, section, step }: { wall: Wall; section: Section; step: number }) {
  if (step >= ALL_PLACES) return <Result wall={wall} section={section} most={EVERY_IDEA} />;
  const ballot = lastBallot(wall.board, section.id);
  const result = ballot?.result ?? [];
  const dots = [...new Set(result.map((tally) => tally.dots))];
  const ideasAt = (place: number) => {
    const of = dots[place - 1 - (ALL_PLACES - step)];
    return result.filter((tally) => tally.dots === of);
  };
  return (
    <section class="section" aria-labelledby={`p-${section.id}`}>
      <h3 id={`p-${section.id}`}>{sectionName(wall.board, section)}</h3>
      {ballotState(ballot) !== "closed" ? (
        <p class="quiet">{t("Nothing is counted yet.")}</p>
      ) : (
        <ol class="places">
          {[1, 2, 3].map((place) => (
            <li key={place} data-hidden={place <= ALL_PLACES - step}>
              <span class="place">{t("Place {n}", { n: place })}</span>
              {ideasAt(place).map(({ note, dots: many }) => (
                <p key={note}>
                  {wall.board.notes?.[note]?.text} <strong>{tn("{n} dot", "{n} dots", many)}</strong>
                </p>
              ))}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
