/** The program went on for too long. */
export class OutOfFuel extends Error {}

/** What the program does cannot be worked out. */
export class CannotTell extends Error {}
