/** A post-it: read, edited in place, with what may be done with it behind one button; and dots, while a ballot is open. */

import { Component, type ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Combine, Ellipsis, Lock, Move, Pencil, Target, Trash2 } from "lucide";
import { Icon } from "../icons.tsx";
import { NOTE_LETTERS } from "../limits.ts";
import { LineageButton } from "../lineage.tsx";
import { ask, newId, you } from "../live/live.ts";
import { act } from "../live/undo.ts";
import type { Ballot, Note } from "../protocol.ts";
import { t, tn } from "../words.ts";
import { COLOURS, meaningOf } from "./colours.tsx";
import { moving } from "./dialogs.ts";
import { dragNote, dropHere } from "./drag.ts";
import { Dots, mayPlace, placeDot, takeDot } from "./dots.tsx";
import { beside, follow, offer } from "./keys.ts";
import { moveNote, putTogether, spotOf, type Wall } from "./wall.ts";

interface Props {
  readonly wall: Wall;
  readonly note: Note;
  readonly author: string;
  readonly fresh: boolean;
  readonly ballot: Ballot | undefined;
  /** Notes that were merged into this one. */
  readonly merged: readonly Note[];
}

/** Drawn anew only when it changed: a board may have five hundred. */
export class NoteItem extends Component<Props> {
  override shouldComponentUpdate(next: Props): boolean {
    const { wall, note, author, fresh, ballot, merged } = this.props;
    const same = note === next.note && author === next.author && fresh === next.fresh && ballot === next.ballot;
    return !same || merged.length > 0 || next.merged.length > 0 || mayOf(wall) !== mayOf(next.wall);
  }

  override render(props: Props): ComponentChildren {
    return <PostIt {...props} board={() => this.props.wall} />;
  }
}

const mayOf = (wall: Wall): string => `${wall.writes} ${wall.trains} ${wall.topics ?? ""} ${JSON.stringify(wall.board.legend ?? {})}`;

/** What has just unfolded can be seen: upwards, where the page ends below it. */
function inSight(element: HTMLElement | null): void {
  if (!element) return;
  const [ends, { bottom, height }] = [document.body.getBoundingClientRect().bottom, element.getBoundingClientRect()];
  element.dataset["up"] = String(bottom > ends && bottom + scrollY > 2 * height);
  element.scrollIntoView({ block: "nearest" });
}

function PostIt({ wall, note, author, fresh, ballot, merged, board }: Props & { board: () => Wall }) {
  const [doing, does] = useState<"" | "edit" | "move" | "more">("");
  const item = useRef<HTMLLIElement>(null);
  const mine = note.by === you.value.id;
  const voting = ballot?.notes.includes(note.id) ? ballot : undefined;
  const moves = wall.writes && !ballot;
  const edits = moves && (mine || wall.trains);

  const remove = () => {
    const next = beside(note.id);
    void act({ type: "delete-note", room: wall.room, note: note.id }, t("Note deleted"), { type: "restore-note", room: wall.room, note: note.id });
    follow(next);
  };
  const save = (text: string) => {
    does("");
    const edit = { type: "edit-note", room: wall.room, note: note.id } as const;
    if (text.trim() && text !== note.text) void act({ ...edit, text }, t("Note changed"), { ...edit, text: note.text });
    follow(note.id);
  };

  useEffect(() => {
    const element = item.current;
    if (!element) return;
    offer(element, {
      ...(edits ? { edit: () => does("edit"), remove } : {}),
      ...(moves ? { move: () => does("move") } : {}),
      ...(voting && mayPlace(voting, note.id) ? { place: () => placeDot(wall.room, voting, note.id) } : {}),
      ...(wall.keys ? { more: wall.keys(note) } : {}),
      ...(voting ? { take: () => takeDot(wall.room, voting, note.id) } : {}),
    });
  });
  useEffect(() => {
    const element = item.current;
    if (!element || !moves || doing === "edit") return;
    const dropped = (id: string, where: "before" | "after" | "into") => {
      const now = board();
      const other = now.board.notes?.[id];
      if (!other) return;
      if (where === "into") return putTogether(now, other, note);
      const here = spotOf(now.board, note);
      moveNote(now, other, where === "after" ? { ...here, after: note.id } : here.after === id ? spotOf(now.board, other) : here);
    };
    const stops = [dragNote(element, note.id), dropHere({ element, into: !note.private, beside: true, dropped })];
    return () => stops.forEach((stop) => stop());
  }, [moves, doing === "edit", note]);

  const meaning = wall.board.legend?.[note.colour ?? 0];
  const named = [note.text, meaning, !note.private && author && t("by {name}", { name: author }), note.private && t("only you see it"), voting && tn("{n} dot of yours", "{n} dots of yours", voting.dots?.[you.value.id]?.[note.id] ?? 0)];
  return (
    <li
      ref={item}
      class="note"
      data-note={note.id}
      data-colour={note.colour ?? 0}
      data-fresh={fresh}
      tabIndex={-1}
      aria-label={named.filter(Boolean).join(", ")}
      onFocusOut={(event) => doing === "more" && event.relatedTarget instanceof Node && !event.currentTarget.contains(event.relatedTarget) && does("")}
      onDblClick={() => edits && does("edit")}
    >
      {doing === "edit" ? <Editor text={note.text} save={save} leave={() => (does(""), follow(note.id))} /> : <p class="text">{note.text}</p>}
      {(note.private || author) && (
        <p class="byline">
          {note.private ? (
            <>
              <Icon of={Lock} /> {t("only you see it")}
            </>
          ) : (
            author
          )}
          {note.entered_by && ` · ${t("entered by a trainer")}`}
        </p>
      )}
      {merged.length > 0 && <Merged wall={wall} notes={merged} />}
      {voting && <Dots room={wall.room} ballot={voting} note={note} />}
      {moves && doing !== "edit" && (
        <button class="plain more" tabIndex={-1} aria-expanded={doing === "more"} aria-label={t("More for: {text}", { text: note.text })} onClick={() => does(doing === "more" ? "" : "more")}>
          <Icon of={Ellipsis} />
        </button>
      )}
      {doing === "more" && (
        <div ref={inSight} class="tools" onKeyDown={(event) => event.key === "Escape" && (does(""), follow(note.id))}>
          {edits && <Tool icon={Pencil} label={t("Edit")} does={() => does("edit")} />}
          <Tool icon={Move} label={t("Move or put together")} does={() => does("move")} />
          {edits && <Tool icon={Trash2} label={t("Delete")} does={remove} />}
          <LineageButton of={{ room: wall.room, board: wall.key, note: note.id }} name={note.text} says />
          {wall.topics && <MakeTopic wall={wall} note={note} />}
          {wall.more?.(note)}
          {edits && <Colours wall={wall} note={note} />}
        </div>
      )}
      {doing === "move" && <moving.Part wall={board()} note={note} close={() => does("")} />}
    </li>
  );
}

