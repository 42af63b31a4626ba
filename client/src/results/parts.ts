/** What a trainer can give to all, besides their own and their group's. */

import type { ShareResults } from "../protocol.ts";
import { t } from "../words.ts";

export type Part = ShareResults["parts"][number];

export const PARTS = (): Record<Part, string> => ({
  boards: t("the boards and decisions of all groups"),
  statements: t("everybody’s statements"),
  forms: t("what all answered to the forms"),
  people: t("who took part, by name"),
});
