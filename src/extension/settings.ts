import type { Severity } from '../rules/types.ts';

export type RuleSetting = Severity | 'off';

/** The settings of one resource, checked: what is not one of the allowed values counts as not set. */
export interface Settings {
  readonly enable: boolean;
  readonly run: 'onType' | 'onSave';
  /** By rule id; a rule that is not named keeps the severity of its class, or keeps silent where it speaks on request only. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

const ruleSettings: ReadonlySet<unknown> = new Set<RuleSetting>([
  'off',
  'error',
  'warning',
  'information',
  'hint',
]);

/** Reads `preflight.*` through `get`, which takes a key without the prefix. Never throws, for any stored value. */
export function readSettings(get: (key: string) => unknown): Settings {
  return Object.freeze({
    enable: get('enable') !== false,
    run: get('run') === 'onSave' ? 'onSave' : 'onType',
    rules: readRules(get('rules')),
  });
}

function readRules(value: unknown): Settings['rules'] {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(isRuleEntry));
}

function isRuleEntry(entry: [string, unknown]): entry is [string, RuleSetting] {
  return ruleSettings.has(entry[1]);
}

/** The severity that a finding is shown with; null for a rule that is switched off. */
export function severityFor(
  finding: { readonly rule: string; readonly severity: Severity },
  rules: Settings['rules'],
): Severity | null {
  const own = Object.hasOwn(rules, finding.rule) ? rules[finding.rule] : undefined;
  if (own === 'off') return null;
  return own ?? finding.severity;
}

/** The URL that relative ones start from and routes stand on; null when none is set, or what is set is no http address. */
export function baseUrlOf(get: (key: string) => unknown): string | null {
  const value = get('baseUrl');
  if (typeof value !== 'string' || !URL.canParse(value)) return null;
  return /^https?:$/.test(new URL(value).protocol) ? value : null;
}
