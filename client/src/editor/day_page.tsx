/** A day: its date and goals, and its sessions on a line of time and as a list. */

import { t } from "../words.ts";
import { DayLine } from "./day_line.tsx";
import { partsIn, textIn, type Path } from "./document.ts";
import { draft, valueAt } from "./draft.ts";
import { Amount, Choose, Line, More, Words } from "./fields.tsx";
import { AddPart, Parts, WordList } from "./lists.tsx";
import { newSession } from "./shapes.ts";
import { roomFor, spansOf } from "./times.ts";

export function DayPage({ path }: { path: Path }) {
  const sessions = partsIn(valueAt(path), "session");
  const timed = spansOf(sessions).length > 0;
  return (
    <>
      <Words path={[...path, "title"]} label={t("Title of the day")} most={120} />
      <div class="row times">
        <Line path={[...path, "date"]} label={t("Date")} type="date" />
        <Choose path={[...path, "mode"]} label={t("How people meet")} otherwise="in-person" options={{ "in-person": t("in person"), virtual: t("by video"), hybrid: t("both") }} />
      </div>
      <DayLine path={path} />
      <Parts path={[...path, "session"]} title={t("Sessions")} most={40} more={(session) => [textIn(session, "starts"), textIn(session, "ends")].filter(Boolean).join("–")}>
        <AddPart path={[...path, "session"]} part={() => newSession(draft.value ?? {}, timed || !sessions.length ? roomFor(sessions, sessions.length) : {})} label={t("Add a session")} />
      </Parts>
      <WordList path={[...path, "goals"]} title={t("Goals")} most={12} letters={200} name={(number) => t("Goal {number}", { number })} />
      <More title={t("More")}>
        <Line path={[...path, "meeting"]} label={t("Video call of all")} type="url" most={500} placeholder="https://" />
        <Amount path={[...path, "number"]} label={t("Number of the day")} least={1} most={366} otherwise={Number(path.at(-1)) + 1} />
      </More>
    </>
  );
}
