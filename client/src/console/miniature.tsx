/** A board in small: for each section the marks of its notes in their colours, clusters framed; private ones are empty
 * squares. Of canvases how full each is. Counts and colours, never a word. */

import type { Glance } from "../protocol.ts";
import { steady } from "../steady.ts";
import { t } from "../words.ts";

type RoomGlance = Glance["overview"][number];

const WIDTH = 160;
const HEIGHT = 20;
const GAP = 6;
const LARGEST = 10;
const HIDDEN = "p";

interface Square {
  readonly colour: string;
  /** The number of the cluster that it is in; 0: of none. */
  readonly cluster: number;
}

export const Miniature = steady(({ sketch, sections, canvases }: { sketch: RoomGlance["sketch"]; sections: readonly string[]; canvases: RoomGlance["canvases"] }) => {
  if (canvases?.length) return <Full canvases={canvases} />;
  const notes = sketch?.notes ?? {};
  const counts = sections.map((section) => notes[section] ?? 0);
  if (!counts.some(Boolean)) return null;
  const wide = (WIDTH - GAP * (sections.length - 1)) / sections.length;
  const drawn = sections.map((section) => squares(sketch?.marks?.[section] ?? "", sketch?.private?.[section] ?? 0));
  const side = sideOf(Math.max(...drawn.map((all) => all.length)), wide);
  return (
    <svg class="miniature" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t("Notes per challenge: {counts}", { counts: counts.join(", ") })}>
      {drawn.flatMap((all, at) => paths(all, at * (wide + GAP), wide, side))}
    </svg>
  );
});

function squares(marks: string, hidden: number): Square[] {
  const found: Square[] = [];
  let cluster = 0;
  let inside = false;
  for (const mark of marks) {
    if (mark === "(") (cluster += 1), (inside = true);
    else if (mark === ")") inside = false;
    else found.push({ colour: mark, cluster: inside ? cluster : 0 });
  }
  for (let n = 0; n < hidden; n++) found.push({ colour: HIDDEN, cluster: 0 });
  return found;
}

/** As large as all of them fit in. */
function sideOf(most: number, wide: number): number {
  for (let side = LARGEST; side > 1; side -= 0.5) if (Math.floor(wide / side) * Math.floor(HEIGHT / side) >= most) return side;
  return 1;
}

/** A path for each colour, and one around what is in clusters: few elements, however many notes. */
function paths(all: readonly Square[], left: number, wide: number, side: number) {
  const columns = Math.max(1, Math.floor(wide / side));
  const size = side - 1;
  const drawn = new Map<string, string>();
  all.forEach(({ colour, cluster }, at) => {
    const [x, y] = [left + (at % columns) * side + 0.5, Math.floor(at / columns) * side + 0.5];
    drawn.set(colour, `${drawn.get(colour) ?? ""}M${x} ${y}h${size}v${size}h${-size}z`);
    if (cluster) drawn.set("frame", `${drawn.get("frame") ?? ""}${frame(all, at, x - 0.5, y - 0.5, side, columns)}`);
  });
  return [...drawn].map(([kind, d]) => <path key={`${left}-${kind}`} data-mark={kind} d={d} />);
}

/** The edges of a square that are also edges of its cluster. */
function frame(all: readonly Square[], at: number, x: number, y: number, side: number, columns: number): string {
  const same = (other: number, row: number) => all[other]?.cluster === all[at]?.cluster && Math.floor(other / columns) === row;
  const row = Math.floor(at / columns);
  const left = same(at - 1, row) ? "" : `M${x} ${y}v${side}`;
  const right = same(at + 1, row) ? "" : `M${x + side} ${y}v${side}`;
  return `${left}${right}M${x} ${y}h${side}M${x} ${y + side}h${side}`;
}

/** A column for each canvas, as high as it is full. */
function Full({ canvases }: { canvases: NonNullable<RoomGlance["canvases"]> }) {
  const wide = WIDTH / canvases.length;
  const bar = ({ filled, cells }: { filled: number; cells: number }, at: number) => {
    const high = (HEIGHT * filled) / Math.max(1, cells);
    return `M${at * wide + 1} ${HEIGHT}v${-high}h${wide - 2}v${high}z`;
  };
  return (
    <svg class="miniature" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={t("Filled cells of each: {counts}", { counts: canvases.map((one) => one.filled).join(", ") })}>
      <path data-mark="ground" d={canvases.map((_, at) => `M${at * wide + 1} ${HEIGHT}v${-HEIGHT}h${wide - 2}v${HEIGHT}z`).join("")} />
      <path data-mark="full" d={canvases.map(bar).join("")} />
    </svg>
  );
}
