/** Where something came from, and what became of it: challenge, ideas, winner, details, steps, indicators. */

import { useEffect, useState } from "preact/hooks";
import { Undo2, Waypoints } from "lucide";
import { Dialog } from "./dialog.tsx";
import { Icon } from "./icons.tsx";
import { t } from "./words.ts";

/** A challenge that is solved, or a row of a canvas. */
export type Subject = { readonly room: string; readonly board: string; readonly section: string } | { readonly canvas: string; readonly row: string };

/** As `moot/rooms/lineage.py` has it. */
interface Link {
  readonly kind: string;
  readonly text: string;
  readonly at?: Partial<Record<"room" | "board" | "section" | "canvas" | "row", string>>;
  readonly gone?: boolean;
}
interface Told {
  readonly shared?: Link[];
  readonly challenge?: Link | null;
  readonly ideas?: Link[];
  readonly winner?: Link | null;
  readonly details?: Link[];
  readonly steps?: Link[];
  readonly indicators?: Link[];
}

export function LineageButton({ workshop, of, name }: { workshop: string; of: Subject; name: string }) {
  const [opened, open] = useState(false);
  return (
    <>
      <button class="plain" aria-haspopup="dialog" aria-label={t("Where it came from, and what became of it: {name}", { name })} onClick={() => open(true)}>
        <Icon of={Waypoints} />
      </button>
      {opened && <Lineage workshop={workshop} of={of} name={name} close={() => open(false)} />}
    </>
  );
}

/** One goes on from link to link, and back. */
function Lineage({ workshop, of, name, close }: { workshop: string; of: Subject; name: string; close: () => void }) {
  const [trail, go] = useState<Subject[]>([of]);
  const [told, tell] = useState<Told | null>(null);
  const [failed, fail] = useState(false);
  const now = trail.at(-1) ?? of;
  useEffect(() => {
    fetch(`/w/${workshop}/lineage?${new URLSearchParams(now)}`)
      .then(async (answer) => (answer.ok ? tell((await answer.json()) as Told) : fail(true)))
      .catch(() => fail(true));
  }, [now]);
  return (
    <Dialog title={name} close={close}>
      {trail.length > 1 && (
        <p>
          <button onClick={() => go(trail.slice(0, -1))}>
            <Icon of={Undo2} /> {t("Back")}
          </button>
        </p>
      )}
      {failed && <p class="problem">{t("This cannot be looked up now. Please try again in a moment.")}</p>}
      {!failed && !told && <p>{t("One moment …")}</p>}
      {told && <Path told={told} now={now} go={(to) => go([...trail, to])} />}
    </Dialog>
  );
}

interface Going {
  readonly now: Subject;
  readonly go: (to: Subject) => void;
}

function Path({ told, now, go }: { told: Told } & Going) {
  const parts: [string, Link[]][] = [
    [t("What people shared"), told.shared ?? []],
    [t("The challenge"), told.challenge ? [told.challenge] : []],
    [t("Other ideas"), told.ideas ?? []],
    [t("The solution that won"), told.winner ? [told.winner] : []],
    [t("How it is done"), told.details ?? []],
    [t("Steps that carry it out"), told.steps ?? []],
    [t("Indicators"), told.indicators ?? []],
  ];
  return (
    <ol class="lineage">
      {parts
        .filter(([, links]) => links.length)
        .map(([title, links]) => (
          <li key={title}>
            <h3>{title}</h3>
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

function Linked({ link, now, go }: { link: Link } & Going) {
  const text = link.gone ? (link.text ? t("{text} (deleted since)", { text: link.text }) : t("something that was deleted since")) : link.text || t("nothing written yet");
  const to = subjectOf(link);
  if (!to || JSON.stringify(to) === JSON.stringify(now)) return <>{text}</>;
  return (
    <button class="link" onClick={() => go(to)}>
      {text}
    </button>
  );
}

/** What has a path of its own: a challenge that is solved, and a step. */
function subjectOf({ kind, at, gone }: Link): Subject | null {
  if (gone) return null;
  if (at?.canvas && at.row) return { canvas: at.canvas, row: at.row };
  const solved = kind === "challenge" || kind === "winner";
  return solved && at?.room && at.board && at.section ? { room: at.room, board: at.board, section: at.section } : null;
}
