// From the root: `node tests/run_client.mjs --test client/src/forms/forms.test.mjs`.
import assert from "node:assert/strict";
import test from "node:test";
import { wordsUsed } from "./words_used.ts";

test("words are counted by the texts that have them, in any script, most used first", () => {
  const texts = ["More time, more Breaks!", "time… the breaks were short", "Περισσότερος χρόνος", "χρόνος και time-boxes", "TIME"];
  assert.deepEqual(wordsUsed(texts, "en"), [
    { word: "time", texts: 3 },
    { word: "breaks", texts: 2 },
    { word: "χρόνος", texts: 2 },
  ]);
});

test("a word of one text alone, and short words, are left out", () => {
  assert.deepEqual(wordsUsed(["the the cat", "the dog", "unusual unusual"], "en"), []);
});
