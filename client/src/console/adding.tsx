/** A form that lets somebody in, or has somebody told: sent once, with the reason when it is refused. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Reason } from "../protocol.ts";
import { reasonText } from "../said.ts";
import { t } from "../words.ts";

/** What is secret, and shown once. */
export interface Shown {
  readonly title: string;
  readonly label: string;
  readonly value: string;
}

/** A form in a fold that empties itself once it was sent, and otherwise says why not. */
export function Adding({ title, yes, send, children }: { title: string; yes: string; send: (form: FormData) => Promise<string>; children: ComponentChildren }) {
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

export function Choices({ legend, titles, chosen = false }: { legend: string; titles: Record<string, string>; chosen?: boolean }) {
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

export async function posted<T>(address: string, body: object): Promise<{ got?: T; why: string }> {
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
