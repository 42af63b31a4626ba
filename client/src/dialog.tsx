/** A native dialog: focus goes in, stays in, and comes back to where it was; to the main part of the page if that is gone. */

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
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) return opener.focus();
      requestAnimationFrame(() => {
        const nobody = document.activeElement === document.body; // else somebody has taken the focus on
        if (nobody) document.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true });
      });
    };
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

/** How a form in a dialog ends: it is sent, or left. */
export function DoOrCancel({ off = false, close, children }: { off?: boolean; close: () => void; children: ComponentChildren }) {
  return (
    <p class="row">
      <button class="main" disabled={off}>
        {children}
      </button>
      <button type="button" onClick={close}>
        {t("Cancel")}
      </button>
    </p>
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
