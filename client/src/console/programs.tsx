/** Programs: who comes in by a token, and who is told elsewhere of what happens. What is secret is shown once. */

import { useEffect, useState } from "preact/hooks";
import { Confirm, Dialog } from "../dialog.tsx";
import { ask } from "../live/live.ts";
import { useLookedUp } from "../looked_up.ts";
import type { ProgramLine, Workshop } from "../protocol.ts";
import { dayInWords, t, tn } from "../words.ts";
import { Adding, Choices, posted, type Shown } from "./adding.tsx";
import { Copy } from "./tools.tsx";
import { TellElsewhere, WebhookItem } from "./webhooks.tsx";

type Scope = ProgramLine["scopes"][number];
const DAYS = [7, 30, 90, 180, 400];
/** Until a notice that was just due has its outcome, mostly. */
const SOON = 1500;

export function Programs({ workshop }: { workshop: Workshop }) {
  const [looked, look] = useState(0);
  const [secret, show] = useState<Shown | null>(null);
  const last = workshop.record?.at(-1)?.id ?? 0;
  useEffect(() => {
    const soon = setTimeout(() => look((before) => before + 1), SOON);
    return () => clearTimeout(soon);
  }, [last]);
  const known = useLookedUp("programs", {}, `${last}.${looked}`);
  if (known === "failed") return <p>{t("That could not be looked up. Try again later.")}</p>;
  if (!known) return <p>{t("One moment …")}</p>;
  const shown = (given: Shown) => {
    look(looked + 1);
    show(given);
  };
  return (
    <section aria-label={t("Programs")}>
      <p class="quiet">
        {t("Programs do by the API what trainers do here, as far as you let them.")} <a href="/api/v1/docs">{t("How programs do that")}</a>
      </p>
      <ul class="people">
        {known.programs.map((program) => (
          <ProgramItem key={program.id} program={program} />
        ))}
      </ul>
      <LetIn workshop={workshop} shown={shown} />
      <h3>{t("Told elsewhere")}</h3>
      <ul class="people">
        {known.webhooks.map((webhook) => (
          <WebhookItem key={webhook.id} webhook={webhook} look={() => look(looked + 1)} />
        ))}
      </ul>
      <TellElsewhere workshop={workshop} shown={shown} />
      {secret && <Once {...secret} close={() => show(null)} />}
    </section>
  );
}

/** A token or a secret, the only time that it is shown. */
function Once({ title, label, value, close }: Shown & { close: () => void }) {
  return (
    <Dialog title={title} close={close}>
      <p>
        <strong>{t("It is shown only now.")}</strong> {t("Copy it to where the program keeps its secrets.")}
      </p>
      <label class="field">
        {label} <input readOnly value={value} onFocus={(event) => event.currentTarget.select()} />
      </label>
      <p class="row">
        <Copy text={value} name={label} />
        <button class="main" onClick={close}>
          {t("I have it")}
        </button>
      </p>
    </Dialog>
  );
}

function ProgramItem({ program }: { program: ProgramLine }) {
  const [asking, confirm] = useState(false);
  const scopes = scopeTitles();
  const { name, by } = program;
  const states = { good: t("until {day}", { day: dayInWords(program.expires) }), expired: t("its time is over"), withdrawn: t("withdrawn") };
  return (
    <li class="program" data-removed={program.state !== "good"}>
      <span>
        {name} <small>{[states[program.state], program.scopes.map((scope) => scopes[scope]).join(" · "), by && t("let in by {name}", { name: by })].filter(Boolean).join(", ")}</small>
      </span>
      {program.state === "good" && (
        <button class="danger" aria-label={t("Withdraw the token of {name}", { name })} onClick={() => confirm(true)}>
          {t("Withdraw")}
        </button>
      )}
      {asking && (
        <Confirm
          title={t("Withdraw the token of {name}", { name })}
          says={[t("The program is out at once, and for good. What it did stays.")]}
          yes={t("Do it")}
          done={() => void ask({ type: "withdraw-program", program: program.id })}
          close={() => confirm(false)}
        />
      )}
    </li>
  );
}

function LetIn({ workshop, shown }: { workshop: Workshop; shown: (given: Shown) => void }) {
  const titles = scopeTitles();
  return (
    <Adding
      title={t("Let in a program")}
      yes={t("Make a token")}
      send={async (form) => {
        const name = String(form.get("name"));
        const made = await posted<{ token: string }>(`/w/${workshop.id}/programs`, { name, scopes: form.getAll("chosen"), days: Number(form.get("days")) });
        if (made.got) shown({ title: t("The token of {name}", { name }), label: t("Token"), value: made.got.token });
        return made.why;
      }}
    >
      <label class="field">
        {t("What it is called")} <input name="name" required maxLength={80} />
      </label>
      <Choices legend={t("What it may")} titles={titles} />
      <label class="field">
        {t("For how long")}{" "}
        <select name="days">
          {DAYS.map((days) => (
            <option key={days} value={days} selected={days === 90}>
              {tn("{n} day", "{n} days", days)}
            </option>
          ))}
        </select>
      </label>
    </Adding>
  );
}

function scopeTitles(): Record<Scope, string> {
  return {
    read: t("read all that trainers see"),
    results: t("get the results"),
    people: t("put people on the list, move and remove them"),
    write: t("write on boards and canvases"),
    lead: t("lead: stages, votes, decisions, messages"),
  };
}
