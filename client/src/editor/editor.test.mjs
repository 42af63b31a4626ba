// What the editor works out by itself: parts put, moved and taken away; times of a day; what differs; three brought together.
import assert from "node:assert/strict";
import { test } from "node:test";
import { differences, same, together } from "./compare.ts";
import { at, comparePlaces, insert, put, shift } from "./document.ts";
import { betweens, moved, roomFor, sideBySide, spansOf } from "./times.ts";

const day = (...times) => times.map(([starts, ends], at) => ({ key: `s${at}`, starts, ends }));

test("a value is put, taken away, moved, and nothing is changed in place", () => {
  const draft = { day: [{ title: "One" }, { title: "Two" }] };
  assert.deepEqual(put(draft, ["day", 1, "title"], "2"), { day: [{ title: "One" }, { title: "2" }] });
  assert.deepEqual(put(draft, ["day", 0], undefined), { day: [{ title: "Two" }] });
  assert.deepEqual(put(draft, ["day", 0, "title"], undefined), { day: [{}, { title: "Two" }] });
  assert.deepEqual(put({}, ["title", "en"], "x"), { title: { en: "x" } });
  assert.deepEqual(put({ title: "x" }, ["title", "pl"], "y"), { title: { pl: "y" } });
  assert.deepEqual(insert(draft, ["day"], { title: "0" }, 0).day.length, 3);
  assert.deepEqual(at(shift(draft, ["day"], 0, 1), ["day", 1, "title"]), "One");
  assert.equal(shift(draft, ["day"], 0, 5), draft);
  assert.equal(at(draft, ["day", 7, "title"]), undefined);
  assert.deepEqual(draft, { day: [{ title: "One" }, { title: "Two" }] });
});

test("places are in the order in which an outline has them", () => {
  const draft = { title: "A", mix_by: "x", day: [{ title: "One" }, { title: "Two", session: [{ key: "a" }, { key: "b" }] }] };
  const places = [["day", 1, "session", 1], ["day", 0], ["mix_by"], ["day", 1, "title"], ["title", "en"], ["day", 1, "session", 0, "key"], []];
  const sorted = places.toSorted((one, other) => comparePlaces(draft, one, other)).map((path) => path.join("/"));
  assert.deepEqual(sorted, ["", "title/en", "mix_by", "day/0", "day/1/title", "day/1/session/0/key", "day/1/session/1"]);
});

test("a session is moved and made longer, alone or with all that follows", () => {
  const sessions = day(["10:00", "10:15"], ["10:15", "10:30"], ["11:00", "12:00"]);
  const times = (list) => list.map((one) => `${one.starts}-${one.ends}`).join(" ");
  assert.equal(times(moved(sessions, 1, { starts: 5, ends: 5, follow: false })), "10:00-10:15 10:20-10:35 11:00-12:00");
  assert.equal(times(moved(sessions, 1, { starts: 0, ends: 10, follow: true })), "10:00-10:15 10:15-10:40 11:10-12:10");
  assert.equal(moved(sessions, 1, { starts: 0, ends: -15, follow: false }), sessions);
  assert.equal(moved(sessions, 2, { starts: 800, ends: 800, follow: false }), sessions);
  assert.deepEqual(betweens(spansOf(sessions)), [{ from: 630, to: 660, overlap: false }]);
  assert.deepEqual(betweens(spansOf(moved(sessions, 0, { starts: 0, ends: 5, follow: false })))[0], { from: 615, to: 620, overlap: true });
  assert.deepEqual(roomFor([...sessions, {}], 3), { starts: "12:00", ends: "12:30" });
  assert.deepEqual(roomFor([{}], 0), { starts: "09:00", ends: "09:30" });
});

test("sessions at the same time stand beside each other", () => {
  const spans = spansOf(day(["10:00", "10:30"], ["10:15", "10:45"], ["10:20", "10:25"], ["10:45", "11:00"]));
  assert.deepEqual(sideBySide(spans).map(({ place, of }) => `${place}/${of}`), ["0/3", "1/3", "2/3", "0/1"]);
});

test("what differs is told part by part, by the keys of parts", () => {
  const before = { title: { en: "A" }, day: [{ number: 1, session: day(["10:00", "11:00"], ["11:00", "12:00"]) }] };
  const renamed = put(before, ["title", "en"], "B");
  assert.deepEqual(differences(before, renamed), [{ path: ["title", "en"], before: "A", after: "B" }]);
  const less = put(before, ["day", 0, "session", 0], undefined);
  assert.deepEqual(differences(before, less).map(({ path, after }) => [path.join("/"), after]), [["day/0/session/0", undefined]]);
  const turned = shift(before, ["day", 0, "session"], 0, 1);
  assert.deepEqual(differences(before, turned).map(({ path }) => path.join("/")), ["day/0/session"]);
  assert.deepEqual(differences(before, structuredClone(before)), []);
});

test("what another changed joins what one changed oneself", () => {
  const base = { title: { en: "A" }, check_ins: [30], day: [{ number: 1, session: day(["10:00", "11:00"], ["11:00", "12:00"], ["12:00", "13:00"]) }] };
  const mine = put(put(base, ["title", "en"], "Mine"), ["day", 0, "session", 0, "ends"], "10:50");
  const theirs = insert(put(put(base, ["day", 0, "session", 1], undefined), ["title", "pl"], "Ich"), ["day", 0, "session"], { key: "new" });
  const joined = together(base, mine, theirs);
  assert.deepEqual(joined.title, { en: "Mine", pl: "Ich" });
  assert.deepEqual(joined.day[0].session.map((one) => one.key), ["s0", "s2", "new"]);
  assert.equal(joined.day[0].session[0].ends, "10:50");
  const edited = put(base, ["day", 0, "session", 1, "ends"], "11:30");
  assert.ok(together(base, edited, theirs).day[0].session.some((one) => one.key === "s1"), "what I changed is not lost when they removed it");
  assert.ok(same(together(base, base, theirs), theirs));
  assert.ok(same(together(base, mine, base), mine));
});
