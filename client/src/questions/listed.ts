/** The questions in the order in which all see them. */

import type { Question, Workshop } from "../protocol.ts";

/** The open ones first, and of these what most would like to know. */
export function questionsOf(workshop: Workshop): Question[] {
  const standing = Object.values(workshop.questions ?? {}).filter((question) => !question.into);
  return standing.sort((a, b) => Number(a.answered ?? false) - Number(b.answered ?? false) || (b.count ?? 0) - (a.count ?? 0) || a.at - b.at);
}
