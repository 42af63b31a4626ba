/** “?”: every key with what it does, and what one prefers; and one's personal link, to come back on another device. */

import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { shortcuts } from "../board/keys.ts";
import { spoken } from "../board/news.ts";
import { Dialog } from "../dialog.tsx";
import { you } from "../live/live.ts";
import { undo } from "../live/undo.ts";
import { lazy } from "../lazy.tsx";
import type { Workshop } from "../protocol.ts";
import type { Questions } from "../questions/questions.tsx";
import { nameOf } from "../said.ts";
import { language, t } from "../words.ts";
import { AllDays } from "./agenda.tsx";

const LANGUAGES = JSON.parse(document.body.dataset["languages"] ?? "{}") as Record<string, string>;

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
  useEffect(questions.ahead, []); // asking works without a line too
  if (opened.value === "keys") return <Keys close={close} />;
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
  return opened.value === "me" ? <Me workshop={workshop} close={close} /> : null;
}

function Keys({ close }: { close: () => void }) {
  const keys: [string, string][] = [
    ["↑ ↓ ← →", t("from note to note, and from challenge to challenge")],
    ["Enter", t("edit a note; add what you wrote")],
    ["Shift+Enter", t("a new line in a note")],
    ["Delete", t("delete a note")],
    ["M", t("move a note, or put it together with another")],
    ["V", t("place a dot")],
    ["Shift+V", t("take a dot back")],
    ["Enter, F2", t("write in a cell of a table; Esc leaves it")],
    ["Tab", t("while writing: on to the next cell; behind the last, a new row")],
    ["Alt+↑ ↓", t("move a row up or down")],
    ["Ctrl+V", t("put cells from a spreadsheet into a table")],
    ["Ctrl+Z", t("take back what you did last")],
    ["?", t("this list")],
  ];
  return (
    <Dialog title={t("Keys and settings")} close={close}>
      <dl class="keys">
        {keys.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <p>
        <label>
          <input type="checkbox" checked={shortcuts.value === "on"} onChange={(event) => (shortcuts.value = event.currentTarget.checked ? "on" : "off")} /> {t("Single letters are commands")}
        </label>
      </p>
      <p>
        <label>
          <input type="checkbox" checked={spoken.value === "on"} onChange={(event) => (spoken.value = event.currentTarget.checked ? "on" : "off")} /> {t("Screen readers say what others add")}
        </label>
      </p>
      <p class="row" role="group" aria-label={t("Language")}>
        {Object.entries(LANGUAGES).map(([key, name]) => (
          <a key={key} lang={key} aria-current={key === language ? "true" : undefined} href={`/language/${key}?back=${encodeURIComponent(location.pathname)}`}>
            {name}
          </a>
        ))}
      </p>
    </Dialog>
  );
}

function Me({ workshop, close }: { workshop: Workshop; close: () => void }) {
  const [link, found] = useState("");
  const [copied, copy] = useState(false);
  useEffect(() => {
    void fetch(`/w/${workshop.id}/personal/${you.value.id}`).then(async (answer) => answer.ok && found(((await answer.json()) as { url: string }).url));
  }, []);
  return (
    <Dialog title={nameOf(workshop, you.value.id)} close={close}>
      <p>{t("With this link you are yourself on another device too. It is yours alone: whoever has it, writes and votes as you.")}</p>
      <label class="field">
        {t("Your personal link")}
        <input readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <p class="row">
        <button class="main" disabled={!link} onClick={() => void navigator.clipboard?.writeText(link).then(() => copy(true))}>
          {copied ? t("Copied") : t("Copy the link")}
        </button>
      </p>
    </Dialog>
  );
}
