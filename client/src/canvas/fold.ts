/** What is heard of canvases, folded over a view: the same as `evolve` in the server's rooms, law for law. */

import { ChangeSet } from "@codemirror/state";
import { applied } from "../text.ts";
import type { Heard } from "../heard.ts";
import type { Canvas, Gathered, Workshop } from "../protocol.ts";
import { canvasOf } from "./canvas.ts";

export type OfCanvas = Extract<Heard, { canvas: string } | { type: "presenting-set" | "reviews-assigned" | "winners-gathered" }>;

export function foldCanvas(view: Workshop, change: OfCanvas): Workshop {
  switch (change.type) {
    case "canvas-shown":
      return { ...view, canvases: { ...view.canvases, [change.canvas]: change.state } };
    case "row-put":
      return withPart(view, change.canvas, "rows", change.row.id, change.row);
    case "row-gone":
      return withCanvas(view, change.canvas, withoutRow(canvasOf(view, change.canvas), change.row));
    case "cell-edited": {
      const text = canvasOf(view, change.canvas).texts?.[change.place] ?? {};
      const value = applied(text.value ?? "", ChangeSet.fromJSON(change.edit));
      return withPart(view, change.canvas, "texts", change.place, { value, revision: (text.revision ?? 0) + 1 });
    }
    case "cell-set":
      return withPart(view, change.canvas, "values", change.place, change.value);
    case "statement-composed":
      return withPart(view, change.canvas, "sources", change.row, change.sources);
    case "feedback-given":
      return withPart(view, change.canvas, "feedback", change.feedback.id, change.feedback);
    case "feedback-gone": {
      const { [change.feedback]: _gone, ...others } = canvasOf(view, change.canvas).feedback ?? {};
      return withCanvas(view, change.canvas, { feedback: others });
    }
    case "presenting-set": {
      const { [change.room]: _was, ...others } = view.presenting ?? {};
      return { ...view, presenting: change.presenting ? { ...others, [change.room]: change.presenting } : others };
    }
    case "reviews-assigned":
      return { ...view, reviews: { ...view.reviews, [change.activity]: change.reviews } };
    case "winners-gathered":
      return { ...view, gathered: { ...view.gathered, [change.activity]: gathered(view, change) } };
  }
}

/** Those of one room take the place of those that it had. */
function gathered(view: Workshop, { activity, winners, room }: Extract<OfCanvas, { type: "winners-gathered" }>): Gathered[] {
  const known = (room && view.gathered?.[activity]) || [];
  const first = known.findIndex((one) => one.winner.room === room);
  const at = first < 0 ? known.length : first;
  return [...known.slice(0, at), ...winners, ...known.slice(at).filter((one) => one.winner.room !== room)];
}

function withCanvas(view: Workshop, key: string, fields: Partial<Canvas>): Workshop {
  return { ...view, canvases: { ...view.canvases, [key]: { ...canvasOf(view, key), ...fields } } };
}

/** As guests see a canvas: what was taken away is not there, nor what stood in it. */
function withoutRow({ rows = {}, texts = {}, values = {}, sources = {} }: Canvas, row: string): Partial<Canvas> {
  const left = <V>(of: Record<string, V>, rowOf = (key: string) => key.split("/")[0]): Record<string, V> => Object.fromEntries(Object.entries(of).filter(([key]) => rowOf(key) !== row));
  return { rows: left(rows), texts: left(texts), values: left(values), sources: left(sources) };
}

function withPart<K extends keyof Canvas>(view: Workshop, canvas: string, part: K, key: string, value: NonNullable<Canvas[K]>[string]): Workshop {
  return withCanvas(view, canvas, { [part]: { ...canvasOf(view, canvas)[part], [key]: value } });
}
