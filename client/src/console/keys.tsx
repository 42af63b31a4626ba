/** The console by keyboard: Ctrl+K opens the palette; single letters give commands, unless they are switched off. */

import { useEffect, useState } from "preact/hooks";
import { Command as Clover } from "lucide";
import { shortcuts } from "../board/keys.ts";
import { Icon } from "../icons.tsx";
import { lazy } from "../lazy.tsx";
import type { Workshop } from "../protocol.ts";
import { t } from "../words.ts";
import { useForeseen } from "./foreseen.tsx";
import { ordersFor } from "./orders.ts";
import type { Palette, Way } from "./palette.tsx";

const palette = lazy<Parameters<typeof Palette>[0]>(async () => (await import("./palette.tsx")).Palette, "");

export function Keys({ workshop, chosen, ways }: { workshop: Workshop; chosen: string[]; ways: readonly Way[] }) {
  const [opened, open] = useState(false);
  const [first, confirmation] = useForeseen(workshop);
  useEffect(() => palette.ahead(), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const modified = event.ctrlKey || event.metaKey;
      if (document.querySelector("dialog[open]")) return;
      if (modified && event.key.toLowerCase() === "k") {
        event.preventDefault();
        return open(true);
      }
      const typing = event.target instanceof Element && event.target.matches("input, textarea, select, [contenteditable]");
      if (modified || event.altKey || typing || shortcuts.value === "off") return;
      const order = ordersFor(workshop, chosen).find((one) => one.key === event.key.toLowerCase());
      if (!order) return;
      event.preventDefault();
      first(order.name, order.request);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
  return (
    <>
      <button onClick={() => open(true)} aria-keyshortcuts="Control+K">
        <Icon of={Clover} /> {t("Commands")} <kbd>Ctrl+K</kbd>
      </button>
      {opened && <palette.Part workshop={workshop} chosen={chosen} ways={ways} close={() => open(false)} />}
      {confirmation}
    </>
  );
}
