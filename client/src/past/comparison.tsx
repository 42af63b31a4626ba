/** Two pictures of the training beside each other: a snapshot and how it is now, or another one. */

import { render } from "preact";
import { useRef, useState } from "preact/hooks";
import { GitCompareArrows } from "lucide";
import { keyOf, owned } from "../canvas/canvas.ts";
import { nameOfOwner } from "../canvas/owner.ts";
import { Icon } from "../icons.tsx";
import { activitiesOf } from "../outline.ts";
import type { Comparison, Counts, Workshop } from "../protocol.ts";
import { groupName, said } from "../said.ts";
import { dayInWords, number, t, timeOfDay, tn } from "../words.ts";
import { useAsked } from "./asked.ts";
import type { Brings } from "./bring_back.tsx";
import { ComparedBoard } from "./compared_board.tsx";
import { ComparedCanvas } from "./compared_canvas.tsx";
import { newestFirst, snapshotName } from "./snapshots.ts";

const { seat } = document.body.dataset;
const asked = new URLSearchParams(location.search);

/** What is compared in full: a board of a room, or somebody's canvas. */
interface Part {
  readonly room: string;
  readonly board: string;
  readonly canvas: string;
}

interface Choice extends Part {
  /** Of a canvas: whose, and of which activity. */
  readonly owner?: string;
  readonly of?: string;
  readonly name: string;
  readonly differs: number;
}

/** More canvases of one activity are chosen from a list. */
const FEW = 6;

function Page() {
  const [one, chooseOne] = useState(asked.get("of") ?? "");
  const [other, chooseOther] = useState(asked.get("with") ?? "");
  const [room, enter] = useState("");
  const [part, open] = useState<Part | null>(null);
  const [again, look] = useState(0);
  const [says, say] = useState("");
  const status = useRef<HTMLParagraphElement>(null);
  const told = useAsked<Comparison>(`compared?${new URLSearchParams({ of: one, with: other, room: part?.room ?? "", board: part?.board ?? "", canvas: part?.canvas ?? "" })}`, again);
  if (!told) return <main class="sheet">{t("One moment …")}</main>;
  if (told === "failed") return <main class="sheet">{t("There is no such snapshot, or it cannot be read now. Please try again in a moment.")}</main>;
  const { before, after } = told;
  const listing = { ...after, snapshots: told.snapshots };
  document.title = `${t("Compare")} · moot`;
  const rooms = Object.values(after.rooms ?? {}).sort((one, other) => one.number - other.number);
  const here = rooms.find((one) => one.id === room) ?? rooms.find((one) => differsIn(told, one.id) > 0) ?? rooms[0];
  const choices = here ? choicesOf(told, here.id) : [];
  const chosen = choices.find((choice) => isSame(choice, part)) ?? choices.find((choice) => choice.differs) ?? choices[0];
  if (chosen && !isSame(chosen, part)) queueMicrotask(() => open({ room: chosen.room, board: chosen.board, canvas: chosen.canvas }));
  const titles = [t("Before: {name}", { name: snapshotName(after, told.was) }), told.now ? t("After: {name}", { name: snapshotName(after, told.now) }) : t("After: now")] as const;
  const done = () => (say(t("It was brought back.")), look(again + 1), status.current?.focus());
  const brings: Brings | null = seat === "trainer" && !other ? { snapshot: one, done } : null;
  const boards = chosen?.board ? [before.rooms?.[chosen.room]?.boards?.[chosen.board] ?? {}, after.rooms?.[chosen.room]?.boards?.[chosen.board]] : [];
  return (
    <>
      <header class="banner row">
        <h1>
          <Icon of={GitCompareArrows} /> {t("Compare")}
        </h1>
        <Pick label={t("Before")} workshop={listing} value={one} choose={chooseOne} />
        <Pick label={t("After")} workshop={listing} value={other} choose={chooseOther} now />
        <a class="button" href={`/w/${after.id}/console`}>
          {t("To the console")}
        </a>
      </header>
      <main class="past">
        <nav class="row" aria-label={t("Groups")}>
          {rooms.map((one) => (
            <button key={one.id} aria-current={one === here ? "true" : undefined} onClick={() => enter(one.id)}>
              {groupName(one)} <Differs n={differsIn(told, one.id)} />
            </button>
          ))}
        </nav>
        <nav class="row" aria-label={t("Boards and canvases")}>
          {activitiesOf(after).map((activity) => {
            const ofIt = choices.filter((choice) => choice.of === activity.key);
            if (ofIt.length > FEW) return <PickCanvas key={activity.key} title={said(activity.title)} choices={ofIt} chosen={chosen} open={open} />;
            return ofIt.map((choice) => (
              <button key={choice.board + choice.canvas} aria-current={choice === chosen ? "true" : undefined} onClick={() => open(choice)}>
                {choice.name} <Differs n={choice.differs} />
              </button>
            ));
          })}
        </nav>
        <p ref={status} role="status" tabIndex={-1} class="quiet">
          {says}
        </p>
        {chosen && isSame(chosen, part) && told.board && boards[0] && boards[1] && (
          <ComparedBoard workshop={after} room={chosen.room} was={boards[0]} now={boards[1]} compared={told.board} titles={titles} brings={brings} />
        )}
        {chosen?.canvas && isSame(chosen, part) && told.canvas && <ComparedCanvas before={before} after={after} canvas={chosen.canvas} name={chosen.name} compared={told.canvas} titles={titles} brings={brings} />}
      </main>
    </>
  );
}

