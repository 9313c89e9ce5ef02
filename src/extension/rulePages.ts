/** The id of the extension as VS Code knows it: `publisher.name`. */
export const extensionId = 'preflight.preflight-cors';

/** The scheme of the pages as documents. package.json names it too, for a preview that is restored before anything else wakes us. */
export const pageScheme = 'preflight-rule';

/** The packaged pages, relative to the extension's folder: an object of Markdown by rule. */
export const pagesFile = 'dist/rules.json';

/** The path of the link on a diagnostic's code; `ruleOfLink` reads it back. */
export function rulePath(rule: string): string {
  return `/rules/${rule}`;
}

/** The rule that a link's path names; null for any other path. */
export function ruleOfLink(path: string): string | null {
  return /^\/rules\/([a-z][a-z0-9-]*)$/.exec(path)?.[1] ?? null;
}

/** The path of a rule's page as a document; pages link to each other as `other-rule.md`. */
export function pagePath(rule: string): string {
  return `/${rule}.md`;
}

/** The rule whose page has this path; null for any other path. */
export function ruleOfPage(path: string): string | null {
  return /^\/([a-z][a-z0-9-]*)\.md$/.exec(path)?.[1] ?? null;
}
