/** What “?” shows: every key with what it does, and what one prefers; and one's personal link, for another device. */

import { useEffect, useState } from "preact/hooks";
import { shortcuts } from "../board/keys.ts";
import { spoken } from "../board/news.ts";
import { Dialog } from "../dialog.tsx";
import { line, you } from "../live/live.ts";
import type { Workshop } from "../protocol.ts";
import { nameOf, ofTrainers } from "../said.ts";
import { language, t } from "../words.ts";

const LANGUAGES = JSON.parse(document.body.dataset["languages"] ?? "{}") as Record<string, string>;

export function HelpDialog({ which, workshop, close }: { which: "keys" | "me"; workshop: Workshop; close: () => void }) {
  return which === "keys" ? <Keys workshop={workshop} close={close} /> : <Me workshop={workshop} close={close} />;
}

function Keys({ workshop, close }: { workshop: Workshop; close: () => void }) {
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
    ...ofTrainers.keys(),
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
      <p>
        <a class="alone" href={`/w/${workshop.id}/kept?seat=${document.body.dataset["seat"]}`}>{t("What is kept about you")}</a>
      </p>
      <p class="row" role="group" aria-label={t("Language")}>
        {Object.entries(LANGUAGES).map(([key, name]) => (
          <a key={key} class="alone" lang={key} aria-current={key === language ? "true" : undefined} href={`/language/${key}?back=${encodeURIComponent(location.pathname)}`}>
            {name}
          </a>
        ))}
      </p>
    </Dialog>
  );
}

function Me({ workshop, close }: { workshop: Workshop; close: () => void }) {
  const [link, found] = useState("");
  const [away, miss] = useState(false);
  const [copied, copy] = useState(false);
  useEffect(() => {
    if (link) return;
    void fetch(`/w/${workshop.id}/personal/${you.value.id}`).then(
      async (answer) => (miss(!answer.ok), answer.ok && found(((await answer.json()) as { url: string }).url)),
      () => miss(true),
    );
  }, [line.value]);
  return (
    <Dialog title={nameOf(workshop, you.value.id)} close={close}>
      {document.body.dataset["shared"] ? <p>{t("Several people write on this device in turn. Your own link is with a trainer.")}</p> : null}
      <p>{t("With this link you are yourself on another device too. It is yours alone: whoever has it, writes and votes as you.")}</p>
      <label class="field">
        {t("Your personal link")}
        <input readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
      </label>
      {away && (
        <p class="problem" role="alert">
          {t("The server cannot be reached just now.")}
        </p>
      )}
      <p class="row">
        <button class="main" disabled={!link} onClick={() => void navigator.clipboard?.writeText(link).then(() => copy(true))}>
          {copied ? t("Copied") : t("Copy the link")}
        </button>
      </p>
    </Dialog>
  );
}
