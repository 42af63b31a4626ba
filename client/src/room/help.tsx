/** What opens above the page: keys and settings, one's link, questions, the agenda. Each is loaded when it is needed first. */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { shortcuts } from "../board/keys.ts";
import { Dialog } from "../dialog.tsx";
import { you } from "../live/live.ts";
import { undo } from "../live/undo.ts";
import { lazy } from "../lazy.tsx";
import type { Workshop } from "../protocol.ts";
import type { Questions } from "../questions/questions.tsx";
import { t } from "../words.ts";
import { AllDays } from "./agenda.tsx";
import type { HelpDialog } from "./help_dialogs.tsx";

const dialogs = lazy<Parameters<typeof HelpDialog>[0]>(async () => (await import("./help_dialogs.tsx")).HelpDialog);
const questions = lazy<Parameters<typeof Questions>[0]>(async () => (await import("../questions/questions.tsx")).Questions);

export const opened = signal<"" | "keys" | "me" | "questions" | "agenda">("");

addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.matches("input, textarea, select");
  if (typing || opened.value) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "z") undo();
  else if (event.key === "?" && shortcuts.value === "on") opened.value = "keys";
  else return;
  event.preventDefault();
});

export function Help({ workshop }: { workshop: Workshop }) {
  const close = () => (opened.value = "");
  useEffect(() => (questions.ahead(), dialogs.ahead()), []); // they work without a line too
  if (opened.value === "questions")
    return (
      <Dialog title={t("Questions")} close={close}>
        <questions.Part workshop={workshop} trains={you.value.role === "trainer"} />
      </Dialog>
    );
  const room = Object.values(workshop.rooms ?? {})[0];
  if (opened.value === "agenda" && room)
    return (
      <Dialog title={t("Agenda")} close={close}>
        <AllDays workshop={workshop} room={room} />
      </Dialog>
    );
  return opened.value === "keys" || opened.value === "me" ? <dialogs.Part which={opened.value} workshop={workshop} close={close} /> : null;
}
