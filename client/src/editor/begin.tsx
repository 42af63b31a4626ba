/** With what one begins: a programme that comes with moot, an empty one, a file, or the draft that is here. */

import { useState } from "preact/hooks";
import { Trash2 } from "lucide";
import { Confirm } from "../dialog.tsx";
import { Icon } from "../icons.tsx";
import { momentInWords, t } from "../words.ts";
import type { Part } from "./document.ts";
import { base, begin, current, draft, revision, running, saved } from "./draft.ts";
import { address, forget, listed, type Listed } from "./drafts.ts";
import { mistakeText } from "./expected.ts";
import { titleOf } from "./places.ts";
import { begun, read } from "./server.ts";
import { emptyProgramme } from "./shapes.ts";

const BUILT_IN = ["academy", "retro", "value-proposition"] as const;

/** The draft that is named, or nothing when it was not reached. */
async function named(name: string): Promise<Part | null> {
  if (name === "empty") return emptyProgramme();
  return ((await begun(name))?.document as Part | undefined) ?? null;
}

/** How to begin with another draft; and what to ask and say about it. */
export function useBegin(then: () => void = () => undefined): { from: (name: string) => void; open: (file: File) => void; said: preact.ComponentChildren } {
  const [asked, ask] = useState<Part | null>(null);
  const [problem, tell] = useState<readonly string[]>([]);
  const take = (fresh: Part) => {
    // while a workshop runs, what a file says is still a change of its programme
    begin(fresh, running ? revision.value : "", running ? base.value : null);
    then();
  };
  // in a workshop it takes the place of the draft; else that has its own
  const offer = (fresh: Part) => (running && draft.value && !saved.value ? ask(fresh) : take(fresh));
  const from = async (name: string) => {
    const fresh = await named(name);
    if (fresh) offer(fresh);
    else tell([t("The server was not reached. Try again.")]);
  };
  const open = async (file: File) => {
    const answer = await read(file);
    tell(answer ? (answer.mistakes ?? []).map((mistake) => `${file.name}, ${t("line {line}", { line: mistake.line })}: ${mistakeText(mistake)}`) : [t("The file was not read: it is too large, or the server was not reached.")]);
    if (answer?.document) offer(answer.document as Part);
  };
  return {
    from: (name) => void from(name),
    open: (file) => void open(file),
    said: (
      <>
        {problem.length > 0 && (
          <p class="problem" role="alert">
            {problem.join(" ")}
          </p>
        )}
        {asked && (
          <Confirm
            title={t("Open a file")}
            says={[t("“{title}” is not saved as a file. Undo brings it back.", { title: titleOf(draft.value) })]}
            yes={t("Begin with the other")}
            done={() => take(asked)}
            close={() => ask(null)}
          />
        )}
      </>
    ),
  };
}

/** Those of other programmes in this browser: to go on with, or to delete. */
function Drafts() {
  const [asked, ask] = useState<Listed | null>(null);
  const [, again] = useState(0);
  const others = listed().filter((one) => one.id !== current.value);
  if (!others.length) return null;
  return (
    <section class="parts" aria-labelledby="drafts">
      <h3 id="drafts">{t("Drafts in this browser")}</h3>
      <ul>
        {others.map((one) => (
          <li key={one.id}>
            <a href={address(one.id)}>{titleOf(one.document) || t("without a title")}</a>{" "}
            <span class="quiet">
              {one.at ? t("edited {when}", { when: momentInWords(one.at) }) : ""}
              {one.saved && ` · ${t("saved as a file")}`}
            </span>
            <button class="plain" aria-label={t("Delete the draft: {title}", { title: titleOf(one.document) })} onClick={() => ask(one)}>
              <Icon of={Trash2} />
            </button>
          </li>
        ))}
      </ul>
      {asked && (
        <Confirm
          title={t("Delete the draft: {title}", { title: titleOf(asked.document) })}
          says={[asked.saved ? t("Its file stays where you saved it.") : t("It is not saved as a file. This cannot be taken back.")]}
          yes={t("Delete it")}
          done={() => (forget(asked.id), again(asked.at ?? 0))}
          close={() => ask(null)}
        />
      )}
    </section>
  );
}

export function Begin({ then }: { then?: () => void }) {
  const { from, open, said } = useBegin(then);
  const titles = { academy: t("The cluster academy: five days"), retro: t("A retrospective: one hour"), "value-proposition": t("Value propositions: an afternoon") };
  return (
    <section class="begin" aria-label={t("Begin with")}>
      {said}
      <p class="column">
        {!running && BUILT_IN.map((name) => (
          <button key={name} onClick={() => from(name)}>
            {titles[name]}
          </button>
        ))}
        {!running && <button onClick={() => from("empty")}>{t("An empty programme")}</button>}
      </p>
      {!running && <Drafts />}
      <p class="field">
        <label for="open-file">{t("A programme file (TOML)")}</label>
        <span class="quiet">{t("Also one with mistakes, of 256 KB at most. Comments in it are not kept.")}</span>
        <input
          id="open-file"
          type="file"
          accept=".toml"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) open(file);
            event.currentTarget.value = "";
          }}
        />
      </p>
    </section>
  );
}
