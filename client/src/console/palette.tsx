/** Every command by its name, from the keyboard alone: found by a few letters, and before it is given it says what it will do to how many. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Dialog } from "../dialog.tsx";
import { ask, foresee } from "../live/live.ts";
import type { Effect, Workshop } from "../protocol.ts";
import { groupName, reasonText } from "../said.ts";
import { t, tn } from "../words.ts";
import { says } from "./foreseen.tsx";
import { fits, ordersFor, type Order, type Way } from "./orders.ts";
import { ordersByName } from "./orders_by_name.ts";

const MOST = 60;
/** Milliseconds that a line is chosen before it is asked what it would do. */
const DWELLS = 60;

interface Props {
  readonly workshop: Workshop;
  readonly chosen: string[];
  /** What is no request: opening a room or a tool. */
  readonly ways: readonly Way[];
  readonly open: (room: string) => void;
  /** What was typed before it was there. */
  readonly begun: () => string;
  readonly close: () => void;
}

type Line = Order | Way;

export function Palette({ workshop, chosen, ways, open, begun, close }: Props) {
  const [find, search] = useState("");
  const [rooms, mean] = useState(chosen);
  const [at, go] = useState(0);
  const [told, tell] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const all: Line[] = [...ordersFor(workshop, rooms), ...ordersByName(workshop, find, open), ...ways].filter((line) => fits(line.name, find));
  const found = all.slice(0, MOST);
  const line = found[Math.min(at, found.length - 1)];
  const asked = line && "request" in line ? `${line.name} ${rooms.join(" ")}` : "";
  const effect = useForetold(line, asked);
  /** Enter was pressed before it was said what this will do: it waits for that, unless one goes on. */
  const [hurried, hurry] = useState("");
  const sentences = line && "go" in line ? [t("It opens on this screen alone.")] : effect ? says(workshop, effect, undefined).filter(Boolean) : [];

  useEffect(() => search(begun()), []);
  useEffect(() => list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" }), [at, find]);
  const give = async (one: Line) => {
    if ("go" in one) {
      close();
      return one.go();
    }
    if (one !== line) return;
    if (!effect) return hurry(asked);
    if (effect.why) return;
    const why = await ask(one.request);
    if (why) tell(reasonText(why));
    else close();
  };
  useEffect(() => void (effect && line && hurried === asked && give(line)), [effect]);
  const choose = (number: number) => {
    if (number !== at) hurry("");
    go(number);
  };
  const key = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (by) choose(Math.max(0, Math.min(found.length - 1, at + by)));
    else if (event.key === "Enter" && line) void give(line);
    else if (event.key === "Escape") close(); // at once: by itself it would empty the field first
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
        onInput={(event) => (search(event.currentTarget.value), go(0), tell(""), hurry(""))}
        onKeyDown={key}
      />
      <ul ref={list} id="palette" class="palette" role="listbox" aria-label={t("Commands")}>
        {found.map((one, number) => (
          <li key={one.name} id={`palette-${number}`} role="option" aria-selected={one === line} onPointerMove={() => choose(number)} onClick={() => void give(one)}>
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
      <p class="quiet">
        {t("Arrow keys choose, Enter does it.")} {all.length > MOST && tn("{n} more command is found by typing.", "{n} more commands are found by typing.", all.length - MOST)}
      </p>
    </Dialog>
  );
}

/** What a line would do, `of` its rooms; asked a moment after it was chosen. */
function useForetold(line: Line | undefined, of: string): Effect | null {
  const [known, know] = useState<{ of: string; effect: Effect } | null>(null);
  useEffect(() => {
    if (!line || !("request" in line)) return undefined;
    const waits = setTimeout(() => void foresee(line.request).then((effect) => effect && know({ of, effect })), DWELLS);
    return () => clearTimeout(waits);
  }, [of]);
  return known && known.of === of ? known.effect : null;
}
