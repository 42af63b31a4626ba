/** Every command by its name, from the keyboard alone: found by a few letters, and before it is given it says what it will do to how many. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Dialog } from "../dialog.tsx";
import { ask, foresee } from "../live/live.ts";
import type { Effect, Workshop } from "../protocol.ts";
import { groupName, reasonText } from "../said.ts";
import { t, tn } from "../words.ts";
import { says } from "./foreseen.tsx";
import { fits, ordersFor, ordersForPeople, type Order } from "./orders.ts";

const MOST = 60;
/** Milliseconds that a line is chosen before it is asked what it would do. */
const DWELLS = 60;

interface Props {
  readonly workshop: Workshop;
  readonly chosen: string[];
  /** What is no request: opening a room or a tool. */
  readonly ways: readonly Way[];
  readonly close: () => void;
}

export interface Way {
  readonly name: string;
  readonly go: () => void;
}

type Line = Order | Way;

export function Palette({ workshop, chosen, ways, close }: Props) {
  const [find, search] = useState("");
  const [rooms, mean] = useState(chosen);
  const [at, go] = useState(0);
  const [told, tell] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const found: Line[] = [...ordersFor(workshop, rooms), ...ordersForPeople(workshop, find), ...ways].filter((line) => fits(line.name, find)).slice(0, MOST);
  const line = found[Math.min(at, found.length - 1)];
  const effect = useForetold(line, rooms);
  const sentences = line && "go" in line ? [t("It opens on this screen alone.")] : effect ? says(workshop, effect, undefined).filter(Boolean) : [];

  useEffect(() => list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" }), [at, find]);
  const give = async (one: Line) => {
    if ("go" in one) {
      close();
      return one.go();
    }
    if (one !== line || !effect || effect.why) return; // what it will do is said first
    const why = await ask(one.request);
    if (why) tell(reasonText(why));
    else close();
  };
  const key = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (by) go(Math.max(0, Math.min(found.length - 1, at + by)));
    else if (event.key === "Enter" && line) void give(line);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t("Commands")} close={close}>
      <input
        type="search"
        role="combobox"
        list={undefined}
        aria-expanded={found.length > 0}
        aria-controls="palette"
        aria-activedescendant={line ? `palette-${found.indexOf(line)}` : undefined}
        aria-label={t("Find a command")}
        placeholder={t("Find a command")}
        autocomplete="off"
        autofocus
        value={find}
        onInput={(event) => (search(event.currentTarget.value), go(0), tell(""))}
        onKeyDown={key}
      />
      <ul ref={list} id="palette" class="palette" role="listbox" aria-label={t("Commands")}>
        {found.map((one, number) => (
          <li key={one.name} id={`palette-${number}`} role="option" aria-selected={one === line} onPointerMove={() => go(number)} onClick={() => void give(one)}>
            <span>{one.name}</span>
            {"key" in one && one.key && <kbd>{one.key.length === 1 ? one.key.toUpperCase() : one.key}</kbd>}
          </li>
        ))}
      </ul>
      <p role="status" class="foretold">
        {told || (found.length ? sentences.join(" ") || (effect ? t("It reaches nobody’s board.") : "") : t("There is no such command now."))}
      </p>
      <label class="field">
        {t("For")}
        <select value={rooms.join(" ")} onChange={(event) => mean(event.currentTarget.value.split(" ").filter(Boolean))}>
          <option value="">{t("all groups")}</option>
          {chosen.length > 1 && <option value={chosen.join(" ")}>{tn("the {n} chosen group", "the {n} chosen groups", chosen.length)}</option>}
          {Object.values(workshop.rooms ?? {}).map((room) => (
            <option key={room.id} value={room.id}>
              {groupName(room)}
            </option>
          ))}
        </select>
      </label>
      <p class="quiet">{t("Arrow keys choose, Enter does it.")}</p>
    </Dialog>
  );
}

/** What a line would do to these rooms; asked a moment after it was chosen. */
function useForetold(line: Line | undefined, rooms: readonly string[]): Effect | null {
  const [known, know] = useState<{ of: string; effect: Effect } | null>(null);
  const of = line && "request" in line ? `${line.name} ${rooms.join(" ")}` : "";
  useEffect(() => {
    if (!line || !("request" in line)) return undefined;
    const waits = setTimeout(() => void foresee(line.request).then((effect) => effect && know({ of, effect })), DWELLS);
    return () => clearTimeout(waits);
  }, [of]);
  return known && known.of === of ? known.effect : null;
}
