// From the root: `node tests/run_client.mjs --test client/src/past/past.test.mjs`. Times and places in a film find each other again.
import assert from "node:assert/strict";
import test from "node:test";
import { placeIn, timeAt } from "./stretches.ts";

test("a time in a stretch is found again by its place, and places go on as time does", () => {
  const stretches = [{ since: 1_000, until: 5_000 }, { since: 90_000, until: 90_000 }, { since: 200_000, until: 260_000 }];
  for (const { since, until } of stretches) for (let at = since; at <= until; at += 500) assert.equal(timeAt(stretches, placeIn(stretches, at)), at);
  let last = -1;
  for (let at = 0; at < 300_000; at += 700) {
    const place = placeIn(stretches, at);
    assert.ok(place >= last);
    last = place;
  }
  assert.equal(timeAt(stretches, placeIn(stretches, Infinity)), 260_000);
  assert.equal(timeAt(stretches, 1e9), 260_000);
  assert.equal(placeIn(stretches, 0), 0);
  assert.equal(timeAt([], 5), 0);
  assert.equal(placeIn([], 5), 0);
});
