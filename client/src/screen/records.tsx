/** Decision records: what won, by which rule and how many dots, why, who decided it and when. */

import { Star } from "lucide";
import type { Wall } from "../board/wall.ts";
import { Icon } from "../icons.tsx";
import type { Section } from "../protocol.ts";
import { nameOf, sectionName } from "../said.ts";
import { momentInWords, t, tn } from "../words.ts";

export function DecisionRecord({ wall, section }: { wall: Wall; section: Section }) {
  const decision = wall.board.decisions?.[section.id];
  if (!decision) return null;
  const dots = decision.result.find((tally) => tally.note === decision.note)?.dots ?? 0;
  const round = wall.board.ballots?.[decision.ballot]?.round ?? 1;
  const rules = { "most-dots": t("Most dots."), "run-off": t("Won the run-off."), trainer: t("The trainer's choice.") };
  return (
    <section class="section record" aria-labelledby={`d-${section.id}`}>
      <h3 id={`d-${section.id}`}>{sectionName(wall.board, section)}</h3>
      <p class="winner">
        <Icon of={Star} /> {wall.board.notes?.[decision.note]?.text}
      </p>
      <p>
        {rules[decision.rule]} {tn("{n} dot", "{n} dots", dots)}. {round > 1 && t("After round {n}.", { n: round })}
      </p>
      {decision.reason && (
        <p>
          <q>{decision.reason}</q>
        </p>
      )}
      <p class="quiet">
        {nameOf(wall.workshop, decision.by)}, {momentInWords(decision.at)}
      </p>
    </section>
  );
}
