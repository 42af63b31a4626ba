/** A text that several type at once: a textarea over a shared text; edits are gathered for 200 ms, and outlast a reload. */

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { FIELD_LETTERS } from "../limits.ts";
import { keepText, keptText } from "../live/kept.ts";
import { ask, listeners, newId, presence, queue, types, view, you } from "../live/live.ts";
import { SharedText, type Edit, type Selection } from "../text.ts";
import { t, tn } from "../words.ts";

const GATHER = 200;
/** From here on a person is told how many letters are left. */
const NEARLY_FULL = FIELD_LETTERS - 200;

export interface Place {
  readonly room: string;
  readonly board: string;
  readonly section: string;
  readonly field: string;
}

/** The shared text of a field, tied to what is heard of it. `mark` names the edit under way. */
class Tied {
  readonly text: SharedText;
  #mark = "";
  /** The view is ahead of this text until the answer to the edit under way tells how. */
  #behind = false;

  constructor(
    readonly place: Place,
    readonly changed: (selection?: Selection) => void,
  ) {
    const kept = keptText(this.#key);
    this.text = kept ? SharedText.from(kept) : new SharedText(this.#current);
    if (!kept) return;
    const waits = queue.value.some(({ request }) => request.type === "edit-text" && request.mark === kept.mark);
    if (!kept.underWay) this.text.refusedTooOld(this.#current);
    else if (!waits) this.text.overtaken(this.#current);
    else [this.#mark, this.#behind] = [kept.mark, true];
  }

  get #key(): string {
    const { room, board, section, field } = this.place;
    return `${room}/${board}/${section}/${field}`;
  }

  get #current() {
    const { room, board, section, field } = this.place;
    const text = view.value?.rooms?.[room]?.boards?.[board]?.texts?.[`${section}/${field}`];
    return { value: text?.value ?? "", revision: text?.revision ?? 0 };
  }

  /** Sends what was typed since; and looks whether an edit of an earlier page was answered. */
  step(): void {
    if (this.#behind && !queue.value.some(({ request }) => request.type === "edit-text" && request.mark === this.#mark)) this.#answered(null, this.#mark);
    const next = this.text.toSend();
    if (next) {
      const mark = (this.#mark = newId());
      void ask({ type: "edit-text", ...this.place, mark, ...next }).then((why) => this.#answered(why, mark));
    }
    keepText(this.#key, this.text.pending() ? { ...this.text.kept(), mark: this.#mark } : null);
  }

  #answered(why: string | null, mark: string): void {
    if (mark !== this.#mark) return; // heard of already
    [this.#mark, this.#behind] = ["", false];
    if (!why) this.text.overtaken(this.#current);
    else if (why === "text-moved-on") this.text.refusedTooOld(this.#current);
    else this.text.refused(this.#current);
    this.changed();
  }

  readonly hear: Parameters<typeof listeners.add>[0] = (change) => {
    if (change === null) {
      if (this.#mark) this.#behind = true;
      else this.text.refusedTooOld(this.#current);
      return this.changed();
    }
    const { room, board, section, field } = this.place;
    if (change.type !== "text-edited" || change.room !== room || change.board !== board || change.place !== `${section}/${field}`) return;
    if (this.#behind) return;
    if (change.mark && change.mark === this.#mark) {
      this.#mark = "";
      return this.text.acknowledged();
    }
    const selection = this.text.received(change.edit as Edit, this.#current.revision, this.selection());
    this.changed(selection);
  };

  selection: () => Selection = () => ({ start: 0, end: 0 });
}

export function TextField({ place, label, hint, off = false }: { place: Place; label: string; hint?: string; off?: boolean }) {
  const { room, board, section, field } = place;
  const [, draw] = useState({});
  const area = useRef<HTMLTextAreaElement>(null);
  const tied = useRef<Tied | null>(null);
  const id = useId();

  if (!tied.current) {
    const restore = (selection?: Selection) => {
      draw({});
      if (selection && area.current === document.activeElement) requestAnimationFrame(() => area.current?.setSelectionRange(selection.start, selection.end));
    };
    tied.current = new Tied(place, restore);
    tied.current.selection = () => ({ start: area.current?.selectionStart ?? 0, end: area.current?.selectionEnd ?? 0 });
  }
  useEffect(() => {
    const now = tied.current;
    if (!now) return;
    listeners.add(now.hear);
    const timer = setInterval(() => now.step(), GATHER);
    return () => {
      now.step();
      clearInterval(timer);
      listeners.delete(now.hear);
    };
  }, [room, board, section, field]);

  const typed = (event: { currentTarget: HTMLTextAreaElement }) => {
    const { value, selectionStart: start, selectionEnd: end } = event.currentTarget;
    tied.current?.text.type(value, { start, end });
    types(`${section}/${field}`);
    draw({});
  };
  const value = tied.current.text.value;
  const others = Object.entries(presence.value[room]?.typing ?? {}).filter(([person, at]) => at === `${section}/${field}` && person !== you.value.id);
  const names = others.map(([person]) => view.value?.people?.[person]?.name ?? "").filter(Boolean);
  return (
    <div class="field">
      <p class="above">
        <label for={id}>{label}</label>
        <span class="quiet">
          {names.length > 0 && t("{names} types here", { names: names.join(", ") })}
          {value.length > NEARLY_FULL && ` ${tn("{n} letter left", "{n} letters left", FIELD_LETTERS - value.length)}`}
        </span>
      </p>
      {hint && (
        <p class="quiet" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <textarea
        id={id}
        ref={area}
        value={value}
        rows={Math.max(2, Math.min(10, Math.ceil(value.length / 60) + value.split("\n").length - 1))}
        maxLength={FIELD_LETTERS}
        readOnly={off}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onInput={typed}
        onBlur={() => types("")}
      />
    </div>
  );
}
