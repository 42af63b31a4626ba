/** The limits of a workshop, made from `moot/rooms/limits.py` by `make wire`. */
export const PEOPLE = 1000;
export const GROUPS = 60;
export const NAME_LETTERS = 80;
export const ORGANISATION_LETTERS = 120;
export const NOTE_LETTERS = 300;
export const NOTES_EACH = 60;
export const SECTIONS = 24;
export const CLUSTERS = 120;
export const CLUSTER_LETTERS = 120;
export const FIELD_LETTERS = 2000;
export const MESSAGE_LETTERS = 400;
export const MESSAGES_KEPT = 5;
export const REASON_LETTERS = 500;
export const EXTEND_SECONDS = 3600;
export const GRACE_MS = 3000;
export const STREAMS_EACH = 16;
export const WINDOW = 64;
