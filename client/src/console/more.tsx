/** What else is commanded for all rooms or some: calling back, locking, a plan that runs by itself; and what is on now. */

import { useState } from "preact/hooks";
import { Lock, LockOpen, Megaphone, MegaphoneOff, Repeat, Sparkles } from "lucide";
import { useTime } from "../clock.tsx";
import { Dialog, DoOrCancel } from "../dialog.tsx";
import { Until } from "../from_trainer.tsx";
import { Icon } from "../icons.tsx";
import { MESSAGE_LETTERS } from "../limits.ts";
import { ask, newId } from "../live/live.ts";
import { runState } from "../outline.ts";
import type { Room, Run, Workshop } from "../protocol.ts";
import { following } from "../sequence.ts";
import { t, tn } from "../words.ts";

const SECOND = 1000;

export function MoreCommands({ workshop, rooms, meant }: { workshop: Workshop; rooms: string[]; meant: readonly Room[] }) {
  const [calling, call] = useState(false);
  const locked = meant.length > 0 && meant.every((room) => room.locks?.[""]);
  const itself = meant.length > 0 && meant.every((room) => room.by_itself);
  const next = itself && meant[0]?.run ? following(workshop, meant[0].run) : undefined;
  return (
    <div class="row more">
      {workshop.call ? (
        <>
          <strong>
            <Icon of={Megaphone} /> {t("Everyone is called back.")}
          </strong>
          {workshop.call.ends ? <Until ends={workshop.call.ends} /> : null}
          <button onClick={() => void ask({ type: "end-call" })}>
            <Icon of={MegaphoneOff} /> {t("End the call")}
          </button>
        </>
      ) : (
        <button onClick={() => call(true)}>
          <Icon of={Megaphone} /> {t("Call everyone back")}
        </button>
      )}
      {workshop.spotlight && (
        <button onClick={() => void ask({ type: "end-spotlight" })}>
          <Icon of={Sparkles} /> {t("End what is shown to all")}
        </button>
      )}
      <button aria-pressed={locked} onClick={() => void ask({ type: "lock", rooms, locked: !locked })}>
        <Icon of={locked ? Lock : LockOpen} /> {locked ? t("Unlock") : t("Lock: only trainers write")}
      </button>
      <button aria-pressed={itself} onClick={() => void ask({ type: "run-by-itself", rooms, on: !itself })}>
        <Icon of={Repeat} /> {t("The plan runs by itself")}
      </button>
      {itself && meant[0]?.run && <Then run={meant[0].run} next={next} />}
      {calling && <CallDialog close={() => call(false)} />}
    </div>
  );
}

/** What comes by itself, and when. */
function Then({ run, next }: { run: Run; next: string | undefined }) {
  const time = useTime(SECOND);
  const left = Math.max(0, Math.ceil(((runState(run) === "paused" ? (run.left ?? 0) + time : run.ends) - time) / SECOND));
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  if (runState(run) === "over") return null;
  return <span class="quiet">{next ? t("Next: {stage} in {clock}", { stage: next, clock }) : t("The end of the session in {clock}", { clock })}</span>;
}

export function CallDialog({ close }: { close: () => void }) {
  const [text, type] = useState("");
  const [minutes, within] = useState(0);
  const send = (event: Event) => {
    event.preventDefault();
    void ask({ type: "call-back", id: newId(), text, seconds: minutes * 60 });
    close();
  };
  return (
    <Dialog title={t("Call everyone back")} close={close}>
      <p>{t("It stands on every screen, also on the projector, until you end it.")}</p>
      <form onSubmit={send}>
        <label class="field">
          {t("A few words, if you like")}
          <input value={text} maxLength={MESSAGE_LETTERS} onInput={(event) => type(event.currentTarget.value)} />
        </label>
        <label class="field">
          {t("By when")}
          <select value={minutes} onChange={(event) => within(Number(event.currentTarget.value))}>
            <option value={0}>{t("now")}</option>
            {[1, 2, 3, 5, 10].map((n) => (
              <option key={n} value={n}>
                {tn("within {n} minute", "within {n} minutes", n)}
              </option>
            ))}
          </select>
        </label>
        <DoOrCancel close={close}>{t("Call")}</DoOrCancel>
      </form>
    </Dialog>
  );
}
