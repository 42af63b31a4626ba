// From the root: `node tests/run_client.mjs --test client/src/text.test.mjs`. TEXT_VECTORS names other cases to run.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { ChangeSet } from "@codemirror/state";
import { SharedText, applied, difference } from "./text.ts";

const halves = JSON.parse(readFileSync(process.env.TEXT_VECTORS ?? "tests/rooms/texts/text_vectors.json", "utf8"));
const cases = (name) => Object.values(halves).flatMap((half) => half[name] ?? []);
const json = (value) => JSON.parse(JSON.stringify(value));
const caret = (at) => ({ start: at, end: at });

/** Two people at one text, and a server that carries one's edits over the other's. */
function twoPeople(value) {
  const journal = [];
  const [ana, ben] = [0, 1].map(() => new SharedText({ value, revision: 0 }));
  const send = (person) => {
    const { revision, edit } = person.toSend();
    const carried = journal.slice(revision).reduce((mine, other) => mine.map(other.edit), ChangeSet.fromJSON(edit));
    journal.push({ edit: carried, by: person });
  };
  const hear = (person, selection) => {
    while (person.revision < journal.length) {
      const { edit, by } = journal[person.revision];
      if (by === person) person.acknowledged();
      else selection = person.received(edit.toJSON(), person.revision + 1, selection);
    }
    return selection;
  };
  return { ana, ben, send, hear };
}

test("pairs of edits map as the other language maps them", () => {
  for (const { text, a, b, end, ...over } of cases("pairs")) {
    const [first, second] = [ChangeSet.fromJSON(a), ChangeSet.fromJSON(b)];
    assert.deepEqual(json(second.map(first)), over["b over a"]);
    assert.deepEqual(json(first.map(second, true)), over["a over b, before"]);
    assert.equal(applied(applied(text, first), second.map(first)), end);
    assert.equal(applied(applied(text, second), first.map(second, true)), end);
  }
});

test("what was typed makes the same edit in both languages", () => {
  for (const { old, new: typed, edit } of cases("replacements")) {
    assert.deepEqual(json(difference(old, typed)), edit);
  }
});

test("conversations end as they end in the other language, and show the same on the way", () => {
  for (const { text, people, steps, journal, end } of cases("conversations").filter((one) => one.steps)) {
    const writers = Array.from({ length: people }, () => new SharedText({ value: text, revision: 0 }));
    for (const [does, who, what, own] of steps) {
      const writer = writers[who];
      if (does === "types") writer.type(what);
      if (does === "sends") {
        const ask = writer.toSend();
        assert.deepEqual(ask && [ask.revision, json(ask.edit)], what);
      }
      if (does === "hears") {
        if (own) writer.acknowledged();
        else writer.received(journal[writer.revision], writer.revision + 1);
        assert.equal(writer.value, what);
      }
    }
    for (const writer of writers) {
      assert.equal(writer.value, end);
      assert.equal(writer.pending(), false);
    }
  }
});

test("what one types shows at once, and is pending until it took effect", () => {
  const text = new SharedText({ value: "", revision: 0 });
  text.type("Ελένη");
  assert.equal(text.value, "Ελένη");
  assert.equal(text.pending(), true);
  assert.deepEqual(text.toSend(), { revision: 0, edit: [[0, "Ελένη"]] });
  text.type("Ελένη 😀");
  assert.equal(text.toSend(), null);
  text.acknowledged();
  assert.equal(text.pending(), true);
  assert.deepEqual(text.toSend(), { revision: 1, edit: [5, [0, " 😀"]] });
  text.acknowledged();
  assert.equal(text.pending(), false);
});

test("two who type at one place keep both their words, in one order", () => {
  const { ana, ben, send, hear } = twoPeople("root causes: ");
  ana.type("root causes: no time ");
  ben.type("root causes: no money ");
  send(ben);
  send(ana);
  ana.type("root causes: no time at all ");
  hear(ana);
  hear(ben);
  send(ana);
  hear(ana);
  hear(ben);
  assert.equal(ana.value, ben.value);
  assert.equal(ana.value, "root causes: no money no time at all ");
});

