/**
 * One plain line to the person at the terminal. On standard error, so that output meant for programs stays clean.
 * @param {string} line
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}
