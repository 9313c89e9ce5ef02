/** What a subcommand may touch of the world around it. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly readStdin: () => Promise<string>;
  /** Absolute; relative paths are relative to it. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** stdout is a terminal that wants colours. */
  readonly colours: boolean;
  /** Ends the subcommand early (Ctrl-C). */
  readonly signal: AbortSignal;
}

/** Runs a subcommand with the arguments after its name. Out: the exit code. */
export type Subcommand = (args: readonly string[], io: Io) => Promise<number>;

/** What is wrong with the arguments or the files that they name: one sentence, exit code 2. */
export class UsageError extends Error {}

export const USAGE_ERROR = 2;