test("the caret stays with its letters when others write before it", () => {
  const { ana, ben, send, hear } = twoPeople("money");
  ana.type("money!", caret(6));
  ben.type("no money");
  send(ben);
  assert.deepEqual(hear(ana, { start: 2, end: 6 }), { start: 5, end: 9 });
  assert.equal(ana.value, "no money!");
});

test("a repeated letter is put where the caret is", () => {
  assert.deepEqual(json(difference("aaa", "aaaa", 2)), [1, [0, "a"], 2]);
  assert.deepEqual(json(difference("aaa", "aa", 1)), [1, [1], 1]);
  assert.deepEqual(json(difference("aaa", "aaaa")), [3, [0, "a"]]);
});

test("letters that no text holds are left out, and whole pairs are kept", () => {
  const text = new SharedText({ value: "", revision: 0 });
  text.type("a\r\nb\u0000\u202e\ud83d c\t\udc00😀");
  assert.equal(text.value, "a\nb c\t😀");
  text.type("a\nb c\t😁");
  assert.deepEqual(json(difference("😀", "😁")), [[2, "😁"]]);
});

test("what was received before is passed over, and a gap is an error", () => {
  const text = new SharedText({ value: "a", revision: 3 });
  text.received([[1]], 3);
  assert.equal(text.value, "a");
  assert.throws(() => text.received([[1]], 5), RangeError);
});

test("two who type the same letter both have it", () => {
  const { ana, ben, send, hear } = twoPeople("");
  ana.type("a");
  ben.type("a");
  send(ben);
  send(ana);
  hear(ana);
  hear(ben);
  assert.deepEqual([ana.value, ben.value], ["aa", "aa"]);
  assert.deepEqual([ana.pending(), ben.pending()], [false, false]);
});

test("an edit too old is made anew, and nobody's words vanish", () => {
  const text = new SharedText({ value: "first step: ", revision: 1 });
  text.type("first step: call Søren");
  text.toSend();
  text.type("first step: call Søren, today");
  text.refusedTooOld({ value: "Who: Zofia\nfirst step: ask\n", revision: 400 });
  const { revision, edit } = text.toSend();
  assert.equal(revision, 400);
  const end = applied("Who: Zofia\nfirst step: ask\n", ChangeSet.fromJSON(edit));
  assert.equal(end, text.value);
  assert.match(end, /^Who: Zofia\nfirst step: /);
  assert.match(end, /call Søren, today/);
  assert.match(end, /ask\n/);
});

test("an edit that was done out of sight is not done again", () => {
  const text = new SharedText({ value: "one", revision: 1 });
  text.type("one two");
  text.toSend();
  text.type("one two three");
  text.overtaken({ value: "ONE: one two", revision: 9 });
  assert.equal(text.value, "ONE: one two three");
  assert.deepEqual(text.toSend(), { revision: 9, edit: [12, [0, " three"]] });
});

test("a refused edit is kept, and sent again after its author types on", () => {
  const text = new SharedText({ value: "", revision: 0 });
  text.type("far too long");
  text.toSend();
  text.refused();
  assert.equal(text.value, "far too long");
  assert.equal(text.pending(), true);
  assert.equal(text.toSend(), null);
  text.type("short");
  assert.deepEqual(text.toSend(), { revision: 0, edit: [[0, "short"]] });
});

test("what waits outlasts a reload", () => {
  const text = new SharedText({ value: "a", revision: 7 });
  text.type("ab");
  text.toSend();
  text.type("abc\nd");
  const again = SharedText.from(json(text.kept()));
  assert.equal(again.value, "abc\nd");
  again.received([1, [0, "x"]], 8);
  again.acknowledged();
  assert.deepEqual(again.toSend(), { revision: 9, edit: [3, [0, "c", "d"]] });
});
