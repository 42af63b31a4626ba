/** Who presents, in which order and for how long. */

import { useState } from "preact/hooks";
import { ArrowDown, ArrowUp, Presentation, Shuffle, SkipForward, Square, X } from "lucide";
import { planOf } from "../canvas/canvas.ts";
import { nameOfOwner } from "../canvas/owner.ts";
import { Clock } from "../clock.tsx";
import { Icon } from "../icons.tsx";
import { ask, presence } from "../live/live.ts";
import type { Stage, Workshop } from "../protocol.ts";
import { groupName } from "../said.ts";
import { t } from "../words.ts";

const SHORTEST = 30;
const STEP = 15;
const LONGEST = 3600;

interface Props {
  readonly workshop: Workshop;
  /** Where; to all if empty. */
  readonly room: string;
  readonly activity: string;
  /** The one under way, if people present in it. */
  readonly stage: Stage | undefined;
}

export function PresentingTools({ workshop, room, activity, stage }: Props) {
  const presenting = workshop.presenting?.[room];
  const everybody = ownersIn(workshop, activity, room);
  const [seconds, last] = useState(() => share(stage?.seconds ?? 0, everybody.length));
  const order = presenting?.order ?? [];
  const name = (owner: string) => nameOfOwner(workshop, activity, owner, order.indexOf(owner) + 1);
  const now = presenting?.now ?? "";
  const next = order[order.indexOf(now) + 1];
  const arrange = (people: readonly string[]) => void ask({ type: "arrange-presenting", activity, room, order: [...people] });
  const present = (person: string) => void ask({ type: "present", person, room, seconds: person ? seconds : 0 });
  const where = workshop.rooms?.[room];
  const shown = workshop.shown?.what === "presenting";
  const missing = everybody.filter((owner) => !order.includes(owner));
  return (
    <section class="commands leading" aria-label={t("Presenting")}>
      <h2>{where ? t("Presenting in {group}", { group: groupName(where) }) : t("Presenting to all")}</h2>
      {!presenting && (
        <p class="row">
          <button onClick={() => arrange(everybody)}>{t("Arrange by name")}</button>
          <button onClick={() => arrange(shuffled(everybody))}>
            <Icon of={Shuffle} /> {t("Arrange at random")}
          </button>
        </p>
      )}
      {presenting && (
        <>
          <div class="row">
            <strong role="status">{now ? t("{name} presents now.", { name: name(now) }) : t("Nobody presents now.")}</strong>
            {Boolean(presenting.ends) && <Clock run={{ activity, stage: "", started: 0, ends: presenting.ends ?? 0 }} />}
            {next && (
              <button class="main" onClick={() => present(next)}>
                <Icon of={SkipForward} /> {t("Next: {names}", { names: name(next) })}
              </button>
            )}
            {now && (
              <button onClick={() => present("")}>
                <Icon of={Square} /> {t("Nobody for now")}
              </button>
            )}
            <label>
              {t("Seconds each")} <input type="number" min={0} max={LONGEST} step={STEP} value={seconds} onInput={(event) => last(clamp(event.currentTarget.valueAsNumber || 0))} />
            </label>
            {!room && (
              <button aria-pressed={shown} onClick={() => void ask({ type: "show", shown: { what: shown ? "code" : "presenting" } })}>
                <Icon of={Presentation} /> {t("On the projector")}
              </button>
            )}
            <button onClick={() => arrange([])}>{t("End the presenting")}</button>
          </div>
          <Order name={name} order={order} now={now} arrange={arrange} present={present} />
          {missing.length > 0 && (
            <p class="row">
              {missing.map((owner) => (
                <button key={owner} onClick={() => arrange([...order, owner])}>
                  {t("Add {name}", { name: name(owner) })}
                </button>
              ))}
            </p>
          )}
        </>
      )}
    </section>
  );
}

interface OrderProps {
  readonly name: (owner: string) => string;
  readonly order: readonly string[];
  readonly now: string;
  readonly arrange: (order: readonly string[]) => void;
  readonly present: (person: string) => void;
}

function Order({ name: nameOf, order, now, arrange, present }: OrderProps) {
  const here = new Set(Object.values(presence.value).flatMap((room) => [...room.here, room.room]));
  const move = (at: number, by: number) => {
    const others = order.filter((_one, index) => index !== at);
    arrange([...others.slice(0, at + by), order[at] ?? "", ...others.slice(at + by)]);
  };
  return (
    <details open={!now}>
      <summary>{t("The order")}</summary>
      <ol class="order">
        {order.map((person, at) => {
          const name = nameOf(person);
          return (
            <li key={person} aria-current={person === now ? "step" : undefined}>
              <span>
                {name} {!here.has(person) && <small class="quiet">{t("away")}</small>}
              </span>
              <span class="row">
                <button class="plain" disabled={!at} aria-label={t("{name}: earlier", { name })} onClick={() => move(at, -1)}>
                  <Icon of={ArrowUp} />
                </button>
                <button class="plain" disabled={at === order.length - 1} aria-label={t("{name}: later", { name })} onClick={() => move(at, 1)}>
                  <Icon of={ArrowDown} />
                </button>
                <button class="plain" disabled={order.length === 1} aria-label={t("{name}: does not present", { name })} onClick={() => arrange(order.filter((one) => one !== person))}>
                  <Icon of={X} />
                </button>
                <button disabled={person === now} aria-label={t("{name} presents", { name })} onClick={() => present(person)}>
                  {t("Now")}
                </button>
              </span>
            </li>
          );
        })}
      </ol>
    </details>
  );
}

/** Whoever has a canvas of their own there: people by name, or groups by number. */
function ownersIn(workshop: Workshop, activity: string, room: string): string[] {
  const rooms = Object.values(workshop.rooms ?? {}).sort((one, other) => one.number - other.number);
  if (planOf(workshop, activity)?.scope === "group") return rooms.map((one) => one.id).filter((one) => !room || one === room);
  const people = Object.values(workshop.people ?? {}).filter((person) => (person.role ?? "participant") === "participant" && !person.removed && person.here_before !== false);
  const there = people.filter((person) => !room || person.room === room);
  return there.sort((one, other) => one.name.localeCompare(other.name)).map((person) => person.id);
}

/** The time of a stage, shared out: full quarter minutes. */
const share = (seconds: number, people: number): number => Math.max(SHORTEST, Math.floor(seconds / Math.max(1, people) / STEP) * STEP);

const clamp = (seconds: number): number => Math.max(0, Math.min(LONGEST, seconds));

function shuffled<T>(all: readonly T[]): T[] {
  const keyed = all.map((one) => ({ one, key: Math.random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ one }) => one);
}
