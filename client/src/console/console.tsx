/** The trainer's console: every room at a glance, one room in full, commands for all or for some. */

import { Camera } from "lucide";
import { render } from "preact";
import { useState } from "preact/hooks";
import { useTime } from "../clock.tsx";
import { Late } from "../day.tsx";
import { Icon } from "../icons.tsx";
import { line, start, view, you } from "../live/live.ts";
import type { Workshop } from "../protocol.ts";
import { Help, opened as help } from "../room/help.tsx";
import { Saved } from "../room/saved.tsx";
import { groupName, said } from "../said.ts";
import { standing } from "../standing.ts";
import { dayInWords, loadWordsOfTrainers, t, timeOfDay } from "../words.ts";
import { areMany, Glances } from "./glances.tsx";
import { Commands } from "./commands.tsx";
import { keptUntil } from "./kept_until.ts";
import { Leading } from "./leading.tsx";
import { Keys } from "./keys.tsx";
import { Rail, waysToTools } from "./rail.tsx";
import "./reasons.ts";
import { Entering } from "./on_behalf.tsx";
import { RecordLine, recordOpened } from "./record.tsx";
import { Taking, taking } from "./taking.tsx";
import { Whole } from "./whole.tsx";

const SECOND = 1000;

function Console() {
  const workshop = view.value;
  const [opened, open] = useState("");
  const [chosen, choose] = useState<string[]>([]);
  if (line.value === "gone") return <main class="sheet">{t("You cannot come in by this way any more. Ask a trainer for a new link.")}</main>;
  if (!workshop) return <main class="sheet">{t("One moment …")}</main>;
  document.title = `${said(workshop.programme.title)} · moot`;
  const trains = you.value.role === "trainer";
  const several = Object.keys(workshop.rooms ?? {}).length > 1;
  const toggle = (room: string) => choose(chosen.includes(room) ? chosen.filter((one) => one !== room) : [...chosen, room]);
  const whole = workshop.rooms?.[opened];
  const ways = [
    ...Object.values(workshop.rooms ?? {}).map((room) => ({ name: t("Open the room: {name}", { name: groupName(room) }), go: () => open(room.id) })),
    ...waysToTools(),
    { name: t("Take a snapshot"), key: "s", go: () => void (taking.value = true) },
    { name: t("Open the record"), go: () => void (recordOpened.value = true) },
    { name: t("Keys and settings"), key: "?", go: () => void (help.value = "keys") },
  ];
  return (
    <>
      <a class="skip" href="#main">
        {t("To the rooms")}
      </a>
      <Banner workshop={workshop} trains={trains} />
      <RecordLine workshop={workshop} trains={trains}>
        {trains && <Keys workshop={workshop} chosen={chosen} ways={ways} openRoom={open} />}
      </RecordLine>
      {trains && <SoonErased workshop={workshop} />}
      <div class="console-grid" data-many={areMany(workshop)}>
        <main id="main" tabIndex={-1}>
          {trains && <Commands workshop={workshop} rooms={chosen} />}
          {trains && <Leading workshop={workshop} rooms={chosen} />}
          <Glances workshop={workshop} opened={whole ? opened : ""} open={open} chosen={chosen} choose={trains && several ? toggle : null} />
          {whole && <Whole key={whole.id} workshop={workshop} room={whole} trains={trains} close={() => open("")} />}
        </main>
        <Rail workshop={workshop} chosen={chosen} trains={trains} />
      </div>
      <Taking workshop={workshop} />
      <Entering workshop={workshop} />
      <Saved />
      <Help workshop={workshop} />
    </>
  );
}

/** Two weeks ahead it is said here too, so that results are taken home before. */
function SoonErased({ workshop }: { workshop: Workshop }) {
  const until = keptUntil(workshop);
  const left = until ? Math.ceil((Date.parse(until) - Date.now()) / 86_400_000) : Infinity;
  if (left > 14 || !Object.values(workshop.people ?? {}).some((person) => person.role !== "projector" && !person.program && !person.erased)) return null;
  return (
    <p class="over" role="status">
      {t("All names are erased after {day}, for good. Take home what you need before.", { day: dayInWords(until) })}
    </p>
  );
}

function Banner({ workshop, trains }: { workshop: Workshop; trains: boolean }) {
  const run = Object.values(workshop.rooms ?? {}).find((room) => room.run)?.run;
  const time = useTime(SECOND);
  const session = run && standing(workshop, run, time)?.session;
  return (
    <header class="banner row">
      <h1>
        {said(workshop.programme.title)}
        {session && ` · ${said(session.title)}`}
      </h1>
      <span>
        <time>{timeOfDay(time)}</time>
        {run && <Late workshop={workshop} run={run} time={time} />}
      </span>
      {!trains && <strong>{t("You look on")}</strong>}
      {trains && (
        <button onClick={() => (taking.value = true)}>
          <Icon of={Camera} /> {t("Snapshot")}
        </button>
      )}
      <button class="plain" onClick={() => (help.value = "keys")}>
        {t("Keys and settings")}
      </button>
    </header>
  );
}

await loadWordsOfTrainers();
start();
render(<Console />, document.querySelector("#app") ?? document.body);
