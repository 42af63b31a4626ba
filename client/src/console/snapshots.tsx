/** Snapshots in the console: taken under a name, listed, and the ways to look at them, to compare and to replay. */

import { useState } from "preact/hooks";
import { Camera, Eye, GitCompareArrows, History } from "lucide";
import { Dialog, DoOrCancel } from "../dialog.tsx";
import { Icon } from "../icons.tsx";
import { SNAPSHOT_LETTERS, SNAPSHOT_NAME_LETTERS, SNAPSHOTS } from "../limits.ts";
import { ask, newId, you } from "../live/live.ts";
import { compare, isByHand, lookAt, newestFirst, snapshotName, takenBy } from "../past/snapshots.ts";
import type { Snapshot, Workshop } from "../protocol.ts";
import { t, tn } from "../words.ts";

/** As many are shown at first. */
const FEW = 8;
const FEW_LEFT = 20;

export function TakeSnapshot({ workshop, close }: { workshop: Workshop; close: () => void }) {
  const left = SNAPSHOTS - Object.values(workshop.snapshots ?? {}).filter(isByHand).length;
  const take = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    const written = new FormData(event.currentTarget);
    void ask({ type: "take-snapshot", id: newId(), name: String(written.get("name")), note: String(written.get("note")) });
  };
  return (
    <Dialog title={t("Take a snapshot")} close={close}>
      <p>{t("All rooms, boards and canvases are kept as they are now. Trainers can look at it, compare, and bring something back.")}</p>
      {left <= FEW_LEFT && <p class="quiet">{tn("{n} more can be taken.", "{n} more can be taken.", Math.max(0, left))}</p>}
      <form method="dialog" onSubmit={take}>
        <label class="field">
          {t("Its name")}
          <input name="name" autofocus required maxLength={SNAPSHOT_NAME_LETTERS} pattern=".*\S.*" autocomplete="off" />
        </label>
        <label class="field">
          {t("A note (if you like)")}
          <textarea name="note" rows={3} maxLength={SNAPSHOT_LETTERS} />
        </label>
        <DoOrCancel off={left <= 0} close={close}>
          <Icon of={Camera} /> {t("Take it")}
        </DoOrCancel>
      </form>
    </Dialog>
  );
}

export function Snapshots({ workshop, take }: { workshop: Workshop; take: () => void }) {
  const [all, showAll] = useState(false);
  const [only, showOnly] = useState(false);
  const known = newestFirst(workshop).filter((snapshot) => !only || isByHand(snapshot));
  const shown = all ? known : known.slice(0, FEW);
  return (
    <section aria-label={t("Snapshots")} class="snapshots">
      <p class="row">
        {you.value.role === "trainer" && (
          <button class="main" onClick={take}>
            <Icon of={Camera} /> {t("Take a snapshot")}
          </button>
        )}
        <a class="button" href={`/w/${workshop.id}/replay`}>
          <Icon of={History} /> {t("Replay")}
        </a>
      </p>
      <p class="quiet">{t("One is kept by itself whenever a stage is left, and before something is brought back.")}</p>
      <label>
        <input type="checkbox" checked={only} onChange={() => showOnly(!only)} /> {t("Only those taken by hand")}
      </label>
      {!known.length && <p class="quiet">{t("There is none yet.")}</p>}
      <ul class="sent">
        {shown.map((snapshot) => (
          <Listed key={snapshot.id} workshop={workshop} snapshot={snapshot} />
        ))}
      </ul>
      {known.length > shown.length && <button onClick={() => showAll(true)}>{tn("Show {n} more", "Show {n} more", known.length - shown.length)}</button>}
    </section>
  );
}

function Listed({ workshop, snapshot }: { workshop: Workshop; snapshot: Snapshot }) {
  const name = snapshotName(workshop, snapshot);
  return (
    <li>
      <strong>{name}</strong>
      {snapshot.note && <p>{snapshot.note}</p>}
      <p class="quiet">{takenBy(workshop, snapshot)}</p>
      <p class="row">
        <a href={lookAt(workshop, snapshot)} aria-label={t("Look at it: {name}", { name })}>
          <Icon of={Eye} /> {t("Look at it")}
        </a>
        <a href={compare(workshop, snapshot.id)} aria-label={t("Compare with now: {name}", { name })}>
          <Icon of={GitCompareArrows} /> {t("Compare with now")}
        </a>
      </p>
    </li>
  );
}