function Pick({ label, workshop, value, choose, now = false }: { label: string; workshop: Workshop; value: string; choose: (id: string) => void; now?: boolean }) {
  return (
    <label class="pick">
      {label}{" "}
      <select value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {now && <option value="">{t("now")}</option>}
        {newestFirst(workshop).map((snapshot) => (
          <option key={snapshot.id} value={snapshot.id}>
            {snapshotName(workshop, snapshot)} ({dayInWords(snapshot.at)}, {timeOfDay(snapshot.at)})
          </option>
        ))}
      </select>
    </label>
  );
}

/** Whose canvas of an activity: each with how much differs in it. */
function PickCanvas({ title, choices, chosen, open }: { title: string; choices: readonly Choice[]; chosen: Choice | undefined; open: (part: Part) => void }) {
  const differ = choices.reduce((all, choice) => all + choice.differs, 0);
  const at = choices.findIndex((choice) => choice === chosen);
  const pick = (place: string) => {
    const choice = choices[Number(place)];
    if (place && choice) open(choice);
  };
  return (
    <label class="pick" data-chosen={at >= 0}>
      {title} <Differs n={differ} />
      <select value={at < 0 ? "" : at} onChange={(event) => pick(event.currentTarget.value)}>
        <option value="" disabled hidden>
          {t("Whose?")}
        </option>
        {choices.map((choice, place) => (
          <option key={choice.canvas} value={place}>
            {choice.owner}: {choice.differs ? tn("{n} difference", "{n} differences", choice.differs) : t("the same")}
          </option>
        ))}
      </select>
    </label>
  );
}

function Differs({ n }: { n: number }) {
  if (!n) return <span class="quiet">{t("the same")}</span>;
  return (
    <span class="chip">
      <span aria-hidden="true">{number(n)}</span>
      <span class="unseen">{tn("{n} difference", "{n} differences", n)}</span>
    </span>
  );
}

const isSame = (one: Part, other: Part | null): boolean => one.room === other?.room && one.board === other.board && one.canvas === other.canvas;
const sum = ({ added = 0, removed = 0, changed = 0, moved = 0 }: Counts): number => added + removed + changed + moved;
const differsIn = (told: Comparison, room: string): number => choicesOf(told, room).reduce((all, choice) => all + choice.differs, 0);

/** The boards of a room, and the canvases that differ of who sits there; one that is for all stands in each. */
function choicesOf({ after, boards, canvases }: Comparison, room: string): Choice[] {
  return activitiesOf(after).flatMap((activity): Choice[] => {
    if (!activity.canvas) {
      const known = activity.kind === "share" || activity.kind === "solve";
      return known ? [{ room, board: activity.key, canvas: "", of: activity.key, name: said(activity.title), differs: sum(boards[room]?.[activity.key] ?? {}) }] : [];
    }
    if (activity.canvas.goes_on_from) return [];
    const keys = Object.keys(canvases).filter((key) => owned(key).activity === activity.key && sitsIn(after, owned(key).owner, room));
    const name = (key: string) => nameOfOwner(after, activity.key, owned(key).owner, 1);
    keys.sort((one, other) => name(one).localeCompare(name(other)));
    return keys.map((key, at) => {
      const owner = nameOfOwner(after, activity.key, owned(key).owner, at + 1);
      return { room, board: "", canvas: keyOf(activity.key, owned(key).owner), of: activity.key, owner, name: t("{name}: {canvas}", { name: owner, canvas: said(activity.title) }), differs: sum(canvases[key] ?? {}) };
    });
  });
}

const sitsIn = (workshop: Workshop, owner: string, room: string): boolean => !owner || owner === room || workshop.people?.[owner]?.room === room;

render(<Page />, document.querySelector("#app") ?? document.body);
