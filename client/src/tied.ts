/**
 * Texts that several type at once, tied to what is heard of them: edits are gathered for 200 ms, wait over an outage and
 * outlast a reload. A text stays tied until all of it is sent, even when nothing draws it any more.
 */

import { signal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import type { Heard } from "./heard.ts";
import { keepText, keptText } from "./live/kept.ts";
import { ask, lastWords, listeners, newId, queue, view, type Request } from "./live/live.ts";
import type { Workshop } from "./protocol.ts";
import { SharedText, type Edit, type Revised, type Selection } from "./text.ts";

const GATHER = 200;
const NOWHERE: Selection = { start: 0, end: 0 };

/** Where a text lives, and how it is edited and heard of. */
export interface Source {
  /** Tells it from all others; under it, it is kept on this device. */
  readonly key: string;
  readonly most: number;
  /** What those who type here name to the others, and the room that they sit in. */
  readonly place: string;
  readonly room: string;
  current(view: Workshop): Partial<Revised> | undefined;
  request(revision: number, edit: Edit, mark: string): Request;
  /** The edit in a change, if it is one of this text. */
  editIn(change: Heard): { readonly edit: Edit; readonly mark?: string } | undefined;
}

/** `mark` names the edit under way. */
export class Tied {
  readonly text: SharedText;
  /** Counts what changed, so that it is drawn anew. */
  readonly drawn = signal(0);
  /** The field that holds the caret, if it is in this text. */
  area: HTMLTextAreaElement | null = null;
  users = 0;
  /** Its author was told why: it waits for them to type on. */
  refused = false;
  #mark = "";
  /** The view is ahead of this text until the answer to the edit under way tells how. */
  #behind = false;

  constructor(readonly source: Source) {
    const kept = keptText(source.key);
    this.text = kept ? SharedText.from(kept) : new SharedText(this.#current);
    if (!kept) return;
    if (!kept.underWay) this.text.refusedTooOld(this.#current);
    else if (!waits(kept.mark)) this.text.overtaken(this.#current);
    else [this.#mark, this.#behind] = [kept.mark, true];
  }

  /** The field holds `value` now. */
  type(value: string, selection?: Selection): void {
    this.text.type(value, selection);
    this.refused = false;
    this.#draw();
    count();
  }

  /** Sends what was typed since; and looks whether an edit of an earlier page was answered. */
  step(): void {
    if (this.#behind && !waits(this.#mark)) this.#answered(null, this.#mark);
    const next = this.text.toSend();
    if (next) {
      const mark = (this.#mark = newId());
      void ask(this.source.request(next.revision, next.edit, mark)).then((why) => this.#answered(why, mark));
    }
    void keepText(this.source.key, this.text.pending() ? { ...this.text.kept(), mark: this.#mark } : null);
  }

  hear(change: Heard | null): void {
    if (change === null) {
      if (this.#mark) this.#behind = true;
      else this.text.refusedTooOld(this.#current);
      return this.#draw();
    }
    const heard = this.source.editIn(change);
    if (!heard || this.#behind) return;
    if (heard.mark && heard.mark === this.#mark) {
      this.#mark = "";
      return this.text.acknowledged();
    }
    this.#show(this.text.received(heard.edit, this.#current.revision, this.#selection));
  }

  get #current(): Revised {
    const text = view.value ? this.source.current(view.value) : undefined;
    return { value: text?.value ?? "", revision: text?.revision ?? 0 };
  }

  get #selection(): Selection {
    return this.area ? { start: this.area.selectionStart, end: this.area.selectionEnd } : NOWHERE;
  }

  #draw(): void {
    this.drawn.value += 1;
    readers.forEach((reads) => reads(this.source.key));
  }

  #show({ start, end }: Selection): void {
    this.#draw();
    if (this.area) requestAnimationFrame(() => this.area?.setSelectionRange(start, end));
  }

  #answered(why: string | null, mark: string): void {
    if (mark !== this.#mark) return; // heard of already
    [this.#mark, this.#behind] = ["", false];
    if (!why) this.text.overtaken(this.#current);
    else if (why === "text-moved-on") this.text.refusedTooOld(this.#current);
    else {
      this.text.refused(this.#current);
      this.refused = true;
    }
    this.#draw();
  }
}

const waits = (mark: string): boolean => queue.value.some(({ request }) => "mark" in request && request.mark === mark);

/** Told of each text that is to be drawn anew for another reason than that it was heard of. */
export const readers = new Set<(key: string) => void>();
const ties = new Map<string, Tied>();
/** In how many texts something is typed that the server does not have yet. */
export const unsaved = signal(0);
const count = (): number => (unsaved.value = [...ties.values()].filter((tied) => tied.text.pending() && !tied.refused).length);
listeners.add((change) => ties.forEach((tied) => tied.hear(change)));
setInterval(() => {
  for (const [key, tied] of ties) {
    tied.step();
    if (!tied.users && !tied.text.pending()) ties.delete(key);
  }
  count();
}, GATHER);

/** The one that there is, or was kept from an earlier page. */
export const knownTied = (source: Source): Tied | undefined => ties.get(source.key) ?? (keptText(source.key) && tiedTo(source));

/** The one text of this source that all fields on this page share. */
export function tiedTo(source: Source): Tied {
  const known = ties.get(source.key);
  if (known) return known;
  const tied = new Tied(source);
  ties.set(source.key, tied);
  return tied;
}

/** The same for as long as a component is drawn. Layout effects run with the drawing, so no step comes between. */
export function useTied(source: Source): Tied {
  const tied = tiedTo(source);
  useLayoutEffect(() => {
    tied.users += 1;
    return () => {
      tied.users -= 1;
      tied.step();
    };
  }, [tied]);
  return tied;
}

/** All that was typed goes out now: what is asked next is about it. */
export const sendTyped = (): void => ties.forEach((tied) => tied.step());

lastWords.add(sendTyped);

/** The text is now `value`, as if its author had typed it. */
export const write = (source: Source, value: string): void => tiedTo(source).type(value);
