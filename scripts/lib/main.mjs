import { say } from './say.mjs';

/**
 * Runs a script's body; an error ends it with status 1 and its message alone.
 * @param {() => void | Promise<void>} body
 */
export async function main(body) {
  try {
    await body();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
