/** One device for several people of a group, in turn: a trainer allows it, shows its code to the device, and takes it back. */

import { signal } from "@preact/signals";
import { useState } from "preact/hooks";
import { TabletSmartphone } from "lucide";
import { Dialog } from "../dialog.tsx";
import { Icon } from "../icons.tsx";
import { DEVICE_PEOPLE } from "../limits.ts";
import { ask, newId } from "../live/live.ts";
import type { Workshop } from "../protocol.ts";
import { groupName, nameOf, reasonText } from "../said.ts";
import { t } from "../words.ts";

/** It is unfolded. */
export const sharing = signal(false);

export function Devices({ workshop }: { workshop: Workshop }) {
  const rooms = Object.values(workshop.rooms ?? {});
  const [room, at] = useState(rooms[0]?.id ?? "");
  const [people, choose] = useState<readonly string[]>([]);
  const [told, tell] = useState("");
  const [shown, show] = useState("");
  const sitting = Object.values(workshop.people ?? {}).filter((person) => person.room === room && !person.removed && (person.role ?? "participant") === "participant");
  const share = async (event: Event) => {
    event.preventDefault();
    const id = newId();
    const why = await ask({ type: "share-device", id, room, people: [...people] });
    tell(why ? reasonText(why) : "");
    if (why) return;
    choose([]);
    show(id);
  };
  return (
    <details class="tool" data-sharing open={sharing.value} onToggle={(event) => (sharing.value = event.currentTarget.open)}>
      <summary>
        <Icon of={TabletSmartphone} /> {t("One device for several people")}
      </summary>
      <p class="quiet">{t("People of one group write on it in turn, each under their own name and with their own dots.")}</p>
      <form onSubmit={(event) => void share(event)}>
        <label class="field">
          {t("Group")}
          <select value={room} onChange={(event) => (at(event.currentTarget.value), choose([]))}>
            {rooms.map((one) => (
              <option key={one.id} value={one.id}>
                {groupName(one)}
              </option>
            ))}
          </select>
        </label>
        <ul class="people" aria-label={t("Who writes on it")}>
          {sitting.map(({ id }) => (
            <li key={id}>
              <label class="choose">
                <input
                  type="checkbox"
                  checked={people.includes(id)}
                  disabled={!people.includes(id) && people.length >= DEVICE_PEOPLE}
                  onChange={(event) => choose(event.currentTarget.checked ? [...people, id] : people.filter((one) => one !== id))}
                />{" "}
                {nameOf(workshop, id)}
              </label>
            </li>
          ))}
        </ul>
        <button class="main" disabled={!people.length}>
          {t("Allow a device")}
        </button>
        <p role="status">{told}</p>
      </form>
      <ul class="people">
        {Object.entries(workshop.devices ?? {}).map(([id, device]) => {
          const names = device.people.map((one) => nameOf(workshop, one)).join(", ");
          return (
            <li key={id}>
              <span>{names}</span>
              <span class="row">
                <button aria-label={t("The code of the device of {names}", { names })} onClick={() => show(id)}>
                  {t("Code")}
                </button>
                <button aria-label={t("Withdraw the device of {names}", { names })} onClick={() => void ask({ type: "withdraw-device", device: id })}>
                  {t("Withdraw")}
                </button>
              </span>
            </li>
          );
        })}
      </ul>
      {shown && <Code workshop={workshop} device={shown} close={() => show("")} />}
    </details>
  );
}

function Code({ workshop, device, close }: { workshop: Workshop; device: string; close: () => void }) {
  const [url, found] = useState("");
  if (!url) void fetch(`/w/${workshop.id}/devices/${device}`).then(async (answer) => answer.ok && found(((await answer.json()) as { url: string }).url));
  return (
    <Dialog title={t("Open this on the device")} close={close}>
      <p>{t("Scan the code with the device that is shared. It is secret: whoever has it may write as these people, while it is allowed.")}</p>
      {url && <img class="qr" src={`/w/${workshop.id}/devices/${device}/qr.svg`} alt={t("QR code of the link for the device")} />}
      <label class="field">
        {t("Link for the device")}
        <input readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
      </label>
    </Dialog>
  );
}
