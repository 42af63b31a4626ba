/** What is heard of questions and forms, and of how plans go after the training, folded over a view. */

import type { Heard } from "../heard.ts";
import type { FieldTally, Form, Question, Workshop } from "../protocol.ts";

type Of<T extends Heard["type"]> = Extract<Heard, { type: T }>;
export type OfQuestions = Of<"question-put" | "question-gone" | "question-upvoted" | "question-counted">;
export type OfForms = Of<"field-answered" | "field-tallied" | "text-tallied">;

export function foldQuestion(view: Workshop, change: OfQuestions): Workshop {
  const questions = view.questions ?? {};
  if (change.type === "question-put") return { ...view, questions: { ...questions, [change.question.id]: change.question } };
  const { [change.question]: known, ...others } = questions;
  if (change.type === "question-gone") return { ...view, questions: others };
  if (!known) return view;
  const now: Question = change.type === "question-counted" ? { ...known, count: change.count } : upvoted(known, change.by, change.up);
  return { ...view, questions: { ...questions, [known.id]: now } };
}

function upvoted(question: Question, by: string, up: boolean): Question {
  const { [by]: _was, ...others } = question.votes ?? {};
  return { ...question, votes: up ? { ...others, [by]: true } : others, count: (question.count ?? 0) + (up ? 1 : -1) };
}

export function foldForm(view: Workshop, change: OfForms): Workshop {
  const form = view.forms?.[change.activity] ?? {};
  if (change.type === "field-answered") return withForm(view, change.activity, answered(form, change));
  const tally = change.type === "field-tallied" ? change.tally : withText(form.results?.[change.field] ?? { people: 0 }, change);
  return withForm(view, change.activity, tallied(form, change.field, tally));
}

function answered(form: Form, { by, field, answer }: Of<"field-answered">): Form {
  const { [field]: _was, ...others } = form.answers?.[by] ?? {};
  const mine = answer.chosen?.length || answer.text ? { ...others, [field]: answer } : others;
  const { [by]: _mine, ...people } = form.answers ?? {};
  return { ...form, answers: Object.keys(mine).length ? { ...people, [by]: mine } : people };
}

function withText(tally: FieldTally, { people, out = -1, at = -1, text = "" }: Of<"text-tallied">): FieldTally {
  const texts = [...(tally.texts ?? [])];
  if (out >= 0) texts.splice(out, 1);
  if (at >= 0) texts.splice(at, 0, text);
  return { ...tally, people, texts };
}

function tallied(form: Form, field: string, tally: FieldTally): Form {
  const { [field]: _was, ...others } = form.results ?? {};
  return { ...form, results: tally.people ? { ...others, [field]: tally } : others };
}

/** One that says nothing is not there. */
function withForm(view: Workshop, activity: string, form: Form): Workshop {
  const { [activity]: _was, ...others } = view.forms ?? {};
  const empty = !Object.keys(form.answers ?? {}).length && !Object.keys(form.results ?? {}).length;
  return { ...view, forms: empty ? others : { ...others, [activity]: form } };
}

export function foldCheckIn(view: Workshop, change: Of<"check-in-put">): Workshop {
  const mine = { ...view.check_ins?.[change.person], [change.days]: change.check_in };
  return { ...view, check_ins: { ...view.check_ins, [change.person]: mine } };
}
