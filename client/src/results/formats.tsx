/** The formats of results, each with what it is good for; one is made at a time. */

import { useState } from "preact/hooks";
import { Download, ExternalLink } from "lucide";
import { Icon } from "../icons.tsx";
import { t, tn } from "../words.ts";
import { address, take, type Taking } from "./file.ts";

export type Key = "pdf" | "html" | "docx" | "xlsx" | "csv" | "markdown" | "json" | "png" | "svg" | "ics";

const FORMATS = (): Record<Key, readonly [name: string, use: string]> => ({
  pdf: [t("PDF"), t("to read and to print")],
  html: [t("Web page"), t("to read here, and to print")],
  docx: [t("Word document"), t("to go on writing in")],
  xlsx: [t("Excel spreadsheet"), t("a sheet of each kind of thing")],
  csv: [t("CSV files"), t("tables for other programs")],
  markdown: [t("Markdown"), t("plain text for notes and wikis")],
  json: [t("JSON"), t("raw data for programs, by a published schema")],
  png: [t("Pictures of the boards (PNG)"), t("for slides and mails")],
  svg: [t("Drawings of the boards (SVG)"), t("for posters, at any size")],
  ics: [t("Calendar"), t("the days of the plans")],
});

const REASONS = (): Record<string, string> => ({
  "too-long": t("This took too long to make. Try a smaller part of it."),
  away: t("The server cannot be reached just now."),
  "not-allowed": t("This is not yours to take."),
});

export function Formats({ of, keys }: { of: Readonly<Record<string, string>>; keys: readonly Key[] }) {
  const [taking, tell] = useState<[Key, Taking] | null>(null);
  const formats = FORMATS();
  const busy = taking && "doing" in taking[1];
  return (
    <>
      <ul class="formats">
        {keys.map((key) => (
          <li key={key}>
            <button disabled={Boolean(busy)} onClick={() => void take(key, of, (now) => tell([key, now]))}>
              <Icon of={Download} /> {formats[key][0]}
            </button>{" "}
            <span class="quiet">{formats[key][1]}</span>
            {key === "html" && (
              <a class="alone" href={address("html", { ...of, open: "1" })} target="_blank" rel="noopener">
                <Icon of={ExternalLink} /> {t("Open in a new tab")}
              </a>
            )}
          </li>
        ))}
      </ul>
      <p role="status" class="taking">
        {busy && <progress aria-label={t("It is being made")} />}
        {taking && saying(formats[taking[0]][0], taking[1])}
      </p>
    </>
  );
}

function boxes(n: number, some: readonly string[]): string {
  const letters = some.join(" ") + (n > some.length ? " …" : "");
  return tn("A box stands in it for a letter that no font on the server has: {letters}", "A box stands in it for each of {n} letters that no font on the server has: {letters}", n, { letters });
}

function saying(name: string, taking: Taking): string {
  if ("taken" in taking) return [t("{file} is in your downloads.", { file: taking.taken }), taking.lacks > 0 && boxes(taking.lacks, taking.lacking)].filter(Boolean).join(" ");
  if ("why" in taking) return REASONS()[taking.why] ?? t("This could not be made. A trainer may find out why.");
  if (taking.doing === "waiting" && taking.before) return tn("{name}: one other is made first.", "{name}: {n} others are made first.", taking.before, { name });
  if (taking.doing === "writing") return t("{name}: it is being written …", { name });
  return t("{name}: everything is being gathered …", { name });
}
