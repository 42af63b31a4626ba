/** A board on screen: its sections side by side as a wall, or below each other as a list; on a phone one at a time. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Layers } from "lucide";
import { Icon } from "../icons.tsx";
import { LineageButton } from "../lineage.tsx";
import { presence, you } from "../live/live.ts";
import { Locked } from "../locked.tsx";
import { ballotState, itemsOf, lastBallot, sectionsOf } from "../outline.ts";
import type { Cluster, Note, Section } from "../protocol.ts";
import { narrow, preference } from "../preference.ts";
import { nameOf, sectionName } from "../said.ts";
import { t, tn } from "../words.ts";
import { AddNote } from "./add_note.tsx";
import { Legend } from "./colours.tsx";
import { clustering, moving } from "./dialogs.ts";
import { dropHere } from "./drag.ts";
import { DotsLeft, DotsUnused } from "./dots.tsx";
import { keepOneWayIn, onFocus, onKey } from "./keys.ts";
import { fresh, looked } from "./news.ts";
import { NoteItem } from "./note.tsx";
import { isLocked, moveNote, type Wall } from "./wall.ts";

const SWIPE = 60;
const look = preference<"wall" | "list">("look", "wall");

type Draw = (section: Section) => preact.ComponentChildren;

/** The sections of a board, each as `draw` has it. */
export function BoardView({ wall, draw, after }: { wall: Wall; draw: Draw; after?: preact.ComponentChildren }) {
  const sections = sectionsOf(wall.board);
  const [chosen, choose] = useState("");
  const element = useRef<HTMLDivElement>(null);
  const touched = useRef(0);
  useEffect(() => keepOneWayIn(element.current));
  useEffect(() => (moving.ahead(), clustering.ahead()), []); // they work without a line too
  const one = narrow.value && sections.length > 1 ? (sections.find((section) => section.id === chosen) ?? sections[0]) : undefined;
  const go = (by: number) => {
    const next = one && sections[sections.indexOf(one) + by];
    if (next) choose(next.id);
  };
  const swiped = (event: TouchEvent) => {
    const by = (event.changedTouches[0]?.clientX ?? 0) - touched.current;
    if (one && Math.abs(by) > SWIPE && !(event.target instanceof Element && event.target.closest("textarea, input"))) go(by < 0 ? 1 : -1);
  };
  const legend = wall.trains || Object.keys(wall.board.legend ?? {}).length ? <Legend wall={wall} /> : null;
  return (
    <>
      {one ? (
        <nav class="tabs" aria-label={t("Challenges")}>
          {sections.map((section, at) => (
            <button key={section.id} aria-current={section === one ? "true" : undefined} onClick={() => choose(section.id)}>
              <span class="name">
                {at + 1}. {sectionName(wall.board, section)}
              </span>
              {section !== one && <DotsUnused ballot={lastBallot(wall.board, section.id)} />}
              {section !== one && fresh.value.has(section.id) && <span class="chip">{tn("{n} new", "{n} new", fresh.value.get(section.id)?.size ?? 0)}</span>}
            </button>
          ))}
        </nav>
      ) : (
        <div class="looks">
          {legend}
          <button class="plain" aria-pressed={look.value === "list"} onClick={() => (look.value = look.value === "list" ? "wall" : "list")}>
            {t("As a list")}
          </button>
        </div>
      )}
      {one && legend && <div class="looks">{legend}</div>}
      <div
        ref={element}
        class="wall"
        data-look={look.value}
        onKeyDown={onKey}
        onFocusCapture={onFocus}
        onTouchStart={(event) => (touched.current = event.touches[0]?.clientX ?? 0)}
        onTouchEnd={swiped}
      >
        {(one ? [one] : sections).map(draw)}
        {after}
      </div>
    </>
  );
}

