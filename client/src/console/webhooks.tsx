/** Webhooks: who is told elsewhere of what happens, and how that went. */

import { useState } from "preact/hooks";
import { Confirm } from "../dialog.tsx";
import { NOTICES } from "../limits.ts";
import { ask } from "../live/live.ts";
import type { Delivery, WebhookLine, Workshop } from "../protocol.ts";
import { momentInWords, t, tn } from "../words.ts";
import { Adding, Choices, posted, type Shown } from "./adding.tsx";

type Kind = WebhookLine["kinds"][number];

export function TellElsewhere({ workshop, shown }: { workshop: Workshop; shown: (given: Shown) => void }) {
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

export function WebhookItem({ webhook, look }: { webhook: WebhookLine; look: () => void }) {
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

function kindTitles(): Record<Kind, string> {
  return {
    "stage-started": t("a stage started"),
    "stage-ended": t("a stage ended"),
    "decision-made": t("a winner was chosen"),
    "decision-withdrawn": t("a decision was withdrawn"),
    "snapshot-taken": t("a trainer took a snapshot"),
  };
}
