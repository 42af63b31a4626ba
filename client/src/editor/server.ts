/** What the editor asks the server: to read a file, to check a draft, to write one down, to take one on. */

import { signal } from "@preact/signals";
import type { Draft } from "../protocol.ts";
import { t } from "../words.ts";
import { type Part } from "./document.ts";
import { draft, keep, revision, running, saved } from "./draft.ts";

const PLACE = running ? `/w/${running}/programme` : "/programmes";
const PAUSE = 400;
/** The server was not reached: what it said last is old. */
export const away = signal(false);
export const told = signal<Draft>({});
export const checking = signal(false);
let timer = 0;
let asked = 0;

export async function begun(name: string): Promise<Draft | null> {
  const answer = await fetch(running ? `${PLACE}/begin` : `${PLACE}/begin/${name}`).catch(() => null);
  return answer?.ok ? ((await answer.json()) as Draft) : null;
}

export async function read(file: File): Promise<Draft | null> {
  const body = new FormData();
  body.set("file", file);
  const answer = await fetch(`${PLACE}/open`, { method: "POST", body }).catch(() => null);
  return answer && (answer.ok || answer.status === 400) ? ((await answer.json()) as Draft) : null;
}

/** Soon, and again after each change. */
export function checkSoon(): void {
  clearTimeout(timer);
  checking.value = true;
  timer = setTimeout(() => void check(), PAUSE);
}

export async function check(): Promise<void> {
  const number = ++asked;
  const answer = await post("check");
  if (number !== asked) return;
  checking.value = false;
  away.value = !answer?.ok;
  if (answer?.ok) told.value = (await answer.json()) as Draft;
}

/** The text of the file, also while there are mistakes. */
export async function written(): Promise<string | null> {
  const answer = await post("keep");
  return answer?.ok ? await answer.text() : null;
}

/** The draft is the programme of the workshop from now on; else what is in the way. */
export async function takeOn(): Promise<{ done: boolean; told: Draft } | null> {
  const answer = await post("change");
  if (!answer || ![200, 400, 409].includes(answer.status)) return null;
  return { done: answer.ok, told: (await answer.json()) as Draft };
}

function post(what: string): Promise<Response | null> {
  const name = String((draft.value as Part | null)?.["key"] ?? "programme");
  const body = JSON.stringify({ document: draft.value, name, of: revision.value });
  return fetch(`${PLACE}/${what}`, { method: "POST", body, headers: { "content-type": "application/json" } }).catch(() => null);
}

/** Hands the file to the person. */
export async function save(): Promise<string> {
  const text = await written();
  if (text === null) return t("The server was not reached. Your draft is kept in this browser; try again.");
  const link = window.document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/toml" }));
  link.download = `${String((draft.value as Part | null)?.["key"] ?? "programme")}.toml`;
  link.click();
  URL.revokeObjectURL(link.href);
  saved.value = true;
  keep();
  return "";
}