export function SectionOfNotes({ wall: whole, section, tools }: { wall: Wall; section: Section; tools?: preact.ComponentChildren }) {
  const locked = isLocked(whole, section.id);
  const wall = locked && whole.writes ? { ...whole, writes: false } : whole;
  const { board } = wall;
  const list = useRef<HTMLElement>(null);
  const ballot = lastBallot(board, section.id);
  const voting = ballot && ["open", "closing"].includes(ballotState(ballot) ?? "") ? ballot : undefined;
  const typing = Object.values(presence.value[wall.room]?.typing ?? {}).filter((place) => place === section.id).length;
  const added = fresh.value.get(section.id);
  const name = sectionName(board, section);
  const latest = useRef(wall);
  latest.current = wall;
  const moves = wall.writes && !voting;
  useEffect(() => {
    if (!list.current || !moves) return;
    const dropped = (id: string) => {
      const note = latest.current.board.notes?.[id];
      if (note) moveNote(latest.current, note, { section: section.id, cluster: "", after: null });
    };
    return dropHere({ element: list.current, into: true, beside: false, dropped });
  }, [moves, section.id]);

  const merged = new Map<string, Note[]>();
  for (const note of Object.values(board.notes ?? {})) if (note.into && !note.deleted_by) merged.set(note.into, [...(merged.get(note.into) ?? []), note]);
  const draw = (note: Note) => (
    <NoteItem key={note.id} wall={wall} note={note} author={note.by === you.value.id ? t("you") : nameOf(wall.workshop, note.by ?? "")} fresh={added?.has(note.id) ?? false} ballot={voting} merged={merged.get(note.id) ?? NONE} />
  );
  const seen = () => looked(section.id);
  return (
    <section ref={list} class="section" data-section={section.id} aria-labelledby={`h-${section.id}`} onPointerLeave={seen} onFocusOut={seen}>
      <header>
        <h2 id={`h-${section.id}`}>{name}</h2>
        {added && <span class="chip">{tn("{n} new", "{n} new", added.size)}</span>}
        {section.origin && you.value.role !== "projector" && <LineageButton of={{ room: wall.room, board: wall.key, section: section.id }} name={name} />}
      </header>
      {locked && <Locked />}
      {voting && <DotsLeft ballot={voting} />}
      {tools}
      <ul class="notes">
        {itemsOf(board, section.id).map((item) => ("note" in item ? draw(item.note) : <ClusterItem key={item.cluster.id} wall={wall} cluster={item.cluster} notes={item.notes} moves={moves} draw={draw} />))}
      </ul>
      {typing > 0 && <p class="quiet typing">{tn("{n} person is writing", "{n} people are writing", typing)}</p>}
      <AddNote room={wall.room} board={board} section={section.id} name={name} writes={wall.writes && !voting} />
    </section>
  );
}

const NONE: readonly Note[] = [];

function ClusterItem({ wall, cluster, notes, moves, draw }: { wall: Wall; cluster: Cluster; notes: readonly Note[]; moves: boolean; draw: (note: Note) => preact.ComponentChildren }) {
  const [opened, open] = useState(false);
  const element = useRef<HTMLLIElement>(null);
  const latest = useRef(wall);
  latest.current = wall;
  useEffect(() => {
    if (!element.current || !moves) return;
    const dropped = (id: string) => {
      const note = latest.current.board.notes?.[id];
      if (note) moveNote(latest.current, note, { section: cluster.section, cluster: cluster.id, after: null });
    };
    return dropHere({ element: element.current, into: true, beside: false, dropped });
  }, [moves, cluster.id]);
  return (
    <li ref={element} class="cluster">
      <div class="row">
        <h3>
          <Icon of={Layers} /> {cluster.title || t("Cluster")}
        </h3>
        {moves && (
          <button class="plain" aria-label={t("Change the cluster: {name}", { name: cluster.title || t("Cluster") })} onClick={() => open(true)}>
            {t("Change")}
          </button>
        )}
      </div>
      <ul class="notes">{notes.map(draw)}</ul>
      {opened && <clustering.Part wall={wall} cluster={cluster.id} close={() => open(false)} />}
    </li>
  );
}
