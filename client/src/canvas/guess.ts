/** What one's own request on a canvas will do, shown before the server answers. */

import { generateKeyBetween } from "fractional-indexing";
import type { Heard } from "../heard.ts";
import { stageOf } from "../outline.ts";
import type { Ask, Canvas, Feedback, Row, Run, Workshop } from "../protocol.ts";
import { canvasOf } from "./canvas.ts";

export type OnCanvas = Extract<Ask["do"], { canvas: string }>;

/** Nothing for texts: their fields know what they hold themselves. */
export function guessOnCanvas(view: Workshop, request: OnCanvas, you: string): Heard[] {
  const key = request.canvas;
  const canvas = canvasOf(view, key);
  const put = (id: string, fields: Partial<Row>): Heard[] => {
    const row = canvas.rows?.[id];
    return row ? [{ type: "row-put", canvas: key, row: { ...row, ...fields } }] : [];
  };
  const given = (id: string, fields: Partial<Feedback>): Heard[] => {
    const known = canvas.feedback?.[id];
    return known ? [{ type: "feedback-given", canvas: key, feedback: { ...known, ...fields } }] : [];
  };
  switch (request.type) {
    case "add-row":
      return [{ type: "row-put", canvas: key, row: { id: request.id, order: keyAfter(canvas, request.after) } }];
    case "move-row":
      return put(request.row, { order: keyAfter(canvas, request.after) });
    case "remove-row":
      return put(request.row, { removed_by: you });
    case "restore-row":
      return put(request.row, { removed_by: "" });
    case "link-row":
      return put(request.row, { origin: request.origin ?? null });
    case "set-cell":
      return [{ type: "cell-set", canvas: key, place: `${request.row}/${request.column}`, value: request.value }];
    case "give-feedback": {
      const { id, place, text, anonymous = false } = request;
      const feedback = { id, by: you, place, stage: stageUnderWay(view, you), text: text.trim(), anonymous, released: !keptBack(view, you) };
      return [{ type: "feedback-given", canvas: key, feedback }];
    }
    case "edit-feedback":
      if (!request.text.trim()) return canvas.feedback?.[request.feedback] ? [{ type: "feedback-gone", canvas: key, feedback: request.feedback }] : [];
      return given(request.feedback, { text: request.text.trim() });
    case "judge-feedback":
      return given(request.feedback, { verdict: request.verdict });
    default:
      return [];
  }
}

/** By its name in the whole programme; nothing for trainers. */
function stageUnderWay(view: Workshop, you: string): string {
  const run = runOf(view, you);
  return run ? `${run.activity}.${run.stage}` : "";
}

/** Whether what one gives now waits until a trainer releases it. */
function keptBack(view: Workshop, you: string): boolean {
  const run = runOf(view, you);
  return Boolean(run && stageOf(view, run.activity, run.stage)?.private);
}

function runOf(view: Workshop, you: string): Run | null | undefined {
  const person = view.people?.[you];
  return person?.role === "trainer" ? null : view.rooms?.[person?.room ?? ""]?.run;
}

/** As the server does it: behind `after`; "" at the start, nothing at the end. */
function keyAfter(canvas: Canvas, after: string | null | undefined): string {
  const keys = Object.values(canvas.rows ?? {}).map((row) => row.order).sort((one, other) => (one < other ? -1 : 1));
  const lower = after === undefined || after === null ? keys.at(-1) : after && canvas.rows?.[after]?.order;
  return generateKeyBetween(lower || null, keys.find((key) => key > (lower || "")) ?? null);
}
