import { help } from './help.ts';
import { USAGE_ERROR, UsageError, type Io, type Subcommand } from './io.ts';
import { version } from './version.ts';

/** Each loads what it needs when it runs: `test` the HTTP client, `check` the linter. */
const subcommands: Readonly<Record<string, (() => Promise<Subcommand>) | undefined>> = {
  check: async () => (await import('./check.ts')).check,
  test: async () => (await import('./test.ts')).test,
  matrix: async () => (await import('./matrix.ts')).matrix,
  judge: async () => (await import('./judge.ts')).judge,
  explain: async () => (await import('./explain.ts')).explain,
  rules: async () => (await import('./rules.ts')).rules,
  help: async () => help,
};

/** Runs `preflight` with its arguments. Out: the exit code. Rejects only for a defect of Preflight itself. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const [command, ...rest] = args;
  try {
    if (command === undefined) {
      await help([], { ...io, stdout: io.stderr });
      return USAGE_ERROR;
    }
    if (command === '--version' || command === '-v') {
      io.stdout(`${version}\n`);
      return 0;
    }
    if (command === '--help' || command === '-h') return await help([], io);
    if (rest.includes('--help') || rest.includes('-h')) return await help([command], io);
    const load = Object.hasOwn(subcommands, command) ? subcommands[command] : undefined;
    if (load === undefined) {
      throw new UsageError(`There is no command “${command}”: “preflight help” lists them.`);
    }
    const subcommand = await load();
    return await subcommand(rest, io);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr(`preflight: ${error.message}\n`);
    return USAGE_ERROR;
  }
}
