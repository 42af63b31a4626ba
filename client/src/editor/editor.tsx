/** The programme editor: made and changed in the browser, checked as one edits, before a workshop is made and while it runs. */

import { effect } from "@preact/signals";
import { render } from "preact";
import { useState } from "preact/hooks";
import { Redo2, Undo2 } from "lucide";
import { Dialog } from "../dialog.tsx";
import { Icon } from "../icons.tsx";
import { loadWordsOfTrainers, t, tn } from "../words.ts";
import { Begin } from "./begin.tsx";
import type { Part, Path } from "./document.ts";
import { begin, canRedo, canUndo, draft, elsewhere, goOn, isChanged, keep, news, opened, recall, redo, running, saved, stepsLeft, takeIn, undo, unkept } from "./draft.ts";
import { tidy } from "./drafts.ts";
import { jump, Mistakes, mistakes } from "./mistakes.tsx";
import { Outline } from "./outline.tsx";
import { Page } from "./pages.tsx";
import { nameOf, titleOf } from "./places.ts";
import { begun, checking, checkSoon, save, told } from "./server.ts";
import { emptyProgramme } from "./shapes.ts";
import { ChangeDialog, makeWorkshop, Obstacles } from "./taking_on.tsx";

type Asking = "" | "begin" | "change";

function Editor() {
  const [asking, ask] = useState<Asking>("");
  const now = draft.value;
  document.title = `${titleOf(now) || t("Programme")} · moot`;
  if (!now)
    return (
      <main class="sheet">
        <h1>{t("A new programme")}</h1>
        <p>{t("Begin with:")}</p>
        <Begin />
      </main>
    );
  return (
    <>
      <a class="skip" href="#part">
        {t("To the part that is open")}
      </a>
      <Banner ask={ask} />
      <div class="editor-grid">
        <aside aria-label={t("Outline")}>
          <details open={matchMedia("(min-width: 56em)").matches}>
            <summary>{t("Outline")}</summary>
            <Outline />
          </details>
        </aside>
        <main id="part" tabIndex={-1}>
          <Mistakes />
          {elsewhere.value && (
            <p class="over" role="status">
              {t("Another tab of this browser changed this draft, which is the same in both. Undo brings back how it was here.")}
            </p>
          )}
          {told.value.effect?.why === "programme-moved-on" && isChanged.value && (
            <p class="problem">
              {t("Another trainer changed the programme meanwhile.")}{" "}
              <button onClick={() => ask("change")}>{t("See what differs")}</button>
            </p>
          )}
          {running && (told.value.obstacles ?? []).length > 0 && <Obstacles list={told.value.obstacles ?? []} />}
          <Trail path={opened.value} />
          <h2>{nameOf(now, opened.value)}</h2>
          <Page key={opened.value.join("/")} path={opened.value} />
        </main>
      </div>
      <p class="unseen" role="status" aria-live="polite">
        {news.value}
      </p>
      {asking === "begin" && (
        <Dialog title={running ? t("Open a file") : t("Begin with another programme")} close={() => ask("")}>
          <Begin then={() => ask("")} />
        </Dialog>
      )}
      {asking === "change" && <ChangeDialog close={() => ask("")} />}
    </>
  );
}

function Banner({ ask }: { ask: (what: Asking) => void }) {
  const [problem, tell] = useState("");
  const wrong = mistakes.value.length;
  const isAsItIs = !isChanged.value || told.value.effect?.why === "already";
  const keepAsFile = async () => tell(await save());
  const go = async () => {
    const first = mistakes.value[0];
    if (first) {
      tell(tn("There is {n} mistake to mend first.", "There are {n} mistakes to mend first.", wrong));
      return jump(first.path ?? []);
    }
    tell("");
    if (running) return ask("change");
    if (!(await makeWorkshop())) tell(t("The server was not reached. Your draft is kept in this browser; try again."));
  };
  return (
    <header class="banner row">
      <h1>
        {t("Programme")}: {titleOf(draft.value)}
      </h1>
      {problem && (
        <span class="problem" role="alert">
          {problem}
        </span>
      )}
      <Keeping />
      <button aria-label={t("Undo")} disabled={!canUndo.value} onClick={undo}>
        <Icon of={Undo2} />
      </button>
      <button aria-label={t("Redo")} disabled={!canRedo.value} onClick={redo}>
        <Icon of={Redo2} />
      </button>
      <button onClick={() => ask("begin")}>{running ? t("Open a file") : t("Begin with …")}</button>
      <button onClick={() => void keepAsFile()}>{t("Save as a file")}</button>
      {running && <a href={`/w/${running}/console`}>{t("To the console")}</a>}
      <button class="main" disabled={checking.value || (Boolean(running) && isAsItIs)} onClick={() => void go()}>
        {running ? t("Change the workshop …") : t("Make the workshop")}
      </button>
    </header>
  );
}

function Keeping() {
  if (running && !isChanged.value) return <span class="quiet">{t("The workshop has this programme")}</span>;
  if (unkept.value) return <span class="problem">{t("This browser has no room for the draft: save it as a file")}</span>;
  return <span class="quiet">{saved.value ? "" : t("Kept in this browser, not saved as a file")}</span>;
}

/** The way to the part that is open. */
function Trail({ path }: { path: Path }) {
  const steps = Array.from({ length: path.length / 2 }, (_, at) => path.slice(0, at * 2));
  if (!steps.length) return null;
  return (
    <nav class="trail" aria-label={t("The way here")}>
      {steps.map((step) => (
        <button key={step.join()} class="link" onClick={() => (opened.value = step)}>
          {step.length ? nameOf(draft.value ?? {}, step) : t("The whole programme")}
        </button>
      ))}
    </nav>
  );
}

async function load(name: string): Promise<void> {
  if (name === "empty" && !running) return begin(emptyProgramme());
  const answer = await begun(name);
  if (answer?.document) begin(answer.document as Part, answer.revision ?? "", running ? (answer.document as Part) : null);
}

function pressed(event: KeyboardEvent): void {
  const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  if (typing || !(event.ctrlKey || event.metaKey)) return;
  const key = event.key.toLowerCase();
  if (key !== "z" && key !== "y") return;
  event.preventDefault();
  if (key === "y" || event.shiftKey) redo();
  else undo();
}

async function start(): Promise<void> {
  await loadWordsOfTrainers();
  const wanted = new URLSearchParams(location.search).get("from") ?? "";
  tidy();
  const known = !wanted && recall();
  const steps = await stepsLeft();
  if (!known && (running || wanted)) await load(wanted);
  goOn(steps, known);
  effect(() => {
    if (draft.value) checkSoon();
  });
  effect(() => {
    // who has changed nothing yet goes on with what the workshop has now
    if (told.value.effect?.why === "programme-moved-on" && !isChanged.value) void load("");
  });
  addEventListener("keydown", pressed);
  addEventListener("pagehide", keep);
  addEventListener("focus", checkSoon);
  for (const moment of ["storage", "focus", "pageshow"]) addEventListener(moment, takeIn);
  render(<Editor />, document.querySelector("#app") ?? document.body);
}

void start();
