/** A part of the page that is loaded when it is needed first. */

import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { t } from "./words.ts";

/** The part, and how to load it ahead, so that it is there when the line is not. `meanwhile`: said until it is there. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>, meanwhile = t("One moment …")): { Part: (props: P) => preact.ComponentChildren; ahead: () => void } {
  const part = signal<ComponentType<P> | null>(null);
  const failed = signal(false);
  let under: Promise<void> | null = null;
  const ahead = () => {
    under ??= load().then(
      (loaded) => void (part.value = loaded),
      () => void ((under = null), (failed.value = true)),
    );
  };
  const Part = (props: P) => {
    const Loaded = part.value;
    if (Loaded) return <Loaded {...props} />;
    ahead();
    if (!failed.value) return meanwhile ? <p class="sheet">{meanwhile}</p> : null;
    return (
      <p class="sheet">
        {t("This part of the page did not arrive.")} <button onClick={() => location.reload()}>{t("Load the page again")}</button>
      </p>
    );
  };
  return { Part, ahead };
}
