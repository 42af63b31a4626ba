/** The way to where something came from, and what became of it. */

import { useState } from "preact/hooks";
import { Waypoints } from "lucide";
import { Icon } from "./icons.tsx";
import { lazy } from "./lazy.tsx";
import type { Subject } from "./lineage_path.tsx";
import { past } from "./live/live.ts";
import { t } from "./words.ts";

const lineage = lazy<{ of: Subject; name: string; close: () => void }>(async () => (await import("./lineage_path.tsx")).Lineage);

/** `says`: its words are shown beside the sign. */
export function LineageButton({ of, name, says = false }: { of: Subject; name: string; says?: boolean }) {
  const [opened, open] = useState(false);
  if (past.value) return null; // it would tell how it is now
  return (
    <>
      <button type="button" class={says ? "" : "plain"} aria-haspopup="dialog" aria-label={t("Where it came from, and what became of it: {name}", { name })} onClick={() => open(true)}>
        <Icon of={Waypoints} /> {says && t("Where it came from, and what became of it")}
      </button>
      {opened && <lineage.Part of={of} name={name} close={() => open(false)} />}
    </>
  );
}
