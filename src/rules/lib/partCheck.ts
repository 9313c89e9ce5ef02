import type { OriginPattern, OriginPredicate } from '../../policy/types.ts';
import { isBrowserOrigin } from '../../policy/originLiteral.ts';
import { isPublicSuffix } from '../../policy/registrableDomain.ts';
import { expressOf } from './expressApp.ts';
import type { Fix, RuleContext } from '../types.ts';

const call = /^([\w$.?!()\s]*?[\w$)])\??\.(\w+)\(([^()]*)\)$/;

interface PartCheck {
  /** What is looked at, as written. */
  readonly subject: string;
  readonly method: string;
  /** What it is compared with, and how that is written. */
  readonly mention: string;
  readonly argument: string;
}

/** The method that a test of a part of the origin uses; null when it is no such call. */
export function partCheckOf(test: OriginPattern | OriginPredicate, context: RuleContext): PartCheck | null {
  if (test.kind !== 'predicate') return null;
  const { start, end } = test.range;
  const found = call.exec(expressOf(context)?.sourceOf(test.range) ?? context.text.slice(start, end));
  const [mention] = test.mentions ?? [];
  if (!found || mention === undefined) return null;
  return { subject: found[1] ?? '', method: found[2] ?? '', mention, argument: (found[3] ?? '').trim() };
}

/** How a test looks at a part of the origin: by the method of a text that does the same. */
export function methodOf(test: OriginPattern | OriginPredicate, context: RuleContext): string {
  const told = test.kind === 'predicate' ? test.method : undefined;
  const written = partCheckOf(test, context)?.method;
  return told === 'startsWith' || told === 'endsWith' ? told : (written ?? told ?? '');
}

/** A test of the whole origin instead. Only where one name is looked at, and the text says which host is meant. */
export function wholeOriginFixes(
  test: OriginPattern | OriginPredicate,
  context: RuleContext,
): readonly Fix[] {
  const check = partCheckOf(test, context);
  const text = check && wholeTest(check);
  if (!text) return [];
  return [{ title: 'Compare the whole origin', safety: 'unsafe', edits: [{ ...test.range, text }] }];
}

function wholeTest({ subject, method, mention, argument }: PartCheck): string | null {
  // `indexOf` and `match` give no yes or no, so what stands around them would have to change too.
  const isYesOrNo = /^(?:includes|startsWith|endsWith)$/.test(method);
  if (!isYesOrNo || !/^[\w$]+$/.test(subject)) return null;
  if (isBrowserOrigin(mention)) return `${subject} === ${argument}`;
  if (!/^(['"`]).*\1$/.test(argument)) return null;
  const host = mention.replace(/^\./, '').toLowerCase();
  // Below a suffix that everybody can get a name under, the rest of the name is missing.
  if (!/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/.test(host) || isPublicSuffix(host)) return null;
  const escaped = host.replaceAll('.', '\\.');
  if (/host/i.test(subject)) return `/(?:^|\\.)${escaped}$/.test(${subject})`;
  if (host === 'localhost') return `/^https?:\\/\\/localhost(?::\\d+)?$/.test(${subject})`;
  return host.includes('.') ? `/^https:\\/\\/(?:[a-z0-9-]+\\.)*${escaped}$/.test(${subject})` : null;
}
