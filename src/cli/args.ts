import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './io.ts';

/** parseArgs with sentences instead of its errors. @throws UsageError for what the command does not know. */
export function parse<T extends ParseArgsConfig>(
  command: string,
  config: T,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(sentence(command, error));
  }
}

function sentence(command: string, error: unknown): string {
  const { code, message } =
    error instanceof Error && 'code' in error ? error : { code: null, message: String(error) };
  const option = /'(-[^']*)'/.exec(message)?.[1]?.replace(/ <value>$/, '') ?? '';
  const help = `“preflight help ${command}” lists the options.`;
  switch (code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `There is no option ${option}: ${help}`;
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return /does not take an argument/.test(message)
        ? `The option ${option} takes no value: ${help}`
        : `The option ${lastOption(option)} needs a value: ${help}`;
    case 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL':
      return `“${/'([^']*)'/.exec(message)?.[1] ?? ''}” is one argument too many: ${help}`;
    default:
      return `${message.split('\n')[0] ?? ''} ${help}`;
  }
}

/** Of "-H, --header" the long one. */
function lastOption(option: string): string {
  return option.split(', ').at(-1) ?? option;
}

/** One of a few words. @throws UsageError for another one. */
export function oneOf<T extends string>(option: string, value: string, words: readonly T[]): T {
  const word = words.find((known) => known === value);
  if (word === undefined) {
    throw new UsageError(`${option} is one of ${words.join(', ')}, not “${value}”.`);
  }
  return word;
}
