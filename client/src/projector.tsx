/** The projector screen. */
export {};
