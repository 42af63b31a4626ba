/** A board as it was and as it is, section by section. */

import { Star } from "lucide";
import { Icon } from "../icons.tsx";
import { notesOf, sectionsOf } from "../outline.ts";
import type { Ballot, Board, BoardCompared, Note, Section, Told, Workshop } from "../protocol.ts";
import { nameOf, sectionName } from "../said.ts";
import { t, tn } from "../words.ts";
import { Beside, type Line } from "./beside.tsx";
import { BringBack, type Brings } from "./bring_back.tsx";
import { Marks, Words } from "./marks.tsx";

interface Props {
  readonly workshop: Workshop;
  readonly room: string;
  readonly was: Board;
  readonly now: Board;
  readonly compared: BoardCompared;
  readonly titles: readonly [string, string];
  /** Into the present, by who may. */
  readonly brings: Brings | null;
}

type ById = Record<string, Told>;

export function ComparedBoard(props: Props) {
  const { was, now, compared } = props;
  const sections = [...sectionsOf(now), ...sectionsOf(was).filter((section) => !now.sections?.[section.id])];
  const changed = sections.map((section) => ({ section, lines: linesOf(props, section) }));
  return (
    <>
      {changed.map(({ section, lines }) => {
        const board = now.sections?.[section.id] ? now : was;
        const name = sectionName(board, section);
        const same = notesOf(now, section.id).filter((note) => was.notes?.[note.id] && !compared.notes?.[note.id]);
        return (
          <section key={section.id} class="section" aria-label={name}>
            <h2>
              {name} <Marks of={compared.sections?.[section.id]?.marks ?? []} />
            </h2>
            {props.brings && !now.sections?.[section.id] && (
              <BringBack brings={props.brings} what={{ room: props.room, section: section.id }} label={name} says={t("Bring the challenge back")} />
            )}
            <Beside name={name} lines={lines} titles={props.titles} />
            {!lines.length && <p class="quiet">{t("Nothing is different here.")}</p>}
            {same.length > 0 && (
              <details>
                <summary>{tn("{n} note is the same", "{n} notes are the same", same.length)}</summary>
                <ul>
                  {same.map((note) => (
                    <li key={note.id}>{note.text}</li>
                  ))}
                </ul>
              </details>
            )}
          </section>
        );
      })}
    </>
  );
}

function linesOf(props: Props, section: Section): Line[] {
  const { was, now, compared } = props;
  const ofSection = (told: ById | undefined, board: keyof Pick<Board, "notes" | "clusters">) =>
    Object.entries(told ?? {}).filter(([id]) => was[board]?.[id]?.section === section.id || now[board]?.[id]?.section === section.id);
  return [
    ...Object.entries(compared.texts ?? {}).filter(([place]) => place.startsWith(`${section.id}/`)).map(([place, told]) => textLine(props, place, told)),
    ...ofSection(compared.clusters, "clusters").map(([id, told]) => clusterLine(props, id, told)),
    ...ofSection(compared.notes, "notes").map(([id, told]) => noteLine(props, id, told)),
    ...resultLines(props, section.id),
  ];
}

function textLine({ was, now }: Props, place: string, told: Told): Line {
  const fields: Record<string, string> = { challenge: t("The challenge"), causes: t("Its root causes"), what: t("What"), who: t("Who"), "first-step": t("First step"), needed: t("What is needed"), risks: t("Risks") };
  const side = (board: Board, which: "before" | "after") => <Words told={told} side={which} text={board.texts?.[place]?.value ?? ""} />;
  return { key: place, marks: told.marks, what: fields[place.split("/")[1] ?? ""] ?? "", before: side(was, "before"), after: side(now, "after") };
}

function clusterLine({ was, now }: Props, id: string, told: Told): Line {
  const side = (board: Board, which: "before" | "after") => {
    const cluster = board.clusters?.[id];
    return cluster && <Words told={told} side={which} text={cluster.title || t("without a name")} />;
  };
  return { key: id, marks: told.marks, what: t("Cluster"), before: side(was, "before"), after: side(now, "after") };
}

function noteLine(props: Props, id: string, told: Told): Line {
  const { workshop, room, was, now, brings } = props;
  const [before, after] = [was.notes?.[id], now.notes?.[id]];
  const moved = told.marks.includes("moved");
  const place = (board: Board, note: Note) => moved && <span class="quiet byline">{placeOf(board, note)}</span>;
  const draw = (board: Board, note: Note | undefined, which: "before" | "after") =>
    note && (
      <div class="note" data-colour={note.colour ?? 0}>
        <p class="text">
          <Words told={told} side={which} text={note.text} />
        </p>
        {note.by && <p class="byline">{nameOf(workshop, note.by)}</p>}
        {place(board, note)}
      </div>
    );
  const back = brings && before && told.marks[0] !== "taken-out" && <BringBack brings={brings} what={{ room, note: id }} label={before.text} says={t("Bring back")} />;
  return { key: id, marks: told.marks, what: t("Note"), before: draw(was, before, "before"), after: draw(now, after, "after"), tools: back };
}

/** Where it stands, in words; “third” is what one sees of an order. */
function placeOf(board: Board, note: Note): string {
  const section = board.sections?.[note.section];
  const under = section ? sectionName(board, section) : "";
  const cluster = note.cluster ? board.clusters?.[note.cluster] : undefined;
  const beside = notesOf(board, note.section).filter((one) => (one.cluster ?? "") === (note.cluster ?? ""));
  const number = beside.findIndex((one) => one.id === note.id) + 1;
  if (cluster) return t("number {number} in “{cluster}”, under “{section}”", { number, cluster: cluster.title || t("Cluster"), section: under });
  return t("number {number} under “{section}”", { number, section: under });
}

function resultLines({ was, now, compared }: Props, section: string): Line[] {
  const lines: Line[] = [];
  const [votes, decision] = [compared.results?.[section], compared.decisions?.[section]];
  const text = (note: string) => now.notes?.[note]?.text ?? was.notes?.[note]?.text ?? t("a note that is not there any more");
  if (votes) lines.push({ key: "votes", marks: votes.marks, what: t("Votes"), before: <Counted ballot={counted(was, section)} text={text} />, after: <Counted ballot={counted(now, section)} text={text} /> });
  const won = (board: Board) => {
    const made = board.decisions?.[section];
    return (
      made && (
        <>
          <Icon of={Star} /> {text(made.note)} {made.reason && <q>{made.reason}</q>}
        </>
      )
    );
  };
  if (decision) lines.push({ key: "decision", marks: decision.marks, what: t("Winner"), before: won(was), after: won(now) });
  return lines;
}

const counted = (board: Board, section: string): Ballot | undefined =>
  Object.values(board.ballots ?? {})
    .filter((ballot) => ballot.section === section && ballot.state === "closed")
    .sort((one, other) => (other.round ?? 1) - (one.round ?? 1))[0];

function Counted({ ballot, text }: { ballot: Ballot | undefined; text: (note: string) => string }) {
  if (!ballot) return <span class="quiet">{t("Nothing is counted yet.")}</span>;
  return (
    <ol>
      {(ballot.result ?? []).map(({ note, dots }) => (
        <li key={note}>
          {text(note)}: <strong>{tn("{n} dot", "{n} dots", dots)}</strong>
        </li>
      ))}
    </ol>
  );
}
