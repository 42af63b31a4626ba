/** Erasing a person: what would go, exactly, and that it cannot be taken back. */

import { useEffect, useState } from "preact/hooks";
import { Dialog } from "../dialog.tsx";
import type { Loss, Person, Reason, Workshop } from "../protocol.ts";
import { nameOf, reasonText } from "../said.ts";
import { t, tn } from "../words.ts";

type Extent = "own" | "words";

export function EraseDialog({ workshop, person, close }: { workshop: Workshop; person: Person; close: () => void }) {
  const name = nameOf(workshop, person.id);
  const [loss, found] = useState<Loss | null>(null);
  const [extent, choose] = useState<Extent>("own");
  const [mentions, replace] = useState(true);
  const [sure, say] = useState(false);
  const [under, wait] = useState(false);
  const [problem, tell] = useState("");
  const path = `/w/${workshop.id}/people/${person.id}`;
  useEffect(() => void fetch(`${path}/loss`).then(async (answer) => answer.ok && found((await answer.json()) as Loss)), [path]);
  const erase = async (event: Event) => {
    event.preventDefault();
    if (!sure || under) return;
    wait(true);
    const body = new URLSearchParams({ extent, mentions: mentions ? "yes" : "no" });
    const answer = await fetch(`${path}/erase`, { method: "POST", body }).catch(() => null);
    wait(false);
    if (answer?.ok) close();
    else tell(answer && answer.status < 500 ? reasonText(((await answer.json()) as { why: Reason }).why) : t("The server did not answer. Look at the list of people: either all was erased, or nothing."));
  };
  if (!loss)
    return (
      <Dialog title={t("Erase {name}", { name })} close={close}>
        <p>{t("One moment …")}</p>
      </Dialog>
    );
  return (
    <Dialog title={t("Erase {name}", { name })} close={close}>
      <form onSubmit={(event) => void erase(event)}>
        <p>{t("This is for good. Nobody can take it back, neither you nor the operator.")}</p>
        <h3>{t("This goes")}</h3>
        <ul>
          <li>{t("The name, organisation and country, and what they agreed to; they are out at once, under no name.")}</li>
          <li>{t("Private and deleted notes, and feedback that was not released.")}</li>
          <li>{t("Their answers to forms, which then count no more.")}</li>
          {(loss.cells ?? 0) > 0 && <li>{tn("{n} cell of their own canvases", "{n} cells of their own canvases", loss.cells ?? 0)}</li>}
          {(loss.received ?? 0) > 0 && <li>{tn("{n} feedback on these", "{n} pieces of feedback on these", loss.received ?? 0)}</li>}
          {(loss.check_ins ?? 0) > 0 && <li>{tn("{n} check-in", "{n} check-ins", loss.check_ins ?? 0)}</li>}
        </ul>
        <fieldset>
          <legend>{t("What they shared with others")}</legend>
          <p class="quiet">
            {[tn("{n} note", "{n} notes", loss.notes ?? 0), tn("{n} question", "{n} questions", loss.questions ?? 0), tn("{n} feedback given", "{n} pieces of feedback given", loss.feedback ?? 0)].join(" · ")}
          </p>
          <p>
            <label class="tick">
              <input type="radio" name="extent" checked={extent === "own"} onChange={() => choose("own")} /> {t("stays, without their name")}
            </label>
          </p>
          <p>
            <label class="tick">
              <input type="radio" name="extent" checked={extent === "words"} onChange={() => choose("words")} /> {t("goes with its words: “…” stands there")}
            </label>
          </p>
        </fieldset>
        <Mentioned loss={loss} replaces={mentions} replace={replace} />
        <p class="quiet">{t("Votes, decisions and everybody else's work stay. Reports and files that somebody has taken away are not reached.")}</p>
        <p>
          <label class="tick">
            <input type="checkbox" required checked={sure} onChange={(event) => say(event.currentTarget.checked)} /> {t("I know that it cannot be taken back")}
          </label>
        </p>
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <p class="row">
          <button class="danger" disabled={!sure || under}>
            {under ? t("Erasing …") : t("Erase {name} for good", { name })}
          </button>
          <button type="button" onClick={close}>
            {t("Cancel")}
          </button>
        </p>
      </form>
    </Dialog>
  );
}

/** Where else their name stands: in what others wrote, and in the programme, as of a facilitator. */
function Mentioned({ loss, replaces, replace }: { loss: Loss; replaces: boolean; replace: (yes: boolean) => void }) {
  const { mentions = 0, programme = 0 } = loss;
  const places = [mentions > 0 && tn("{n} text of others", "{n} texts of others", mentions), programme > 0 && tn("{n} text of the programme", "{n} texts of the programme", programme)].filter((one) => one !== false).join(" · ");
  return (
    <>
      {places && loss.replaced && (
        <p>
          <label class="tick">
            <input type="checkbox" checked={replaces} onChange={(event) => replace(event.currentTarget.checked)} /> {t("Replace the name elsewhere, too: {places}", { places })}
          </label>
        </p>
      )}
      {places && !loss.replaced && <p class="quiet">{t("Their name stands elsewhere: {places}. It is not replaced there, as it may mean somebody or something else: please look yourself.", { places })}</p>}
      {loss.consent && <p class="problem">{t("The text that people agree to names them. It stays as people agreed to it.")}</p>}
    </>
  );
}
