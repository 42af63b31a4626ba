// Cases made by `ChangeSet` and `SharedText`, for Python to run: `node tests/run_client.mjs THIS SEED CASES`.
import { ChangeSet, Text } from "@codemirror/state";
import { SharedText, applied } from "../../../client/src/text.ts";

const LETTERS = ["Œ", "a", "aa", "e\u0301", "\u0301", "😀", "👩‍👩‍👧", "🇵🇱", "𝒳", "\n", "\t", " "];
const WORDS = ["Żółtowski ", "Søren", "Ελένη", "Катерина", ...LETTERS];
const [seed, cases] = process.argv.slice(2).map(Number);

// Mulberry32: small, and the same everywhere.
let state = seed;
function below(most) {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) % most;
}
const oneOf = (choices) => choices[below(choices.length)];
const aText = (words) => Array.from({ length: below(words + 1) }, () => oneOf(WORDS)).join("");

/** A place between two whole letters, at or after `from`. */
function place(value, from = 0) {
  const at = from + below(value.length - from + 1);
  return (value.charCodeAt(at) & 0xfc00) === 0xdc00 ? at + 1 : at;
}

function anEdit(value) {
  const changes = Array.from({ length: below(4) }, () => {
    const from = place(value);
    return { from, to: oneOf([from, place(value, from)]), insert: Text.of(aText(2).split("\n")) };
  });
  return ChangeSet.of(changes, value.length); // in any order, overlapping too: composed and mapped in there
}

function pair() {
  const text = aText(8);
  const a = anEdit(text);
  const b = anEdit(text);
  const end = applied(applied(text, a), b.map(a));
  return { text, a, b, "b over a": b.map(a), "a over b, before": a.map(b, true), end };
}

function conversation() {
  const text = aText(8);
  const people = Array.from({ length: 2 + below(3) }, () => new SharedText({ value: text, revision: 0 }));
  const journal = [];
  const asked = [];
  let value = text;

  function send(person) {
    const ask = person.toSend();
    if (!ask) return;
    const edit = journal.slice(ask.revision).reduce((mine, { edit }) => mine.map(edit), ChangeSet.fromJSON(ask.edit));
    journal.push({ edit, by: person });
    value = applied(value, edit);
    asked.push({ ...ask, "took effect": edit, value });
  }
  function hear(person) {
    const next = journal[person.revision];
    if (next?.by === person) person.acknowledged();
    else if (next) person.received(next.edit.toJSON(), person.revision + 1);
  }
  function type(person) {
    const from = place(person.value);
    const inserted = aText(2);
    const typed = person.value.slice(0, from) + inserted + person.value.slice(oneOf([from, place(person.value, from)]));
    person.type(typed, oneOf([undefined, { start: from + inserted.length, end: from + inserted.length }]));
  }

  for (let step = 10 + below(40); step > 0; step--) oneOf([type, type, send, hear, hear])(oneOf(people));
  while (people.some((person) => person.pending() || person.revision < journal.length)) {
    people.forEach(send);
    people.forEach(hear);
  }
  return { text, asked, ends: people.map((person) => person.value) };
}

const made = (make) => Array.from({ length: cases }, make);
process.stdout.write(JSON.stringify({ pairs: made(pair), conversations: made(conversation) }));
