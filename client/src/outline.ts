/** A board as an outline: its sections, and in them notes and clusters in their order. */

import type { Ballot, Board, Cluster, Note, Run, Section, Stage, Workshop } from "./protocol.ts";

export type Item = { readonly note: Note } | { readonly cluster: Cluster; readonly notes: readonly Note[] };
type Ordered = { readonly order: string; readonly id: string };

const byOrder = (a: Ordered, b: Ordered): number => (a.order === b.order ? (a.id < b.id ? -1 : 1) : a.order < b.order ? -1 : 1);

export const sectionsOf = (board: Board): Section[] => Object.values(board.sections ?? {}).sort(byOrder);

export function notesOf(board: Board, section: string): Note[] {
  const notes = Object.values(board.notes ?? {});
  return notes.filter((note) => note.section === section && !note.deleted_by && !note.into).sort(byOrder);
}

export function itemsOf(board: Board, section: string): Item[] {
  const notes = notesOf(board, section);
  const clusters = Object.values(board.clusters ?? {}).filter((cluster) => cluster.section === section);
  const items: (Item & { readonly key: Ordered })[] = [
    ...notes.filter((note) => !note.cluster).map((note) => ({ note, key: note })),
    ...clusters.map((cluster) => ({ cluster, notes: notes.filter((note) => note.cluster === cluster.id), key: cluster })),
  ];
  return items.sort((a, b) => byOrder(a.key, b.key));
}

export const lastBallot = (board: Board, section: string): Ballot | undefined =>
  Object.values(board.ballots ?? {})
    .filter((ballot) => ballot.section === section)
    .sort((a, b) => (b.round ?? 1) - (a.round ?? 1))[0];

/** Defaults are not on the wire: a ballot that says nothing of its state is open, a stage runs. */
export const ballotState = (ballot: Ballot | undefined) => ballot && (ballot.state ?? "open");
export const runState = (run: Run) => run.state ?? "running";

/** The notes with the most dots; several are tied. */
export const topOf = (ballot: Ballot): string[] =>
  (ballot.result ?? []).filter((tally) => tally.dots === ballot.result?.[0]?.dots).map((tally) => tally.note);

export function stageOf(workshop: Workshop, activity: string, stage: string): Stage | undefined {
  return activitiesOf(workshop)
    .find((one) => one.key === activity)
    ?.stages.find((one) => one.key === stage);
}

export const activitiesOf = (workshop: Workshop) =>
  (workshop.programme.days ?? []).flatMap((day) => (day.sessions ?? []).flatMap((session) => session.activities ?? []));
