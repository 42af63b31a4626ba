/** The record: what trainers did, by whom and when; and the way to take it back. Always in sight, live for all who lead or look on. */

import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { History, Undo2 } from "lucide";
import { spoken } from "../board/news.ts";
import { Dialog } from "../dialog.tsx";
import { Icon } from "../icons.tsx";
import { record as keys } from "../live/undo.ts";
import { you } from "../live/live.ts";
import type { Command, Workshop } from "../protocol.ts";
import { t, timeOfDay } from "../words.ts";
import { useForeseen } from "./foreseen.tsx";
import { byWhom, sentence, where } from "./record_said.ts";

/** The whole of it is open. */
export const recordOpened = signal(false);

/** The last command, and the way back from the newest that can be. */
export function RecordLine({ workshop, trains, children }: { workshop: Workshop; trains: boolean; children?: ComponentChildren }) {
  const record = workshop.record ?? [];
  const last = record.at(-1);
  const newest = newestToTakeBack(record);
  const [first, confirmation] = useForeseen(workshop);
  const takeBack = (command: Command) => first(t("Take back: {what}", { what: sentence(workshop, command) }), { type: "take-back", command: command.id });
  useEffect(() => {
    keys.takeBack = (than) => {
      if (!trains || !newest || newest.at < than) return false;
      takeBack(newest);
      return true;
    };
    return () => void (keys.takeBack = null);
  });
  return (
    <section class="record-line row" aria-label={t("Record")}>
      <News workshop={workshop} record={record} />
      {last ? <Line workshop={workshop} command={last} /> : <span class="quiet">{t("Nothing was done yet.")}</span>}
      {trains && newest && (
        <button onClick={() => takeBack(newest)} aria-keyshortcuts="Control+Z">
          <Icon of={Undo2} /> <span class="what">{t("Take back: {what}", { what: sentence(workshop, newest) })}</span>
        </button>
      )}
      {last && (
        <button onClick={() => (recordOpened.value = true)}>
          <Icon of={History} /> {t("Record")}
        </button>
      )}
      {children}
      {recordOpened.value && (
        <Dialog title={t("Record")} close={() => (recordOpened.value = false)}>
          <ol class="record" reversed>
            {[...record].reverse().map((command) => (
              <li key={command.id} data-back={Boolean(command.taken_back_at)}>
                <Line workshop={workshop} command={command} />
                {trains && canBeTakenBack(command) && (
                  <button onClick={() => takeBack(command)} aria-label={t("Take back: {what}", { what: `${timeOfDay(command.at)} ${sentence(workshop, command)}` })}>
                    {t("Take back")}
                  </button>
                )}
              </li>
            ))}
          </ol>
        </Dialog>
      )}
      {confirmation}
    </section>
  );
}

const canBeTakenBack = (command: Command): boolean => !command.taken_back_at && !command.lasting;

/** What `↶` and Ctrl+Z take back. */
export const newestToTakeBack = (record: readonly Command[]): Command | undefined => record.findLast(canBeTakenBack);

function Line({ workshop, command }: { workshop: Workshop; command: Command }) {
  const place = where(workshop, command);
  return (
    <span>
      <time>{timeOfDay(command.at)}</time> {byWhom(workshop, command.by)}: <span class="what">{sentence(workshop, command)}</span>
      {place && ` · ${place}`}
      {command.taken_back_at ? <small> {t("taken back by {name} at {time}", { name: byWhom(workshop, command.taken_back_by ?? ""), time: timeOfDay(command.taken_back_at) })}</small> : null}
    </span>
  );
}

/** What others who lead do, read aloud as it happens. */
function News({ workshop, record }: { workshop: Workshop; record: readonly Command[] }) {
  const heard = useRef<readonly Command[] | null>(null);
  const [said, say] = useState("");
  useEffect(() => {
    const before = heard.current;
    heard.current = record;
    if (!before || before === record || spoken.value === "off") return;
    const done = record.findLast((one) => one.by !== you.value.id && one.id > (before.at(-1)?.id ?? 0));
    const back = record.find((one) => one.taken_back_at && one.taken_back_by !== you.value.id && before.some((old) => old.id === one.id && !old.taken_back_at));
    if (back) say(t("{name} took back: {what}", { name: byWhom(workshop, back.taken_back_by ?? ""), what: sentence(workshop, back) }));
    else if (done) say(t("{name}: {what}", { name: byWhom(workshop, done.by), what: sentence(workshop, done) }));
  }, [record]);
  return (
    <span class="unseen" role="status">
      {said}
    </span>
  );
}
