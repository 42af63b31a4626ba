/** A shared text of a board's section: its challenge, its causes, the details of its winner. */

import { FIELD_LETTERS } from "../limits.ts";
import { SharedField } from "../written_together.tsx";
import type { Source } from "../tied.ts";

export interface Place {
  readonly room: string;
  readonly board: string;
  readonly section: string;
  readonly field: string;
}

function sourceOf(at: Place): Source {
  const { room, board, section, field } = at;
  const place = `${section}/${field}`;
  return {
    key: `${room}/${board}/${place}`,
    most: FIELD_LETTERS,
    place,
    room,
    current: (view) => view.rooms?.[room]?.boards?.[board]?.texts?.[place],
    request: (revision, edit, mark) => ({ type: "edit-text", ...at, revision, edit, mark }),
    editIn: (change) => (change.type === "text-edited" && change.room === room && change.board === board && change.place === place ? change : undefined),
  };
}

export function TextField({ place, ...field }: { place: Place; label: string; hint?: string; off?: boolean }) {
  return <SharedField source={sourceOf(place)} {...field} />;
}
