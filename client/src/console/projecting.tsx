/** What the projector shows, and what it would show before it is sent: chosen here, with a small picture of each. */

import { useEffect, useState } from "preact/hooks";
import { ChevronLeft, ChevronRight, CirclePause, CirclePlay, Presentation } from "lucide";
import { Icon } from "../icons.tsx";
import { ask } from "../live/live.ts";
import { activitiesOf } from "../outline.ts";
import type { Activity, Shown, Workshop } from "../protocol.ts";
import { groupName, said } from "../said.ts";
import { ALL_PLACES } from "../screen/places.tsx";
import { t } from "../words.ts";
import { screens, type What } from "./screens.ts";

type Whole = Required<Shown>;

const STEP_EVERY = 6000;
/** What is of boards: of which group and which activity is asked for it. */
const OF_BOARDS = new Set<What>(["board", "results", "winners", "decisions"]);
const OF_ROOMS = new Set<What>([...OF_BOARDS, "statements"]);
const LONG = new Set<What>([...OF_ROOMS, "form", "questions", "agenda", "days", "presenting", "clock"]);

/** Which activities it may be of. */
const HAS: Partial<Record<What, (activity: Activity) => boolean>> = {
  board: (activity) => !activity.canvas && !activity.form,
  statements: (activity) => Object.keys(activity.canvas?.statement ?? {}).length > 0,
  form: (activity) => Boolean(activity.form),
};

const wholly = ({ what = "code", room = "", board = "", step = ALL_PLACES, page = 0, theme = "dark" }: Shown): Whole => ({ what, room, board, step, page, theme });
const same = (one: Whole, other: Whole): boolean => JSON.stringify(one) === JSON.stringify(other);

export function ProjectorTools({ workshop }: { workshop: Workshop }) {
  const now = wholly(workshop.shown ?? {});
  const [draft, plan] = useState<Whole>(now);
  const choose = (fields: Partial<Whole>) => plan({ ...draft, page: 0, ...fields });
  const send = (shown: Whole) => {
    plan(shown);
    void ask({ type: "show", shown });
  };
  const drafted = (of: Partial<Whole>) => of.what === draft.what && (of.what !== "results" || (of.step === ALL_PLACES) === (draft.step === ALL_PLACES));
  const sent = same(draft, now);
  const has = HAS[OF_BOARDS.has(draft.what) ? "board" : draft.what];
  const activities = has ? activitiesOf(workshop).filter(has) : [];
  return (
    <section aria-label={t("Projector")}>
      <Preview workshop={workshop.id} title={t("On the projector now")} shown={null} />
      {workshop.spotlight ? (
        <p>
          {t("What you show to all has the screen until you end it.")}{" "}
          <button onClick={() => void ask({ type: "end-spotlight" })}>{t("End what is shown to all")}</button>
        </p>
      ) : (
        <Steps now={now} send={send} />
      )}
      <h3>{t("What comes next")}</h3>
      <p class="kinds">
        {screens(workshop).map(({ name, shown }) => (
          <button key={name} aria-pressed={drafted(shown)} onClick={() => choose(shown)}>
            {name}
          </button>
        ))}
      </p>
      {OF_ROOMS.has(draft.what) && (
        <label class="field">
          {t("Of which group")}
          <select value={draft.room} onChange={(event) => choose({ room: event.currentTarget.value })}>
            <option value="">{t("all groups")}</option>
            {Object.values(workshop.rooms ?? {}).map((room) => (
              <option key={room.id} value={room.id}>
                {groupName(room)}
              </option>
            ))}
          </select>
        </label>
      )}
      {activities.length > 0 && (
        <label class="field">
          {t("Of which activity")}
          <select value={draft.board} onChange={(event) => choose({ board: event.currentTarget.value })}>
            {OF_BOARDS.has(draft.what) && <option value="">{t("the one under way, or the last before it")}</option>}
            {draft.what === "statements" && <option value="">{t("all activities")}</option>}
            {activities.map((activity) => (
              <option key={activity.key} value={activity.key}>
                {said(activity.title)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label class="field">
        {t("Dark or light")}
        <select value={draft.theme} onChange={(event) => choose({ theme: event.currentTarget.value as Whole["theme"] })}>
          <option value="dark">{t("dark, for a dim room")}</option>
          <option value="light">{t("light, for a bright room")}</option>
        </select>
      </label>
      {!sent && <Preview workshop={workshop.id} title={t("It would look so")} shown={draft} />}
      <p class="send">
        <button class="main" aria-disabled={sent} onClick={() => !sent && send(draft)}>
          <Icon of={Presentation} /> {sent ? t("This is on the projector") : t("Show this on the projector")}
        </button>
      </p>
      <p>
        <a href={`/w/${workshop.id}/projector`} target="moot-projector">
          {t("Open the projector's page")}
        </a>
      </p>
    </section>
  );
}

/** The places of a result one by one, and the pages of what is long. */
function Steps({ now, send }: { now: Whole; send: (shown: Whole) => void }) {
  const [byItself, run] = useState(false);
  const steps = now.what === "results" && now.step < ALL_PLACES;
  const next = () => send({ ...now, step: now.step + 1 });
  useEffect(() => {
    if (!byItself || !steps) return run(false);
    const timer = setTimeout(next, STEP_EVERY);
    return () => clearTimeout(timer);
  }, [byItself, steps, now.step]);
  return (
    <>
      {now.what === "results" && (
        <p class="row steps">
          <button disabled={now.step <= 0} onClick={() => send({ ...now, step: now.step - 1 })}>
            <Icon of={ChevronLeft} /> {t("One place back")}
          </button>
          <button disabled={!steps} onClick={next}>
            {t("Next place")} <Icon of={ChevronRight} />
          </button>
          <button aria-pressed={byItself} disabled={!steps} onClick={() => run(!byItself)}>
            <Icon of={byItself ? CirclePause : CirclePlay} /> {t("By itself")}
          </button>
        </p>
      )}
      {LONG.has(now.what) && (
        <p class="row steps">
          <button disabled={now.page <= 1} onClick={() => send({ ...now, page: now.page - 1 })}>
            <Icon of={ChevronLeft} /> {t("Page back")}
          </button>
          <button onClick={() => send({ ...now, page: now.page + 1 })}>
            {t("Next page")} <Icon of={ChevronRight} />
          </button>
          <button aria-pressed={now.page === 0} onClick={() => send({ ...now, page: 0 })}>
            {t("Pages turn by themselves")}
          </button>
        </p>
      )}
    </>
  );
}

/** The projector's own page, in small. `shown`: as it would be; null: as it is. */
function Preview({ workshop, title, shown }: { workshop: string; title: string; shown: Whole | null }) {
  const query = shown ? `?${new URLSearchParams(Object.entries(shown).map(([name, value]) => [name, String(value)])).toString()}` : "";
  return (
    <figure class="preview">
      <figcaption>{title}</figcaption>
      <div>
        <iframe key={query} src={`/w/${workshop}/preview${query}`} title={title} tabIndex={-1} scrolling="no" />
      </div>
    </figure>
  );
}
