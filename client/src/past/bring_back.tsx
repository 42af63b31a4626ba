/** Bringing back: it says first what it would replace, and that this is kept. */

import { useState } from "preact/hooks";
import { Undo2 } from "lucide";
import { Dialog } from "../dialog.tsx";
import { Icon } from "../icons.tsx";
import type { Effect } from "../protocol.ts";
import { reasonText } from "../said.ts";
import { t, tn } from "../words.ts";
import { post } from "./asked.ts";

/** A note or a challenge; or a canvas, a row of it, or a cell. */
export type What = { readonly room: string; readonly note: string } | { readonly room: string; readonly section: string } | { readonly canvas: string; readonly row?: string; readonly column?: string };

export interface Brings {
  readonly snapshot: string;
  readonly done: () => void;
}

/** `label`: which of many it is, for who does not see where it stands. */
export function BringBack({ brings, what, label, says }: { brings: Brings; what: What; label: string; says: string }) {
  const [effect, foresee] = useState<Effect | null>(null);
  const [failed, fail] = useState(false);
  const ask = async (foresee: boolean) => {
    const told = await post<Effect>("bring-back", { snapshot: brings.snapshot, ...what, foresee });
    fail(!told);
    return told;
  };
  const close = () => foresee(null);
  const does = async () => {
    const told = await ask(false);
    if (told?.why) return foresee(told);
    close();
    if (told) brings.done();
  };
  return (
    <>
      <button class="bring-back" onClick={() => void ask(true).then((told) => told && foresee(told))}>
        <Icon of={Undo2} /> {says} <span class="unseen">{label}</span>
      </button>
      {failed && <span class="problem">{t("That did not work. Please try again in a moment.")}</span>}
      {effect && (
        <Dialog title={t("Bring back: {what}", { what: label })} close={close}>
          {effect.why ? <p>{effect.why === "already" ? t("It is so already.") : reasonText(effect.why)}</p> : <Foreseen effect={effect} />}
          <p class="row">
            {!effect.why && (
              <button class="main" onClick={() => void does()}>
                {t("Bring it back")}
              </button>
            )}
            <button onClick={close}>{effect.why ? t("Close") : t("Cancel")}</button>
          </p>
        </Dialog>
      )}
    </>
  );
}

function Foreseen({ effect: { replaces = 0, words = [] } }: { effect: Effect }) {
  return (
    <>
      <p>{t("Everybody there sees it at once.")}</p>
      {replaces > 0 && <p>{tn("It takes the place of what stands there now:", "It takes the place of {n} texts that stand there now, among them:", replaces)}</p>}
      {words.map((text, at) => (
        <blockquote key={at}>{text}</blockquote>
      ))}
      <p>{t("How it is now is kept as a snapshot before.")}</p>
    </>
  );
}
