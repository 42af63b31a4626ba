/** The join screen. */
export {};