function Tool({ icon, label, does }: { icon: Parameters<typeof Icon>[0]["of"]; label: string; does: () => void }) {
  return (
    <button onClick={does}>
      <Icon of={icon} /> {label}
    </button>
  );
}

function Editor({ text, save, leave }: { text: string; save: (text: string) => void; leave: () => void }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const done = useRef(false);
  useLayoutEffect(() => {
    area.current?.focus();
    area.current?.setSelectionRange(text.length, text.length);
  }, []);
  const end = (keep: boolean) => {
    if (done.current) return;
    done.current = true;
    if (keep) save(area.current?.value ?? text);
    else leave();
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) end(true);
    else if (event.key === "Escape") end(false);
    else return;
    event.preventDefault();
  };
  return (
    <textarea ref={area} rows={3} maxLength={NOTE_LETTERS} aria-label={t("Edit the note")} onKeyDown={key} onBlur={() => end(true)}>
      {text}
    </textarea>
  );
}

function Colours({ wall, note }: { wall: Wall; note: Note }) {
  const paint = (colour: number) => {
    const edit = { type: "edit-note", room: wall.room, note: note.id, text: note.text } as const;
    void act({ ...edit, colour }, t("Colour changed"), { ...edit, colour: note.colour ?? 0 });
  };
  return (
    <span class="row" role="group" aria-label={t("Colour")}>
      {COLOURS().map((name, colour) => (
        <button key={name} class="swatch" data-colour={colour} aria-label={meaningOf(wall.board, colour)} title={meaningOf(wall.board, colour)} aria-pressed={colour === (note.colour ?? 0)} onClick={() => paint(colour)} />
      ))}
    </span>
  );
}

function MakeTopic({ wall, note }: { wall: Wall; note: Note }) {
  const make = (rooms: string[]) => void ask({ type: "make-topic", room: wall.room, board: wall.key, to: wall.topics ?? "", id: newId(), note: note.id, rooms });
  return (
    <>
      <Tool icon={Target} label={t("Make it a challenge for this group")} does={() => make([wall.room])} />
      <Tool icon={Target} label={t("Make it a challenge for all groups")} does={() => make(Object.keys(wall.workshop.rooms ?? {}))} />
    </>
  );
}

function Merged({ wall, notes }: { wall: Wall; notes: readonly Note[] }) {
  return (
    <details>
      <summary>
        <Icon of={Combine} /> {tn("{n} note says the same", "{n} notes say the same", notes.length)}
      </summary>
      <ul>
        {notes.map((note) => (
          <li key={note.id}>
            {note.text}{" "}
            {wall.trains && (
              <button aria-label={t("Take out: {text}", { text: note.text })} onClick={() => void ask({ type: "unmerge-note", room: wall.room, note: note.id })}>
                {t("Take out")}
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
