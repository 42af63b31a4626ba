/** The participant's room. */

import { render } from "preact";
import { news } from "../board/news.ts";
import { isDue } from "../after/due.ts";
import { checkIns, results } from "./agenda.tsx";
import type { FromTrainer } from "../from_trainer.tsx";
import { lazy } from "../lazy.tsx";
import { eyes } from "../live/eyes.ts";
import { line, now, queue, start, view } from "../live/live.ts";
import { runState, stageOf } from "../outline.ts";
import type { Workshop } from "../protocol.ts";
import { narrow } from "../preference.ts";
import { groupName, said } from "../said.ts";
import { t } from "../words.ts";
import { Agenda } from "./agenda.tsx";
import { Banner, Instruction } from "./banner.tsx";
import { Help } from "./help.tsx";
import type { Missed } from "./missed.tsx";
import { Refusals, Saved } from "./saved.tsx";
import type { ThroughEyes } from "./through_eyes.tsx";
import { Work } from "./work.tsx";

const fromTrainer = lazy<Parameters<typeof FromTrainer>[0]>(async () => (await import("../from_trainer.tsx")).FromTrainer, "");
const missed = lazy<Parameters<typeof Missed>[0]>(async () => (await import("./missed.tsx")).Missed, "");

const looking = lazy<Parameters<typeof ThroughEyes>[0]>(async () => (await import("./through_eyes.tsx")).ThroughEyes, "");
const isShared = document.body.dataset["shared"] === "true";

function Page() {
  const workshop = view.value;
  if (line.value === "gone") return <Gone />;
  if (!workshop) return <main class="sheet">{t("One moment …")}</main>;
  const room = Object.values(workshop.rooms ?? {})[0];
  if (!room) return <main class="sheet">{t("You are in. The groups are being made.")}</main>;
  const stage = room.run ? stageOf(workshop, room.run.activity, room.run.stage) : undefined;
  document.title = `${stage ? said(stage.title) : said(workshop.programme.title)} · ${groupName(room)}`;
  return (
    <>
      <a class="skip" href="#main">
        {t("To the board")}
      </a>
      <Banner workshop={workshop} room={room} stage={stage} />
      {(isShared || workshop.call || workshop.spotlight || room.by_itself) && <fromTrainer.Part workshop={workshop} closes shared={isShared} />}
      <main id="main" tabIndex={-1}>
        {!eyes && <missed.Part workshop={workshop} room={room} />}
        {!stage || !room.run || runState(room.run) === "over" ? <AfterTraining workshop={workshop} agenda={!stage} /> : null}
        {stage && narrow.value && <Instruction stage={stage} isPrivate={Boolean(stage.private) && !room.run?.revealed} />}
        {stage && room.run ? <Work workshop={workshop} room={room} run={room.run} stage={stage} /> : <Agenda workshop={workshop} room={room} />}
      </main>
      {!eyes && <Saved />}
      <Help workshop={workshop} />
      <p class="unseen" role="status">
        {news.value}
      </p>
    </>
  );
}

/** By one's personal link, weeks later: how one's plan goes comes first. The agenda, where it is on the page, has the results. */
function AfterTraining({ workshop, agenda }: { workshop: Workshop; agenda: boolean }) {
  if (!isDue(workshop, now())) return null;
  return (
    <>
      <checkIns.Part workshop={workshop} now={now()} />
      {!agenda && (
        <div class="sheet">
          <results.Part workshop={workshop} />
        </div>
      )}
    </>
  );
}

/** The badge is void: what was not sent is shown, so that it can be copied. */
function Gone() {
  const texts = queue.value.flatMap(({ request }) => ("text" in request ? [request.text] : []));
  return (
    <main class="sheet">
      <h1>moot</h1>
      <p>{t("You cannot come in by this way any more. Ask a trainer for a new link.")}</p>
      {texts.length > 0 && <p>{t("This was not sent:")}</p>}
      <ul>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <Refusals />
      <p>
        <a class="alone" href={isShared ? `/w/${document.body.dataset["workshop"]}/turn` : "/"}>{isShared ? t("Who writes now?") : t("Join a workshop")}</a>
      </p>
    </main>
  );
}

start();
render(eyes ? <looking.Part page={Page} /> : <Page />, document.querySelector("#app") ?? document.body);
