/** The console screen. */
export {};
