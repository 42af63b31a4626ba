/** Programs: who comes in by a token, and who is told elsewhere of what happens. What is secret is shown once. */

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Confirm, Dialog } from "../dialog.tsx";
import { NOTICES } from "../limits.ts";
import { ask } from "../live/live.ts";
import { useLookedUp } from "../looked_up.ts";
import type { Delivery, ProgramLine, Reason, WebhookLine, Workshop } from "../protocol.ts";
import { reasonText } from "../said.ts";
import { dayInWords, momentInWords, t, tn } from "../words.ts";
import { Copy } from "./tools.tsx";

type Scope = ProgramLine["scopes"][number];
type Kind = WebhookLine["kinds"][number];
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

interface Shown {
  readonly title: string;
  readonly label: string;
  readonly value: string;
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

function TellElsewhere({ workshop, shown }: { workshop: Workshop; shown: (given: Shown) => void }) {
  return (
    <Adding
      title={t("Tell a program elsewhere")}
      yes={t("Tell it from now on")}
      send={async (form) => {
        const url = String(form.get("url"));
        const made = await posted<{ secret: string }>(`/w/${workshop.id}/webhooks`, { url, kinds: form.getAll("chosen") });
        if (made.got) shown({ title: t("The secret of the webhook"), label: t("Secret"), value: made.got.secret });
        return made.why;
      }}
    >
      <label class="field">
        {t("Its URL")} <input name="url" type="url" required maxLength={500} placeholder="https://" />
      </label>
      <Choices legend={t("Of what")} titles={kindTitles()} chosen />
    </Adding>
  );
}

function WebhookItem({ webhook, look }: { webhook: WebhookLine; look: () => void }) {
  const [asking, confirm] = useState(false);
  const titles = kindTitles();
  const { where, recent, waiting, missed, missed_at } = webhook;
  return (
    <li class="webhook">
      <span>
        {where} <small>{webhook.kinds.map((kind) => titles[kind]).join(" · ")}</small>
        {waiting > 0 && <small> · {tn("{n} notice waits", "{n} notices wait", waiting)}</small>}
      </span>
      {missed > 0 && (
        <p class="problem">
          {tn("{n} notice was not told, as {most} waited already: on {time}.", "{n} notices were not told, as {most} waited already: the last on {time}.", missed, { most: NOTICES, time: momentInWords(missed_at) })}
        </p>
      )}
      <p class="row">
        <button aria-label={t("Try it: {where}", { where })} onClick={() => void ask({ type: "try-webhook", webhook: webhook.id })}>
          {t("Try it")}
        </button>
        <button aria-label={t("Look again: {where}", { where })} onClick={look}>
          {t("Look again")}
        </button>
        <button class="danger" aria-label={t("Remove: {where}", { where })} onClick={() => confirm(true)}>
          {t("Remove")}
        </button>
      </p>
      {recent.length > 0 && (
        <ol class="deliveries" aria-label={t("The last times: {where}", { where })}>
          {recent.map((delivery) => (
            <li key={delivery.at}>
              <span aria-hidden="true">{delivery.problem ? "✕" : "✓"}</span> {delivery.kind === "test" ? t("A try") : titles[delivery.kind]} <small>{outcome(delivery)}</small>
            </li>
          ))}
        </ol>
      )}
      {asking && (
        <Confirm
          title={t("Remove: {where}", { where })}
          says={[t("It is told nothing more, nor what waits.")]}
          yes={t("Do it")}
          done={() => void ask({ type: "remove-webhook", webhook: webhook.id })}
          close={() => confirm(false)}
        />
      )}
    </li>
  );
}

/** A form in a fold that empties itself once it was sent, and otherwise says why not. */
function Adding({ title, yes, send, children }: { title: string; yes: string; send: (form: FormData) => Promise<string>; children: ComponentChildren }) {
  const [why, tell] = useState("");
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const refused = await send(new FormData(form));
    tell(refused);
    if (!refused) form.reset();
  };
  return (
    <details class="tool">
      <summary>{title}</summary>
      <form onSubmit={(event) => void submit(event)}>
        {children}
        <button class="main">{yes}</button>
        <p role="status" class={why ? "problem" : ""}>
          {why}
        </p>
      </form>
    </details>
  );
}

function Choices({ legend, titles, chosen = false }: { legend: string; titles: Record<string, string>; chosen?: boolean }) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {Object.entries(titles).map(([key, title]) => (
        <label key={key} class="choice">
          <input type="checkbox" name="chosen" value={key} defaultChecked={chosen} /> {title}
        </label>
      ))}
    </fieldset>
  );
}

async function posted<T>(address: string, body: object): Promise<{ got?: T; why: string }> {
  try {
    const answer = await fetch(address, { method: "POST", body: JSON.stringify(body) });
    if (answer.ok) return { got: (await answer.json()) as T, why: "" };
    return { why: why(((await answer.json()) as { why: Reason | "off" }).why) };
  } catch {
    return { why: t("The server was not reached. Try again.") };
  }
}

function why(reason: Reason | "off"): string {
  switch (reason) {
    case "off":
      return t("The operator has switched this off.");
    case "no-scope":
    case "empty":
      return t("Choose at least one.");
    case "too-many-programs":
      return t("There are as many programs as there may be. Withdraw one first.");
    case "too-many-webhooks":
      return t("There are as many as there may be. Remove one first.");
    default:
      return reasonText(reason);
  }
}

function outcome({ at, status = 0, problem = "", again = 0 }: Delivery): string {
  const problems: Record<string, string> = {
    "not taken": t("answered {status}", { status: String(status) }),
    "not reached": t("not reached"),
    "no answer in time": t("no answer in time"),
    "no such host": t("no such host"),
    "not a public address": t("not a public address"),
    "not https": t("not https"),
    "its certificate is not trusted": t("its certificate is not trusted"),
    "webhooks are off": t("the operator has switched this off"),
  };
  const said = problem ? (problems[problem] ?? t("no answer in HTTP")) : t("taken");
  return [momentInWords(at), said, again && t("again at {time}", { time: momentInWords(again) })].filter(Boolean).join(", ");
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

function kindTitles(): Record<Kind, string> {
  return {
    "stage-started": t("a stage started"),
    "stage-ended": t("a stage ended"),
    "decision-made": t("a winner was chosen"),
    "decision-withdrawn": t("a decision was withdrawn"),
    "snapshot-taken": t("a trainer took a snapshot"),
  };
}
