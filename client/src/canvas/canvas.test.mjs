// From the root: `node tests/run_client.mjs --test client/src/canvas/canvas.test.mjs`.
import assert from "node:assert/strict";
import test from "node:test";
import { owned, ownKey, plansOf, standing } from "./canvas.ts";
import { guessOnCanvas } from "./guess.ts";
import { linesOf, neighbour, nextToWrite } from "./grid.ts";
import { cellsIn, daysIn, writesMonthFirst } from "./spreadsheet.ts";

const plan = { columns: [{ key: "action", title: {} }, { key: "when", title: {}, type: "period" }], rows: 2 };
const more = { columns: [{ key: "action", title: {} }], goes_on_from: "plan" };
const activities = [
  { key: "plan", kind: "canvas", title: {}, canvas: plan, stages: [] },
  { key: "extended", kind: "canvas", title: {}, canvas: more, stages: [] },
];
const workshop = { programme: { days: [{ sessions: [{ activities }] }] }, people: { ana: { id: "ana", room: "g1" } } };

test("a canvas is the one of the activity that it began with", () => {
  assert.equal(ownKey(workshop, "extended", "ana"), "plan:ana");
  assert.deepEqual(owned("plan:ana"), { activity: "plan", owner: "ana" });
  assert.deepEqual(plansOf(workshop, "plan:ana"), [plan, more]);
});

test("a row that one adds or moves stands where the server will put it", () => {
  const after = (request) => {
    const [{ row }] = guessOnCanvas(workshop, { canvas: "plan:ana", ...request }, "ana");
    const rows = { row0: { id: "row0", order: "a0" }, row1: { id: "row1", order: "a1" }, [row.id]: row };
    return standing({ rows }).map(({ id }) => id);
  };
  assert.deepEqual(after({ type: "add-row", id: "another1" }), ["row0", "row1", "another1"]);
  assert.deepEqual(after({ type: "add-row", id: "another1", after: "row0" }), ["row0", "another1", "row1"]);
  assert.deepEqual(after({ type: "move-row", row: "row1", after: "" }), ["row1", "row0"]);
  assert.deepEqual(after({ type: "remove-row", row: "row1" }), ["row0"]);
});

test("what is no row any more is not guessed at", () => {
  assert.deepEqual(guessOnCanvas(workshop, { type: "move-row", canvas: "plan:ana", row: "gone", after: "" }, "ana"), []);
});

test("arrows go from cell to cell, over statements too, and Tab to what is to be written", () => {
  const rows = [{ id: "row0" }, { id: "row1" }];
  const sheet = { rows, columns: plan.columns, states: true, writes: new Set(["when", "statement"]) };
  const lines = linesOf(sheet);
  const at = (row, column) => ({ row, column });
  const from = (here, key, side = 0) => neighbour(lines, here, key, false, side);
  assert.deepEqual(from(at("row0", "head"), "ArrowRight"), at("row0", "action"));
  assert.deepEqual(from(at("row0", "when"), "ArrowDown", 2), at("row0", "statement"));
  assert.deepEqual(from(at("row0", "statement"), "ArrowDown", 2), at("row1", "when"));
  assert.equal(from(at("row0", "head"), "ArrowLeft"), undefined);
  assert.deepEqual(neighbour(lines, at("row1", "action"), "Home", true, 1), at("row0", "head"));
  assert.deepEqual(nextToWrite(sheet, at("row0", "action"), 1), at("row0", "when"));
  assert.deepEqual(nextToWrite(sheet, at("row1", "when"), -1), at("row0", "statement"));
  assert.equal(nextToWrite(sheet, at("row1", "statement"), 1), undefined);
});

test("cells come as a spreadsheet copies them", () => {
  const copied = {
    "a\tb\nc\td\n": [["a", "b"], ["c", "d"]],
    "one\r\ntwo": [["one"], ["two"]],
    "\t\nx\t": [["", ""], ["x", ""]],
    '"two\nlines"\t"say ""yes"""': [["two\nlines", 'say "yes"']],
    '5" pipe\t"never closed': [['5" pipe', '"never closed']],
    "": [[""]],
  };
  for (const [text, cells] of Object.entries(copied)) assert.deepEqual(cellsIn(text), cells, JSON.stringify(text));
});

test("days are read as spreadsheets of other countries write them", () => {
  for (const [text, days] of [
    ["2025-04-01 – 2025-05-15", ["2025-04-01", "2025-05-15"]],
    ["1.6.2025", ["2025-06-01"]],
    ["01. 06. 2025 - 31. 12. 2025", ["2025-06-01", "2025-12-31"]],
    ["15/06/25", ["2025-06-15"]],
    ["03/04/2025", ["2025-04-03"]],
    ["31.2.2025, 5.13.2025, 1.2.3, 12345.6.2025, 1.6.1925, in May", []],
  ])
    assert.deepEqual(daysIn(text, false), days, text);
  assert.deepEqual(daysIn("03/04/2025 3.4.2025", true), ["2025-03-04", "2025-04-03"]);
  assert.deepEqual(["en-US", "en-GB", "pl", "de", "sv", "hu", "lt"].map(writesMonthFirst), [true, false, false, false, false, false, false]);
});
