import { text } from 'node:stream/consumers';
import { run } from './run.ts';

const { stdout, stderr, stdin, env } = process;
const controller = new AbortController();

process.once('SIGINT', () => controller.abort());
process.once('SIGTERM', () => controller.abort());

/** Whoever reads the output may stop early, as `head` does. */
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
    throw error;
  });
}

function wantsColours(): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  return stdout.isTTY && env['TERM'] !== 'dumb';
}

run(process.argv.slice(2), {
  stdout: (part) => void stdout.write(part),
  stderr: (part) => void stderr.write(part),
  readStdin: () => text(stdin),
  cwd: process.cwd(),
  env,
  colours: wantsColours(),
  signal: controller.signal,
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const what = error instanceof Error ? error.message : String(error);
    stderr.write(`preflight: Preflight itself failed (${what}): please report this.\n`);
    process.exitCode = 2;
  },
);
