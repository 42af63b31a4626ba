/** The join page works without a script; nothing is needed yet. */
export {};
