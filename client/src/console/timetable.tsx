/** Quick changes of the day that slips: when sessions are, what comes after pushed, how long the stages to come take. */

import { useState } from "preact/hooks";
import { LONGEST_STAGE_SECONDS, SHORTEST_STAGE_SECONDS } from "../limits.ts";
import { ask } from "../live/live.ts";
import type { Activity, Day, Run, Session, Stage, Workshop } from "../protocol.ts";
import { said } from "../said.ts";
import { sessionNow } from "../standing.ts";
import { t, tn } from "../words.ts";

const MINUTE = 60;
const MOST_MINUTES = 240;

interface Props {
  readonly workshop: Workshop;
  readonly day: Day;
  readonly run: Run | null | undefined;
  readonly time: number;
}

export function Timetable({ workshop, day, run, time }: Props) {
  const timed = (day.sessions ?? []).filter((session) => session.starts);
  const activities = (day.sessions ?? []).flatMap((session) => session.activities ?? []);
  return (
    <>
      {timed.length > 0 && (
        <details class="tool">
          <summary>{t("Change the times of the day")}</summary>
          <Push key={day.number} sessions={timed} now={sessionNow(day, run, time)} />
          {timed.map((session) => (
            <Times key={`${session.key} ${session.starts} ${session.ends}`} session={session} />
          ))}
        </details>
      )}
      {activities.length > 0 && (
        <details class="tool">
          <summary>{t("Change the lengths of stages to come")}</summary>
          <p class="quiet">{t("A clock that runs goes on as it does.")}</p>
          {activities.map((activity) => (
            <div key={activity.key}>
              <h3>{said(activity.title)}</h3>
              {activity.stages.map((stage) => (
                <Length key={`${stage.key} ${stage.seconds}`} activity={activity} stage={stage} />
              ))}
            </div>
          ))}
        </details>
      )}
      <p>
        <a href={`/w/${workshop.id}/programme`} target="moot-programme">
          {t("Change the programme")}
        </a>
      </p>
    </>
  );
}

/** The rest of the day, by so many minutes. */
function Push({ sessions, now }: { sessions: readonly Session[]; now: Session | undefined }) {
  const [chosen, choose] = useState((sessions.find((session) => session === now) ?? sessions[0])?.key ?? "");
  const [minutes, set] = useState(10);
  const [of, turn] = useState<"start" | "end">("end");
  const push = (event: Event) => {
    event.preventDefault();
    if (minutes) void ask({ type: "push-sessions", session: chosen, minutes, of });
  };
  return (
    <form class="field" onSubmit={push}>
      <label for="push-session">{t("Session")}</label>
      <p>
        <select id="push-session" value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
          {sessions.map((session) => (
            <option key={session.key} value={session.key}>
              {session.starts} {said(session.title)}
            </option>
          ))}
        </select>
      </p>
      <label for="push-of">{t("What changes")}</label>
      <p>
        <select id="push-of" value={of} onChange={(event) => turn(event.currentTarget.value as "start" | "end")}>
          <option value="end">{t("it takes longer, and the rest of the day is later")}</option>
          <option value="start">{t("it and the rest of the day are later")}</option>
        </select>
      </p>
      <p class="row">
        <label>
          {t("Minutes")} <input type="number" min={-MOST_MINUTES} max={MOST_MINUTES} step={1} required value={minutes} onInput={(event) => set(event.currentTarget.valueAsNumber || 0)} />
        </label>
        <button disabled={!minutes}>{minutes < 0 ? tn("{n} minute earlier", "{n} minutes earlier", -minutes) : tn("{n} minute later", "{n} minutes later", minutes)}</button>
      </p>
    </form>
  );
}

function Times({ session }: { session: Session }) {
  const [starts, start] = useState(session.starts ?? "");
  const [ends, end] = useState(session.ends ?? "");
  const title = said(session.title);
  const save = (event: Event) => {
    event.preventDefault();
    void ask({ type: "set-times", session: session.key, starts, ends });
  };
  return (
    <form class="session-times" onSubmit={save} aria-label={title}>
      <span>{title}</span>
      <span class="row">
        <input type="time" required value={starts} aria-label={t("Starts")} onInput={(event) => start(event.currentTarget.value)} />
        <input type="time" required value={ends} aria-label={t("Ends")} onInput={(event) => end(event.currentTarget.value)} />
        {(starts !== session.starts || ends !== session.ends) && <button>{t("Save")}</button>}
      </span>
    </form>
  );
}

function Length({ activity, stage }: { activity: Activity; stage: Stage }) {
  const [minutes, set] = useState(stage.seconds / MINUTE);
  const seconds = Math.round(minutes * MINUTE);
  const title = said(stage.title);
  const save = (event: Event) => {
    event.preventDefault();
    void ask({ type: "set-length", activity: activity.key, stage: stage.key, seconds });
  };
  return (
    <form class="session-times" onSubmit={save} aria-label={title}>
      <span>{stage.per_topic ? t("{stage}, for each challenge", { stage: title }) : title}</span>
      <span class="row">
        <input
          type="number"
          min={SHORTEST_STAGE_SECONDS / MINUTE}
          max={LONGEST_STAGE_SECONDS / MINUTE}
          step="any"
          required
          value={minutes}
          aria-label={t("Minutes")}
          onInput={(event) => set(event.currentTarget.valueAsNumber || 0)}
        />
        {seconds !== stage.seconds && <button>{t("Save")}</button>}
      </span>
    </form>
  );
}
