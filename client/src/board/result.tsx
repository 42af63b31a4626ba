/** What a ballot gave, as bars; ties shown as ties; and what was decided, by which rule and why. */

import { Scale, Star } from "lucide";
import { Bar } from "../bar.tsx";
import { Icon } from "../icons.tsx";
import { LineageButton } from "../lineage.tsx";
import { you } from "../live/live.ts";
import { ballotState, itemsOf, lastBallot, topOf } from "../outline.ts";
import type { Ballot, Section } from "../protocol.ts";
import { sectionName } from "../said.ts";
import { t, tn } from "../words.ts";
import type { Wall } from "./wall.ts";

/** Of a challenge without ideas no ballot is opened. */
export const nothingToVoteOn = (): string => t("No idea was written here: there is nothing to vote on.");

interface Props {
  readonly wall: Wall;
  readonly section: Section;
  /** What a trainer can do with an idea of the ballot. */
  readonly tools?: (ballot: Ballot, note: string) => preact.ComponentChildren;
  readonly below?: preact.ComponentChildren;
  /** How many of the first ideas are shown; the rest behind a click. */
  readonly most?: number;
}

export function Result({ wall, section, tools, below, most = 6 }: Props) {
  const ballot = lastBallot(wall.board, section.id);
  const decision = wall.board.decisions?.[section.id];
  const result = ballotState(ballot) === "closed" ? (ballot?.result ?? []) : [];
  const highest = Math.max(1, result[0]?.dots ?? 1);
  const tied = ballot && !decision ? topOf(ballot) : [];
  const row = ({ note, dots }: (typeof result)[number]) => {
    const text = wall.board.notes?.[note]?.text ?? "";
    const won = decision?.note === note;
    return (
      <li key={note} data-winner={won} data-tied={tied.length > 1 && tied.includes(note)}>
        <p>
          {won && <Icon of={Star} />} {text}
        </p>
        <p class="bar">
          <Bar value={dots} most={highest} label={tn("{n} dot", "{n} dots", dots)} /> <strong>{tn("{n} dot", "{n} dots", dots)}</strong>
        </p>
        {ballot && tools?.(ballot, note)}
      </li>
    );
  };
  return (
    <section class="section" data-section={section.id} aria-labelledby={`r-${section.id}`}>
      <header>
        <h2 id={`r-${section.id}`}>{sectionName(wall.board, section)}</h2>
        {decision && you.value.role !== "projector" && <LineageButton of={{ room: wall.room, board: wall.key, section: section.id }} name={sectionName(wall.board, section)} />}
      </header>
      {result.length === 0 && <p class="quiet">{!ballot && !itemsOf(wall.board, section.id).length ? nothingToVoteOn() : ballotState(ballot) === "open" && (ballot?.round ?? 1) > 1 ? t("A run-off is under way between: {ideas}", { ideas: (ballot?.notes ?? []).map((note) => wall.board.notes?.[note]?.text ?? "").join(" · ") }) : t("Nothing is counted yet.")}</p>}
      {tied.length > 1 && (
        <p class="tie">
          <Icon of={Scale} /> {tn("{n} idea is tied", "{n} ideas are tied", tied.length)}
        </p>
      )}
      {(ballot?.round ?? 1) > 1 && result.length > 0 && <p class="quiet">{t("The result of the run-off.")}</p>}
      <ol class="result">{result.slice(0, most).map(row)}</ol>
      {result.length > most && (
        <details>
          <summary>{tn("{n} more idea", "{n} more ideas", result.length - most)}</summary>
          <ol class="result" start={most + 1}>
            {result.slice(most).map(row)}
          </ol>
        </details>
      )}
      {decision && (
        <p class="decision">
          {decision.rule === "most-dots" ? t("Most dots.") : decision.rule === "run-off" ? t("Won the run-off.") : t("The trainer's choice.")} {decision.reason && <q>{decision.reason}</q>}
        </p>
      )}
      {below}
    </section>
  );
}
