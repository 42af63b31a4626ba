/** A native dialog: focus goes in, stays in, and comes back to where it was. */

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { X } from "lucide";
import { Icon } from "./icons.tsx";
import { t } from "./words.ts";

export function Dialog({ title, close, children }: { title: string; close: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    return () => opener instanceof HTMLElement && opener.isConnected && opener.focus();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={close} onKeyDown={(event) => event.stopPropagation()}>
      <div class="row">
        <h2 id={id}>{title}</h2>
        <button class="plain" aria-label={t("Close")} onClick={() => dialog.current?.close()}>
          <Icon of={X} />
        </button>
      </div>
      {children}
    </dialog>
  );
}

/** Asks before something that many will feel: it says what will be, and the way out is as near as the way on. No `yes`: it cannot be. */
export function Confirm({ title, says, yes, done, close }: { title: string; says: readonly string[]; yes: string; done: () => void; close: () => void }) {
  return (
    <Dialog title={title} close={close}>
      {says.filter(Boolean).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <form method="dialog" class="row" onSubmit={done}>
        {yes && <button class="main">{yes}</button>}
        <button type="button" onClick={close}>
          {yes ? t("Cancel") : t("Close")}
        </button>
      </form>
    </Dialog>
  );
}
