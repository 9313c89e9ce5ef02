import { spawnSync } from 'node:child_process';
import { SetupError } from './setup-error.mjs';

/**
 * Runs a program to its end and returns what it printed.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, purpose: string, timeoutMs?: number }} options
 *   purpose: what the command was to do, for the error's sentence.
 * @returns {string} standard output
 * @throws {SetupError} when it cannot start, fails or takes longer than timeoutMs (10 minutes unless told)
 */
export function run(command, args, { cwd, env, purpose, timeoutMs = 600_000 }) {
  const result = spawnSync(command, args, {
    cwd,
    env: env ?? process.env,
    encoding: 'utf8',
    timeout: timeoutMs,
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (result.error) throw new SetupError(`Could not ${purpose}: ${command}: ${result.error.message}.`);
  if (result.status !== 0) {
    const tail = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-12).join('\n  ');
    throw new SetupError(`Could not ${purpose}: ${command} ended with ${result.status}:\n  ${tail}`);
  }
  return result.stdout;
}

/**
 * Whether a program starts and ends well; prints nothing.
 * @param {string} command
 * @param {string[]} args
 */
export function succeeds(command, args) {
  const result = spawnSync(command, args, { stdio: 'ignore', timeout: 60_000 });
  return result.status === 0;
}
