/** What others added since one last looked: a quiet mark, and one sentence every few seconds for who listens. */

import { signal } from "@preact/signals";
import { listeners, queue, view, you } from "../live/live.ts";
import { preference } from "../preference.ts";
import { sectionName } from "../said.ts";
import { t, tn } from "../words.ts";

const SAY_EVERY = 5000;

export const spoken = preference<"on" | "off">("news", "on");
/** The sentence to be read aloud now. */
export const news = signal("");
/** Notes of others that one has not looked at, by section. */
export const fresh = signal<ReadonlyMap<string, ReadonlySet<string>>>(new Map());

const unsaid = new Map<string, number>();

export function looked(section: string): void {
  if (!fresh.value.has(section)) return;
  const others = new Map(fresh.value);
  others.delete(section);
  fresh.value = others;
}

listeners.add((change) => {
  if (!change || change.type !== "note-added" || change.note.by === you.value.id || change.note.deleted_by) return;
  const { section, id } = change.note;
  if (queue.value.some(({ request }) => request.type === "add-note" && request.id === id)) return;
  fresh.value = new Map(fresh.value).set(section, new Set(fresh.value.get(section)).add(id));
  unsaid.set(`${change.room}/${change.board}/${section}`, (unsaid.get(`${change.room}/${change.board}/${section}`) ?? 0) + 1);
});

setInterval(() => {
  const [first] = [...unsaid].sort(([, some], [, more]) => more - some);
  unsaid.clear();
  if (!first || spoken.value === "off") return void (news.value = "");
  const [room = "", key = "", id = ""] = first[0].split("/");
  const board = view.value?.rooms?.[room]?.boards?.[key];
  const section = board?.sections?.[id];
  const where = board && section ? sectionName(board, section) : "";
  news.value = where ? tn("{n} new note in {where}", "{n} new notes in {where}", first[1], { where }) : t("There are new notes.");
}, SAY_EVERY);
