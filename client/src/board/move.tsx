/** “Move”: all that dragging does, as a form: to another section, into or out of a cluster, up or down; for trainers, merging. */

import { useState } from "preact/hooks";
import { Dialog, DoOrCancel } from "../dialog.tsx";
import { CLUSTER_LETTERS } from "../limits.ts";
import { ask, newId } from "../live/live.ts";
import { act } from "../live/undo.ts";
import { itemsOf, notesOf, sectionsOf } from "../outline.ts";
import type { Note } from "../protocol.ts";
import { sectionName } from "../said.ts";
import { t } from "../words.ts";
import { follow } from "./keys.ts";
import { moveNote, putTogether, spotOf, type Wall } from "./wall.ts";

/** Of a text, what fits into a choice. */
const brief = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

export function MoveDialog({ wall, note, close }: { wall: Wall; note: Note; close: () => void }) {
  const { board } = wall;
  const now = spotOf(board, note);
  const [section, toSection] = useState(note.section);
  const [together, putWith] = useState(now.cluster && `cluster ${now.cluster}`);
  const [after, goBehind] = useState<string>(now.after ?? "");
  const others = notesOf(board, section).filter((one) => one.id !== note.id);
  const clusters = Object.values(board.clusters ?? {}).filter((cluster) => cluster.section === section);
  const [kind = "", id = ""] = together.split(" ");
  const inside =
    kind === "cluster"
      ? others.filter((one) => one.cluster === id).map((one) => ({ id: one.id, text: one.text }))
      : itemsOf(board, section).flatMap((item) => {
          if ("cluster" in item) return [{ id: item.cluster.id, text: item.cluster.title || t("Cluster") }];
          return item.note.id === note.id ? [] : [{ id: item.note.id, text: item.note.text }];
        });
  const last = inside.at(-1)?.id ?? "";

  const done = (event: Event) => {
    event.preventDefault();
    const other = kind === "note" ? board.notes?.[id] : undefined;
    if (kind === "merge") void act({ type: "merge-notes", room: wall.room, into: id, notes: [note.id] }, t("Notes merged"), { type: "unmerge-note", room: wall.room, note: note.id });
    else if (other) putTogether(wall, note, other);
    else moveNote(wall, note, { section, cluster: kind === "cluster" ? id : "", after });
    close();
    follow(note.id);
  };
  return (
    <Dialog title={t("Move: {text}", { text: brief(note.text) })} close={close}>
      <form onSubmit={done}>
        <label class="field">
          {t("To the challenge")}
          <select
            value={section}
            onChange={(event) => {
              toSection(event.currentTarget.value);
              putWith("");
              goBehind("");
            }}
          >
            {sectionsOf(board).map((one) => (
              <option key={one.id} value={one.id}>
                {brief(sectionName(board, one))}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          {t("Together with")}
          <select value={together} onChange={(event) => putWith(event.currentTarget.value)}>
            <option value="">{t("on its own")}</option>
            {clusters.map((cluster) => (
              <option key={cluster.id} value={`cluster ${cluster.id}`}>
                {t("Cluster: {name}", { name: brief(cluster.title || t("Cluster")) })}
              </option>
            ))}
            {!note.private &&
              others
                .filter((one) => !one.cluster)
                .map((one) => (
                  <option key={one.id} value={`note ${one.id}`}>
                    {t("A new cluster with: {text}", { text: brief(one.text) })}
                  </option>
                ))}
            {wall.trains &&
              others.map((one) => (
                <option key={one.id} value={`merge ${one.id}`}>
                  {t("Merge into: {text}", { text: brief(one.text) })}
                </option>
              ))}
          </select>
        </label>
        {(kind === "" || kind === "cluster") && (
          <label class="field">
            {t("Place")}
            <select value={after} onChange={(event) => goBehind(event.currentTarget.value)}>
              <option value="">{t("at the beginning")}</option>
              {inside.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.id === last ? t("at the end") : t("after: {text}", { text: brief(one.text) })}
                </option>
              ))}
            </select>
          </label>
        )}
        <DoOrCancel close={close}>{t("Move")}</DoOrCancel>
      </form>
    </Dialog>
  );
}

/** A cluster's name, and what a trainer may make of it. */
export function ClusterDialog({ wall, cluster, close }: { wall: Wall; cluster: string; close: () => void }) {
  const known = wall.board.clusters?.[cluster];
  const [title, type] = useState(known?.title ?? "");
  const named = (event: Event) => {
    event.preventDefault();
    const name = { type: "name-cluster", room: wall.room, cluster } as const;
    void act({ ...name, title }, t("Cluster named"), { ...name, title: known?.title ?? "" });
    close();
  };
  const order = (after: string) => {
    void ask({ type: "move-cluster", room: wall.room, cluster, after });
    close();
  };
  const around = known ? itemsOf(wall.board, known.section).map((item) => ("note" in item ? item.note.id : item.cluster.id)) : [];
  const at = around.indexOf(cluster);
  const topic = (rooms: string[]) => {
    void ask({ type: "make-topic", room: wall.room, board: wall.key, to: wall.topics ?? "", id: newId(), cluster, rooms });
    close();
  };
  const dissolve = () => {
    void ask({ type: "dissolve-cluster", room: wall.room, cluster });
    close();
  };
  return (
    <Dialog title={known?.title || t("Cluster")} close={close}>
      <form onSubmit={named}>
        <label class="field">
          {t("Name of the cluster")}
          <input value={title} maxLength={CLUSTER_LETTERS} onInput={(event) => type(event.currentTarget.value)} />
        </label>
        <p class="row">
          <button class="main">{t("Save the name")}</button>
        </p>
      </form>
      <p class="row">
        <button disabled={at <= 0} onClick={() => order(around[at - 2] ?? "")}>
          {t("Up")}
        </button>
        <button disabled={at < 0 || at >= around.length - 1} onClick={() => order(around[at + 1] ?? "")}>
          {t("Down")}
        </button>
        <button onClick={dissolve}>{t("Take the cluster apart")}</button>
      </p>
      {wall.topics && (
        <p class="row">
          <button onClick={() => topic([wall.room])}>{t("Make it a challenge for this group")}</button>
          <button onClick={() => topic(Object.keys(wall.workshop.rooms ?? {}))}>{t("Make it a challenge for all groups")}</button>
        </p>
      )}
    </Dialog>
  );
}
