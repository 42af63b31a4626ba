/** What is looked up beside the view: asked of the server when one opens it, as far as one may see it. */

import { useEffect, useState } from "preact/hooks";
import type { Cohort, LeftOutSaid, LetIn, Lineage, Protection, Version } from "./protocol.ts";

interface Kinds {
  lineage: Lineage;
  history: readonly Version[];
  plans: Cohort;
  programs: LetIn;
  protection: Protection;
  "results/left-out": readonly LeftOutSaid[];
}

/** Null until it is there. `again`: asked anew when this changes. */
export function useLookedUp<K extends keyof Kinds>(what: K, of: Readonly<Record<string, string>>, again?: unknown): Kinds[K] | "failed" | null {
  const [told, tell] = useState<Kinds[K] | "failed" | null>(null);
  const { workshop = "", seat = "" } = document.body.dataset;
  const address = `/w/${workshop}/${what}?${new URLSearchParams({ ...of, seat })}`;
  useEffect(() => {
    let left = false;
    fetch(address)
      .then(async (answer) => (answer.ok ? ((await answer.json()) as Kinds[K]) : "failed"))
      .catch((): "failed" => "failed")
      .then((found) => left || tell(found));
    return () => void (left = true);
  }, [address, again]);
  return told;
}
