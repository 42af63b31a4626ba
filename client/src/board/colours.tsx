/** The six colours of notes, by name, each with its own corner mark; and what a trainer says they mean. */

import { useState } from "preact/hooks";
import { Dialog } from "../dialog.tsx";
import { MEANING_LETTERS } from "../limits.ts";
import { ask } from "../live/live.ts";
import type { Board } from "../protocol.ts";
import { t } from "../words.ts";
import type { Wall } from "./wall.ts";

export const COLOURS = (): string[] => [t("Yellow"), t("Blue"), t("Green"), t("Pink"), t("Violet"), t("Orange")];

/** What a colour is called on a board: by its meaning, if it has one. */
export const meaningOf = (board: Board, colour: number): string => board.legend?.[colour] ?? COLOURS()[colour] ?? "";

export function Legend({ wall }: { wall: Wall }) {
  const [opened, open] = useState(false);
  const named = Object.entries(wall.board.legend ?? {});
  return (
    <div class="legend row">
      {named.length > 0 && (
        <ul aria-label={t("What the colours mean")}>
          {named.map(([colour, meaning]) => (
            <li key={colour}>
              <span class="note" data-colour={colour} aria-hidden="true" /> {meaning}
            </li>
          ))}
        </ul>
      )}
      {wall.trains && (
        <button class="plain" onClick={() => open(true)}>
          {t("Colours")}
        </button>
      )}
      {opened && <ColoursDialog wall={wall} close={() => open(false)} />}
    </div>
  );
}

function ColoursDialog({ wall, close }: { wall: Wall; close: () => void }) {
  const [everywhere, inAll] = useState(true);
  const save = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    COLOURS().forEach((_name, colour) => {
      const meaning = String(form.get(`colour-${colour}`) ?? "").trim();
      if (meaning === (wall.board.legend?.[colour] ?? "")) return;
      void ask({ type: "name-colour", board: wall.key, colour, meaning, rooms: everywhere ? [] : [wall.room] });
    });
    close();
  };
  return (
    <Dialog title={t("What the colours mean")} close={close}>
      <form onSubmit={save}>
        {COLOURS().map((name, colour) => (
          <label key={name} class="field">
            {name}
            <input name={`colour-${colour}`} defaultValue={wall.board.legend?.[colour] ?? ""} maxLength={MEANING_LETTERS} />
          </label>
        ))}
        <p>
          <label>
            <input type="checkbox" checked={everywhere} onChange={(event) => inAll(event.currentTarget.checked)} /> {t("In all groups")}
          </label>
        </p>
        <button class="main">{t("Save")}</button>
      </form>
    </Dialog>
  );
}
