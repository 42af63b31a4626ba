/** Whose canvas it is, in words. */

import type { Workshop } from "../protocol.ts";
import { nameOf } from "../said.ts";
import { t } from "../words.ts";

/** People of other groups one does not know by name: they are counted instead. */
export const nameOfOwner = (workshop: Workshop, person: string, number: number): string => nameOf(workshop, person) || t("person {number}", { number });
