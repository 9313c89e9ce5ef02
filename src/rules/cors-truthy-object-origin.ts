import { grant } from '../policy/grant.ts';
import { expressOf, firstLine } from './lib/expressApp.ts';
import type { Property, Value } from '../stacks/express/values.ts';
import type { Fix, Rule } from './types.ts';

export const corsTruthyObjectOrigin: Rule = {
  meta: {
    id: 'cors-truthy-object-origin',
    title: 'The cors package lets every origin in for a value that is no text, pattern or list of them',
    class: 'exposed',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: { open: '{origin} can read this{reach}: cors takes {what} for "allow every origin".' },
  },
  check(context) {
    const reading = expressOf(context);
    for (const policy of reading?.policies ?? []) {
      const origin = 'https://evil.test';
      const given = grant(policy, origin);
      if (given.unknown || !given.readable) continue;
      const value = reading?.corsCalls.map(originOf).find((one) => isWithin(one, given.allowOrigin?.range));
      const what = value && describe(value.value);
      if (!value || !what) continue;
      context.report({
        range: firstLine(context.text, value.valueRange),
        messageId: 'open',
        data: { origin, what, reach: given.withCredentials ? ' with cookies' : '' },
        witness: { origin },
        fixes: asList(context.text, value),
        ...(given.withCredentials ? {} : { class: 'fragile' }),
      });
    }
  },
};

function originOf({ options }: { options: { readonly value: Value } | null }): Property | undefined {
  return options?.value.type === 'object' ? options.value.properties.get('origin') : undefined;
}

function isWithin(property: Property | undefined, range: Property['valueRange'] | null | undefined): boolean {
  return property !== undefined && property.valueRange.start === range?.start;
}

function describe(value: Value): string | null {
  switch (value.type) {
    case 'host':
      return `a ${value.name}`;
    case 'number':
      return 'a number';
    case 'object':
      return 'an object';
    case 'list':
      return value.items.some((item) => item.type === 'boolean' && item.value)
        ? 'true in a list'
        : (value.items.map(describeItem).find((one) => one !== null) ?? null);
    default:
      return null;
  }
}

function describeItem(item: Value): string | null {
  if (item.type === 'function' || item.type === 'native') return 'a function in a list';
  return item.type === 'host' || item.type === 'object' ? `${describe(item)} in a list` : null;
}

function asList(text: string, { value, valueRange }: Property): readonly Fix[] {
  if (value.type !== 'host' || value.name !== 'Set') return [];
  const source = text.slice(valueRange.start, valueRange.end);
  const edits = [{ ...valueRange, text: `[...${source}]` }];
  return [{ title: 'Compare with each entry of the Set', safety: 'unsafe', edits }];
}
