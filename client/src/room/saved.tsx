/** What is saved, what is not yet, what was refused with its text; and the way to take back the last thing one did. */

import { CircleAlert, CloudOff, CloudUpload, Undo2 } from "lucide";
import { Icon } from "../icons.tsx";
import { dismiss, lasting, line, refused, setBack, waiting } from "../live/live.ts";
import { deeds, undo } from "../live/undo.ts";
import { reasonText } from "../said.ts";
import { unsaved } from "../tied.ts";
import { t, tn } from "../words.ts";
import { useEdge } from "./edges.ts";

export function Saved() {
  const last = deeds.value.at(-1);
  return (
    <footer ref={useEdge("bottom")} class="saved">
      <Refusals />
      <div class="row">
        <span role="status">
          <State />
        </span>
        {last && (
          <button class="plain" onClick={undo}>
            <Icon of={Undo2} /> {t("Undo: {what}", { what: last.what })}
          </button>
        )}
      </div>
    </footer>
  );
}

function State() {
  const n = waiting.value || unsaved.value;
  if (line.value === "lost")
    return (
      <strong class="lost">
        <Icon of={CloudOff} /> {t("No connection.")} {n > 0 && tn("{n} not sent yet.", "{n} not sent yet.", n)}{" "}
        {lasting() ? t("What you do is kept on this device and sent when it is back.") : t("Keep this page open: what you do is sent when it is back.")}
      </strong>
    );
  if (!n) return <>{t("Saved")} ✓</>;
  return (
    <>
      <Icon of={CloudUpload} /> {tn("{n} not sent yet", "{n} not sent yet", n)}
    </>
  );
}

/** What could not be done is shown until it was seen, with the text that was in it. */
export function Refusals() {
  return (
    <>
      {setBack.value && (
        <p class="problem" role="alert">
          <Icon of={CircleAlert} /> {t("The server lost the last things that were done here. What you see is what is left: please look what is missing, and do it again.")}{" "}
          <button onClick={() => (setBack.value = false)}>{t("Close")}</button>
        </p>
      )}
      {refused.value.map((row) => {
        const text = "text" in row.request ? row.request.text : "challenge" in row.request ? row.request.challenge : "";
        return (
          <p key={`${row.stream}/${row.ask}`} class="problem" role="alert">
            <Icon of={CircleAlert} /> {reasonText(row.why, text !== "")} {text && <q>{text}</q>}{" "}
            {text && <button onClick={() => void navigator.clipboard?.writeText(text)}>{t("Copy the text")}</button>} <button onClick={() => dismiss(row)}>{t("Close")}</button>
          </p>
        );
      })}
    </>
  );
}
