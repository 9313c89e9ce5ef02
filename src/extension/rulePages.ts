/** The id of the extension as VS Code knows it: `publisher.name`. */
export const extensionId = 'preflight.preflight-cors';

/** The path of the link on a diagnostic's code; `rulePageOf` reads it back. */
export function rulePath(rule: string): string {
  return `/rules/${rule}`;
}

/** The packaged page, relative to the extension's folder, that a link's path names; null for any other path. */
export function rulePageOf(path: string): string | null {
  const rule = /^\/rules\/([a-z][a-z0-9-]*)$/.exec(path)?.[1];
  return rule === undefined ? null : `docs/rules/${rule}.md`;
}
