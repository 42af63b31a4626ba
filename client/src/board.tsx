/** Boards on screen: sections of notes, the field to write one, dots, results. */

import { useState } from "preact/hooks";
import { ask, newId, presence, you } from "./live.ts";
import { ballotState, itemsOf, lastBallot, topOf } from "./outline.ts";
import type { Ballot, Board, Note, Section, Workshop } from "./protocol.ts";
import { sectionName } from "./said.ts";
import { t, tn } from "./words.ts";

export interface Wall {
  readonly workshop: Workshop;
  readonly room: string;
  readonly board: Board;
  readonly writes: boolean;
  /** Trainers may change any note. */
  readonly trains: boolean;
  readonly more?: (section: Section, note: Note) => preact.ComponentChildren;
}

export function SectionOfNotes({ wall, section }: { wall: Wall; section: Section }) {
  const { board } = wall;
  const typing = Object.values(presence.value[wall.room]?.typing ?? {}).filter((place) => place === section.id).length;
  return (
    <section class="section" aria-labelledby={`h-${section.id}`}>
      <h2 id={`h-${section.id}`}>{sectionName(board, section)}</h2>
      <ul class="notes">
        {itemsOf(board, section.id).map((item) =>
          "note" in item ? (
            <NoteItem key={item.note.id} wall={wall} section={section} note={item.note} />
          ) : (
            <li key={item.cluster.id} class="cluster">
              <h3>{item.cluster.title || t("Cluster")}</h3>
              <ul class="notes">
                {item.notes.map((note) => (
                  <NoteItem key={note.id} wall={wall} section={section} note={note} />
                ))}
              </ul>
            </li>
          ),
        )}
      </ul>
      {typing > 0 && <p class="quiet">{tn("{n} person is writing", "{n} people are writing", typing)}</p>}
      {wall.writes && <AddNote room={wall.room} section={section.id} />}
    </section>
  );
}

function NoteItem({ wall, section, note }: { wall: Wall; section: Section; note: Note }) {
  const [editing, edit] = useState(false);
  const mine = note.by === you.value.id;
  const author = wall.workshop.people?.[note.by ?? ""];
  const save = (text: string) => {
    edit(false);
    if (text.trim() && text !== note.text) void ask({ type: "edit-note", room: wall.room, note: note.id, text });
  };
  const may = wall.writes && (mine || wall.trains);
  return (
    <li class="note" data-colour={note.colour ?? 0}>
      {editing ? (
        <textarea aria-label={t("Edit the note")} maxLength={300} onBlur={(event) => save(event.currentTarget.value)} autofocus>
          {note.text}
        </textarea>
      ) : (
        <p>{note.text}</p>
      )}
      <p class="quiet">
        {note.private && <span>🔒 {t("only you see it")} </span>}
        {author && !mine && author.name}
      </p>
      {may && (
        <p class="row">
          <button onClick={() => edit(true)} aria-label={t("Edit: {text}", { text: note.text })}>
            {t("Edit")}
          </button>
          <button onClick={() => void ask({ type: "delete-note", room: wall.room, note: note.id })} aria-label={t("Delete: {text}", { text: note.text })}>
            {t("Delete")}
          </button>
        </p>
      )}
      {wall.more?.(section, note)}
    </li>
  );
}

function AddNote({ room, section }: { room: string; section: string }) {
  const draft = `moot-draft-${section}`;
  const [text, type] = useState<string>(sessionStorage[draft] ?? "");
  const keep = (value: string) => type((sessionStorage[draft] = value));
  const add = (event: Event) => {
    event.preventDefault();
    if (!text.trim()) return;
    void ask({ type: "add-note", room, section, id: newId(), text });
    keep("");
  };
  return (
    <form class="add" onSubmit={add}>
      <input value={text} maxLength={300} onInput={(event) => keep(event.currentTarget.value)} aria-label={t("Write a note")} placeholder={t("Write a note")} />
      <button>{t("Add")}</button>
    </form>
  );
}

/** The ballot of a section as a participant fills it in. */
export function Voting({ wall, section, ballot }: { wall: Wall; section: Section; ballot: Ballot }) {
  const mine = ballot.dots?.[you.value.id] ?? {};
  const left = ballot.dots_each - Object.values(mine).reduce((sum, n) => sum + n, 0);
  const open = ballotState(ballot) === "open";
  return (
    <section class="section" aria-labelledby={`v-${section.id}`}>
      <h2 id={`v-${section.id}`}>{sectionName(wall.board, section)}</h2>
      <p class="dots-left" role="status">
        {open ? tn("{n} dot left", "{n} dots left", left) : t("The vote is closing.")}
      </p>
      <ul class="notes">
        {ballot.notes.map((id) => {
          const text = wall.board.notes?.[id]?.text ?? "";
          const on = mine[id] ?? 0;
          const dot = (type: "place-dot" | "take-dot") => void ask({ type, room: wall.room, ballot: ballot.id, note: id });
          return (
            <li key={id} class="note" data-colour={wall.board.notes?.[id]?.colour ?? 0}>
              <p>{text}</p>
              <p class="row">
                <button disabled={!on} onClick={() => dot("take-dot")} aria-label={t("Take a dot back from: {text}", { text })}>
                  −
                </button>
                <span aria-label={tn("{n} dot of yours", "{n} dots of yours", on)}>{"●".repeat(on) + "○".repeat(Math.max(0, ballot.most - on))}</span>
                <button disabled={left <= 0 || on >= ballot.most} onClick={() => dot("place-dot")} aria-label={t("Place a dot on: {text}", { text })}>
                  +
                </button>
              </p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What a ballot gave, and what was decided. */
export function Result({ wall, section, tools }: { wall: Wall; section: Section; tools?: (ballot: Ballot, note: string) => preact.ComponentChildren }) {
  const ballot = lastBallot(wall.board, section.id);
  const decision = wall.board.decisions?.[section.id];
  const most = Math.max(1, ballot?.result?.[0]?.dots ?? 1);
  const tied = ballot ? topOf(ballot) : [];
  return (
    <section class="section" aria-labelledby={`r-${section.id}`}>
      <h2 id={`r-${section.id}`}>{sectionName(wall.board, section)}</h2>
      {ballotState(ballot) !== "closed" && <p class="quiet">{t("Nothing is counted yet.")}</p>}
      {tied.length > 1 && !decision && <p class="tie">⚖ {tn("{n} idea is tied", "{n} ideas are tied", tied.length)}</p>}
      <ol class="result">
        {(ballot?.result ?? []).map((tally) => (
          <li key={tally.note} data-winner={decision?.note === tally.note}>
            <span>{decision?.note === tally.note ? `★ ${wall.board.notes?.[tally.note]?.text ?? ""}` : wall.board.notes?.[tally.note]?.text}</span>
            <meter min={0} max={most} value={tally.dots} aria-label={tn("{n} dot", "{n} dots", tally.dots)} />
            <strong>{tally.dots}</strong>
            {ballot && tools?.(ballot, tally.note)}
          </li>
        ))}
      </ol>
      {decision && (
        <p class="decision">
          {decision.rule === "most-dots" ? t("Most dots.") : decision.rule === "run-off" ? t("Won the run-off.") : t("The trainer's choice.")} {decision.reason}
        </p>
      )}
    </section>
  );
}

