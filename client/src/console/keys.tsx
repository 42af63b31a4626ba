/** The console by keyboard: Ctrl+K opens the palette; single letters give commands, unless they are switched off. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Command as Clover } from "lucide";
import { shortcuts } from "../board/keys.ts";
import { Icon } from "../icons.tsx";
import { lazy } from "../lazy.tsx";
import type { Workshop } from "../protocol.ts";
import { t } from "../words.ts";
import { useForeseen } from "./foreseen.tsx";
import { ordersFor, type Way } from "./orders.ts";
import type { Palette } from "./palette.tsx";

const palette = lazy<Parameters<typeof Palette>[0]>(async () => (await import("./palette.tsx")).Palette, "");

export function Keys({ workshop, chosen, ways, openRoom }: { workshop: Workshop; chosen: string[]; ways: readonly Way[]; openRoom: (room: string) => void }) {
  const [opened, open] = useState(false);
  /** What is typed after Ctrl+K, until the palette is there to take it: no letter of it is a command. */
  const begun = useRef<string | null>(null);
  const openPalette = () => {
    begun.current = "";
    open(true);
  };
  const takeBegun = () => {
    const text = begun.current ?? "";
    begun.current = null;
    return text;
  };
  const [first, confirmation] = useForeseen(workshop);
  useEffect(() => palette.ahead(), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const modified = event.ctrlKey || event.metaKey;
      if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
      if (modified && event.key.toLowerCase() === "k") {
        event.preventDefault();
        return openPalette();
      }
      if (begun.current !== null && !modified && event.key.length === 1) {
        event.preventDefault();
        begun.current += event.key;
        return;
      }
      const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable], [data-at]");
      if (modified || event.altKey || typing || shortcuts.value === "off") return;
      const line = [...ordersFor(workshop, chosen), ...ways].find((one) => one.key?.toLowerCase() === event.key.toLowerCase());
      if (!line) return;
      event.preventDefault();
      if ("go" in line) line.go();
      else first(line.name, line.request);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
  return (
    <>
      <button onClick={openPalette} aria-keyshortcuts="Control+K">
        <Icon of={Clover} /> {t("Commands")} <kbd>Ctrl+K</kbd>
      </button>
      {opened && <palette.Part workshop={workshop} chosen={chosen} ways={ways} open={openRoom} begun={takeBegun} close={() => open(false)} />}
      {confirmation}
    </>
  );
}
