/** The room screen. */
export {};
