/** The six colours of notes, by name: each also has its own corner mark. */

import { t } from "../words.ts";

export const COLOURS = (): string[] => [t("Yellow"), t("Blue"), t("Green"), t("Pink"), t("Violet"), t("Orange")];
