import type { Install } from '../stacks/fastapi/read.ts';
import { fixWith, headerCase, installsIn } from './lib/fastapi.ts';
import type { Rule, RuleClass, RuleContext } from './types.ts';

type ListParameter = 'allow_methods' | 'allow_headers' | 'expose_headers';

const safelistedMethods = /^(GET|HEAD|POST)$/;
const safelistedHeaders = /^(accept|accept-language|content-language|content-type)$/i;

/** A Python `str` passes for a collection: of its letters. */
export const fastapiListArgAsString: Rule = {
  meta: {
    id: 'fastapi-list-arg-as-string',
    title: 'A list of methods or headers is written as one text, which Python takes letter by letter',
    class: 'broken',
    stacks: ['fastapi'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      methods: '{name} is blocked at the preflight: this is one text, and its letters {letters} are sent.',
      headers:
        'A call with {name} is blocked at the preflight: this is one text, and its letters are allowed.',
      expose: 'Pages cannot read {name}: this is one text, and its letters {letters} are sent.',
      harmless: 'This is one text, so its letters {letters} are sent; what browsers need is allowed anyway.',
    },
  },
  check(context) {
    for (const install of installsIn(context)) {
      checkParameter(context, install, 'allow_methods');
      checkParameter(context, install, 'allow_headers');
      checkParameter(context, install, 'expose_headers');
    }
  },
};

function checkParameter(context: RuleContext, install: Install, parameter: ListParameter): void {
  const set = setOf(install, parameter);
  if (set.kind !== 'text') return;
  const { value, range } = set.text;
  const names = value.split(/[\s,]+/).filter((name) => name !== '');
  if (names.length === 0 || value.includes('*') || value.length === 1) return;
  const { messageId, name } = effectOf(parameter, names);
  const ruleClass: { class?: RuleClass } = messageId === 'harmless' ? { class: 'hygiene' } : {};
  context.report({
    range,
    messageId,
    ...ruleClass,
    data: { name, letters: lettersOf(name) },
    fixes: fixWith('Make it a list', 'safe', install.changes.setList(parameter, names)),
  });
}

function setOf({ settings }: Install, parameter: ListParameter): Install['settings']['methods'] {
  if (parameter === 'allow_methods') return settings.methods;
  return parameter === 'allow_headers' ? settings.headers : settings.expose;
}

/** What a browser does not get; `harmless` when it needs nothing of what is listed. */
function effectOf(parameter: ListParameter, names: readonly string[]): { messageId: string; name: string } {
  if (parameter === 'expose_headers') return { messageId: 'expose', name: headerCase(names[0] ?? '') };
  const safelisted = parameter === 'allow_methods' ? safelistedMethods : safelistedHeaders;
  const refused = names.find((name) => !safelisted.test(name));
  if (refused === undefined) return { messageId: 'harmless', name: names[0] ?? '' };
  return { messageId: parameter === 'allow_methods' ? 'methods' : 'headers', name: refused };
}

function lettersOf(name: string): string {
  const letters = [...name];
  return letters.length > 3 ? `${letters.slice(0, 3).join(', ')}, …` : letters.join(', ');
}
