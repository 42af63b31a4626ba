/** The shared texts of a challenge: what it is and why, and how its winner is done. */

import { Star } from "lucide";
import { Icon } from "../icons.tsx";
import { LineageButton } from "../lineage.tsx";
import { Locked } from "../locked.tsx";
import type { Section } from "../protocol.ts";
import { said, sectionName } from "../said.ts";
import { t } from "../words.ts";
import { TextField } from "./text_field.tsx";
import { isLocked, type Wall } from "./wall.ts";

export function DefineFields({ wall, section, off: over = false }: { wall: Wall; section: Section; off?: boolean }) {
  const off = over || isLocked(wall, section.id);
  const place = { room: wall.room, board: wall.key, section: section.id };
  return (
    <section class="section" data-section={section.id} aria-label={sectionName(wall.board, section)}>
      {said(section.fixed) && <h2>{said(section.fixed)}</h2>}
      {isLocked(wall, section.id) && <Locked />}
      <TextField key={`${section.id}/challenge`} place={{ ...place, field: "challenge" }} label={t("The challenge")} off={off} />
      <TextField key={`${section.id}/causes`} place={{ ...place, field: "causes" }} label={t("Its root causes")} hint={t("Ask “why?” until nobody has an answer.")} off={off} />
    </section>
  );
}

export function DetailFields({ wall, section, off: over = false }: { wall: Wall; section: Section; off?: boolean }) {
  const off = over || isLocked(wall, section.id);
  const winner = wall.board.notes?.[wall.board.decisions?.[section.id]?.note ?? ""];
  const fields: Record<string, string> = { what: t("What"), who: t("Who"), "first-step": t("First step"), needed: t("What is needed"), risks: t("Risks") };
  return (
    <section class="section" data-section={section.id} aria-labelledby={`d-${section.id}`}>
      <header>
        <h2 id={`d-${section.id}`}>{sectionName(wall.board, section)}</h2>
        {winner && <LineageButton of={{ room: wall.room, board: wall.key, section: section.id }} name={sectionName(wall.board, section)} />}
      </header>
      {isLocked(wall, section.id) && <Locked />}
      {!winner && <p class="quiet">{t("Nothing was decided here yet.")}</p>}
      {winner && (
        <p class="winner">
          <Icon of={Star} /> {winner.text}
        </p>
      )}
      {winner &&
        Object.entries(fields).map(([field, label]) => <TextField key={`${section.id}/${field}`} place={{ room: wall.room, board: wall.key, section: section.id, field }} label={label} off={off} />)}
    </section>
  );
}
