// One's own copy of a text that several people write. What one types shows at once; one edit is under way to the
// server, the rest waits composed behind it; what others write is carried over both, as `moot/rooms/texts/text.py` does it.
//
// Who uses it passes on every edit of the journal in order: `acknowledged` for the one under way, `received` for all
// others. After a new view instead of the missed edits: wait for the answer to the edit under way, then call `overtaken`
// (done) or `refusedTooOld` (not done, or none was under way) with the text of that view.
import { ChangeSet, Text } from "@codemirror/state";

/** `n` keeps n units, `[n]` deletes them, `[n, "line", …]` puts lines in their place. */
export type Edit = (number | (number | string)[])[];
export type Revised = { value: string; revision: number };
/** UTF-16 units, as in `selectionStart` and `selectionEnd`. */
export type Selection = { start: number; end: number };
/** What outlasts a reload of the page. */
export type Kept = Revised & { underWay: Edit | null; waiting: Edit };

const NOWHERE: Selection = { start: 0, end: 0 };

// The same as in `moot/rooms/texts/edit.py`: control characters but tab and line end, direction overrides, halves of pairs.
const NEVER = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;
const HALVES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export class SharedText {
  /** What its reader sees. */
  value: string;
  revision: number;
  #confirmed: string;
  #underWay: ChangeSet | null = null;
  #waiting: ChangeSet;
  #refused = false;

  constructor(current: Revised) {
    this.value = this.#confirmed = current.value;
    this.revision = current.revision;
    this.#waiting = ChangeSet.empty(current.value.length);
  }

  static from(kept: Kept): SharedText {
    const text = new SharedText(kept);
    text.#underWay = kept.underWay && ChangeSet.fromJSON(kept.underWay);
    text.#waiting = ChangeSet.fromJSON(kept.waiting);
    text.value = applied(text.#underWay ? applied(kept.value, text.#underWay) : kept.value, text.#waiting);
    return text;
  }

  kept(): Kept {
    const underWay = this.#underWay && json(this.#underWay);
    return { value: this.#confirmed, revision: this.revision, underWay, waiting: json(this.#waiting) };
  }

  /** Whether something is not yet known to be saved. */
  pending(): boolean {
    return this.#underWay !== null || !this.#waiting.empty;
  }

  /** The field holds `value` now. `this.value` is what it should show: the same without letters that no text holds. */
  type(value: string, selection?: Selection): void {
    const cleaned = value.replace(/\r\n?/g, "\n").replace(NEVER, "").replace(HALVES, "");
    if (cleaned === this.value) return;
    this.#waiting = this.#waiting.compose(difference(this.value, cleaned, selection?.end));
    this.value = cleaned;
    this.#refused = false;
  }

  /** The next edit, under way from now on; null while another is, or when there is none. */
  toSend(): { revision: number; edit: Edit } | null {
    if (this.#underWay || this.#refused || this.#waiting.empty) return null;
    this.#underWay = this.#waiting;
    this.#waiting = ChangeSet.empty(this.value.length);
    return { revision: this.revision, edit: json(this.#underWay) };
  }

  /** Another's edit made `revision`; skipped if seen before. Gives back where the selection stands now. */
  received(edit: Edit, revision: number, selection: Selection = NOWHERE): Selection {
    if (revision <= this.revision) return selection;
    if (revision > this.revision + 1) throw new RangeError(`edit ${revision} of a text at ${this.revision}`);
    let theirs = ChangeSet.fromJSON(edit);
    this.#confirmed = applied(this.#confirmed, theirs);
    this.revision = revision;
    if (this.#underWay) {
      const underWay = this.#underWay.map(theirs);
      theirs = theirs.map(this.#underWay, true);
      this.#underWay = underWay;
    }
    return this.#showing(theirs, selection);
  }

  /** The edit under way took effect, as the next revision. */
  acknowledged(): void {
    if (!this.#underWay) throw new RangeError("no edit is under way");
    this.#confirmed = applied(this.#confirmed, this.#underWay);
    this.revision += 1;
    this.#underWay = null;
  }

  /** The edit under way was refused (the text is too long, say): kept, and sent again after its author types on. */
  refused(current: Revised = { value: this.#confirmed, revision: this.revision }): void {
    this.refusedTooOld(current);
    this.#refused = true;
  }

  /** The edit under way was not done, and the text went on out of sight: what is one's own is made anew upon it. */
  refusedTooOld(current: Revised, selection: Selection = NOWHERE): Selection {
    const theirs = difference(this.#confirmed, current.value);
    this.#waiting = this.#mine();
    return this.#startFrom(current, theirs, selection);
  }

  /** The edit under way was done, and the text went on out of sight. */
  overtaken(current: Revised, selection: Selection = NOWHERE): Selection {
    const done = this.#underWay ? applied(this.#confirmed, this.#underWay) : this.#confirmed;
    return this.#startFrom(current, difference(done, current.value), selection);
  }

  #startFrom(current: Revised, theirs: ChangeSet, selection: Selection): Selection {
    this.#underWay = null;
    this.#confirmed = current.value;
    this.revision = current.revision;
    return this.#showing(theirs, selection);
  }

  #showing(theirs: ChangeSet, selection: Selection): Selection {
    const seen = theirs.map(this.#waiting, true);
    this.#waiting = this.#waiting.map(theirs);
    this.value = applied(this.value, seen);
    return moved(selection, seen);
  }

  #mine(): ChangeSet {
    return this.#underWay ? this.#underWay.compose(this.#waiting) : this.#waiting;
  }
}

/** The smallest single replacement; at the caret, where several are ("aa" → "aaa"). Splits no surrogate pair. */
export function difference(before: string, after: string, caret = after.length): ChangeSet {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  if (splits(before, start) || splits(after, start)) start--;
  let end = 0;
  while (end < most && before.at(-end - 1) === after.at(-end - 1)) end++;
  if (splits(before, before.length - end) || splits(after, after.length - end)) end--;
  end = Math.min(end, Math.max(most - start, after.length - caret));
  if (splits(after, after.length - end)) end--;
  start = Math.min(start, most - end);
  const insert = Text.of(after.slice(start, after.length - end).split("\n"));
  return ChangeSet.of({ from: start, to: before.length - end, insert }, before.length);
}

export function applied(value: string, edit: ChangeSet): string {
  if (edit.length !== value.length) throw new RangeError(`edit of ${edit.length} units, text of ${value.length}`);
  let result = "";
  let at = 0;
  edit.iterChanges((from, to, _from, _to, inserted) => {
    result += value.slice(at, from) + inserted.toString();
    at = to;
  });
  return result + value.slice(at);
}

function moved(selection: Selection, edit: ChangeSet): Selection {
  const start = edit.mapPos(selection.start, selection.start === selection.end ? -1 : 1);
  return { start, end: Math.max(start, edit.mapPos(selection.end, -1)) };
}

/** Whether the second half of a surrogate pair stands at `at`. */
function splits(value: string, at: number): boolean {
  return (value.charCodeAt(at) & 0xfc00) === 0xdc00;
}

function json(edit: ChangeSet): Edit {
  return edit.toJSON() as Edit;
}
