/** The field to write a note: Enter adds it, and the field stays ready for the next. What is half typed stays on this device. */

import { useEffect, useRef, useState } from "preact/hooks";
import { NOTE_LETTERS, NOTES_EACH } from "../limits.ts";
import { newId, types, you } from "../live/live.ts";
import { act } from "../live/undo.ts";
import type { Board } from "../protocol.ts";
import { t, tn } from "../words.ts";

const FEW_LEFT = 40;
const FEW_NOTES = 10;

export function AddNote({ room, board, section, name, writes }: { room: string; board: Board; section: string; name: string; writes: boolean }) {
  const key = `moot-draft/${document.body.dataset["workshop"]}/${you.value.id}/${room}/${section}`;
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, type] = useState(() => localStorage.getItem(key) ?? "");
  useEffect(() => (text ? localStorage.setItem(key, text) : localStorage.removeItem(key)), [key, text]);
  const notesLeft = NOTES_EACH - Object.values(board.notes ?? {}).filter((note) => note.by === you.value.id && !note.deleted_by).length;

  const add = () => {
    if (!text.trim()) return;
    const id = newId();
    void act({ type: "add-note", room, section, id, text }, t("Note added"), { type: "delete-note", room, note: id });
    type("");
    types("");
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    add();
  };
  if (!writes)
    return text ? (
      <p class="draft">
        {t("You had begun to write this. Only you see it:")} <q>{text}</q>
      </p>
    ) : null;
  if (notesLeft <= 0) return <p class="quiet">{t("You have written as many notes as there may be.")}</p>;
  return (
    <form
      class="add"
      onSubmit={(event) => {
        event.preventDefault();
        add();
        area.current?.focus();
      }}
    >
      <textarea
        ref={area}
        rows={1}
        value={text}
        maxLength={NOTE_LETTERS}
        enterkeyhint="send"
        aria-label={t("Write a note: {name}", { name })}
        placeholder={t("Write a note")}
        onKeyDown={onKey}
        onBlur={() => types("")}
        onInput={(event) => {
          type(event.currentTarget.value);
          types(section);
        }}
      />
      <button class="main">{t("Add")}</button>
      <p class="quiet" role="status">
        {NOTE_LETTERS - text.length < FEW_LEFT && tn("{n} letter left", "{n} letters left", NOTE_LETTERS - text.length)}{" "}
        {notesLeft <= FEW_NOTES && tn("{n} more note for you", "{n} more notes for you", notesLeft)}
      </p>
    </form>
  );
}
