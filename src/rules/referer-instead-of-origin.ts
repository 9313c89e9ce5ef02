import { firstLine } from './lib/expressApp.ts';
import { madeOrigins, repeatsHeader } from './lib/originValues.ts';
import type { Rule } from './types.ts';

/** The whole header, as it comes. */
const referer: Readonly<Record<string, RegExp>> = {
  nginx: /^\$http_referer$/,
  apache: /^(?:%\{HTTP_REFERER\}[es]?|expr=%\{(?:HTTP_REFERER|(?:req|HTTP):Referer)\})$/i,
};

/** Referrer Policy, "strict-origin-when-cross-origin": other sites send the origin with a slash behind it, or nothing. */
const page = 'https://evil.test/';

export const refererInsteadOfOrigin: Rule = {
  meta: {
    id: 'referer-instead-of-origin',
    title: 'Access-Control-Allow-Origin repeats the Referer, which is an address and no origin',
    class: 'broken',
    stacks: ['express', 'nginx', 'apache'],
    since: '0.1.0',
    fix: null,
    messages: {
      address:
        "Every page is blocked: the Referer is an address such as 'https://app.example.com/', and no origin.",
    },
  },
  check(context) {
    for (const range of repeatsHeader(context, ['Referer', page], [page])) {
      context.report({ range: firstLine(context.text, range), messageId: 'address' });
    }
    for (const { text, range } of madeOrigins(context)) {
      if (referer[context.reading.stack]?.test(text)) context.report({ range, messageId: 'address' });
    }
  },
};
