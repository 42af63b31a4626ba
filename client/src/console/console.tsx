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
import { said } from "../said.ts";
import { standing } from "../standing.ts";
import { loadWordsOfTrainers, t, timeOfDay } from "../words.ts";
import { areMany, Glances } from "./glances.tsx";
import { Commands } from "./commands.tsx";
import { Leading } from "./leading.tsx";
import { Rail } from "./rail.tsx";
import { RecordLine } from "./record.tsx";
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
  return (
    <>
      <a class="skip" href="#main">
        {t("To the rooms")}
      </a>
      <Banner workshop={workshop} trains={trains} />
      <RecordLine workshop={workshop} trains={trains} />
      <div class="console-grid" data-many={areMany(workshop)}>
        <main id="main" tabIndex={-1}>
          {trains && <Commands workshop={workshop} rooms={chosen} />}
          {trains && <Leading workshop={workshop} rooms={chosen} />}
          <Glances workshop={workshop} opened={whole ? opened : ""} open={open} chosen={chosen} choose={trains && several ? toggle : null} />
          {whole && <Whole key={whole.id} workshop={workshop} room={whole} trains={trains} />}
        </main>
        <Rail workshop={workshop} chosen={chosen} trains={trains} />
      </div>
      <Taking workshop={workshop} />
      <Saved />
      <Help workshop={workshop} />
    </>
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
