/** Where something came from, and what became of it: challenge, ideas, votes, winner, details, steps, indicators. */

import { useState } from "preact/hooks";
import { Undo2 } from "lucide";
import { Dialog } from "./dialog.tsx";
import { Icon } from "./icons.tsx";
import { useLookedUp } from "./looked_up.ts";
import type { Lineage as Told, Link } from "./protocol.ts";
import { number, t, tn } from "./words.ts";

/** A challenge that is solved, a note, or a row of a canvas. */
export type Subject =
  | { readonly room: string; readonly board: string; readonly section: string }
  | { readonly room: string; readonly board: string; readonly note: string }
  | { readonly canvas: string; readonly row: string };

/** One goes on from link to link, and back. */
export function Lineage({ of, name, close }: { of: Subject; name: string; close: () => void }) {
  const [trail, go] = useState<Subject[]>([of]);
  const now = trail.at(-1) ?? of;
  return (
    <Dialog title={name} close={close}>
      {trail.length > 1 && (
        <p>
          <button onClick={() => go(trail.slice(0, -1))}>
            <Icon of={Undo2} /> {t("Back")}
          </button>
        </p>
      )}
      <Path key={JSON.stringify(now)} now={now} go={(to) => go([...trail, to])} />
    </Dialog>
  );
}

interface Going {
  readonly now: Subject;
  readonly go: (to: Subject) => void;
}

function Path({ now, go }: Going) {
  const told = useLookedUp("lineage", { ...now });
  if (!told) return <p>{t("One moment …")}</p>;
  if (told === "failed") return <p class="problem">{t("This cannot be looked up now. Please try again in a moment.")}</p>;
  const parts = partsOf(told).filter(([, links]) => links.length);
  if (!parts.length) return <p class="quiet">{t("Nothing came before it, and nothing has become of it yet.")}</p>;
  return (
    <ol class="lineage">
      {parts.map(([title, links, why]) => (
        <li key={title}>
          <h3>{title}</h3>
          {why && <p class="quiet">{why}</p>}
          <ul>
            {links.map((link, at) => (
              <li key={at}>
                <Linked link={link} now={now} go={go} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

type Part = [title: string, links: readonly Link[], why?: string];

const partsOf = (told: Told): Part[] => [
  [t("What people shared"), told.shared ?? []],
  [t("The challenge"), told.challenge ? [told.challenge] : []],
  [t("Other ideas"), told.ideas ?? []],
  ...(told.rounds ?? []).map(({ number: round, result }): Part => [round > 1 ? t("Run-off {number}", { number: number(round - 1) }) : t("The vote"), result]),
  [t("The solution that won"), told.winner ? [told.winner] : [], whyOf(told)],
  [t("How it is done"), told.details ?? []],
  [t("Steps that carry it out"), told.steps ?? []],
  [t("Indicators"), told.indicators ?? []],
];

function whyOf({ rule, reason }: Told): string {
  const by = rule === "most-dots" ? t("Most dots.") : rule === "run-off" ? t("Won the run-off.") : rule === "trainer" ? t("The trainer's choice.") : "";
  return [by, reason].filter(Boolean).join(" ");
}

function wordsOf(link: Link): string {
  if (link.gone) return link.text ? t("{text} (deleted since)", { text: link.text }) : t("something that was deleted since");
  const text = link.text || t("nothing written yet");
  return link.into ? t("{text} (put together since with: {other})", { text, other: link.into }) : text;
}

/** The dots of an idea, or what was reported of an indicator. */
function countOf({ kind, dots = 0, readings = {} }: Link): string {
  if (kind === "ballot") return tn("{n} dot", "{n} dots", dots);
  return Object.entries(readings).map(([days, value]) => t("after {days} days: {value}", { days: Number(days), value })).join("; ");
}

function Linked({ link, now, go }: { link: Link } & Going) {
  const [text, count, to] = [wordsOf(link), countOf(link), subjectOf(link)];
  return (
    <>
      {!to || JSON.stringify(to) === JSON.stringify(now) ? (
        text
      ) : (
        <button class="link" onClick={() => go(to)}>
          {text}
        </button>
      )}
      {count && <span class="quiet"> {count}</span>}
    </>
  );
}

/** What has a path of its own: a challenge that is solved, what was shared, and a step. */
function subjectOf({ kind, at, gone }: Link): Subject | null {
  if (gone) return null;
  if (at.canvas && at.row) return { canvas: at.canvas, row: at.row };
  if (!at.room || !at.board) return null;
  if (kind === "shared" && at.note) return { room: at.room, board: at.board, note: at.note };
  const solved = kind === "challenge" || kind === "winner";
  return solved && at.section ? { room: at.room, board: at.board, section: at.section } : null;
}
