import type { Stack } from '../policy/types.ts';

/** What the linter needs to know of an editor's document, without the editor. */
export interface OpenDocument {
  readonly languageId: string;
  /** With `/` as separator. */
  readonly path: string;
  readonly untitled: boolean;
}

const extensions: Readonly<Record<string, string>> = {
  javascript: '.js',
  javascriptreact: '.jsx',
  typescript: '.ts',
  typescriptreact: '.tsx',
  python: '.py',
};

/** Language ids that say which stack reads the file, whoever contributes them. */
const stacks: Readonly<Record<string, Stack>> = { nginx: 'nginx', NGINX: 'nginx', apacheconf: 'apache' };

/** Without one of these words no file decides about CORS, so the linter need not even be loaded. */
const words = /cors|access-control/i;

export function mayConcernCors(text: string): boolean {
  return words.test(text);
}

/** The path by which the linter recognises the file. An untitled document has no name yet: its language stands in for one. */
export function lintPath({ languageId, path, untitled }: OpenDocument): string {
  return untitled ? path + (extensions[languageId] ?? '') : path;
}

/** The stack that the language id alone decides on; undefined where path and text do. */
export function stackOf({ languageId }: OpenDocument): Stack | undefined {
  return stacks[languageId];
}
