import { firstLine } from './lib/expressApp.ts';
import { madeOrigins, repeatsHeader } from './lib/originValues.ts';
import type { Rule } from './types.ts';

/** The host that the request goes to, with its port: `Host`, and nothing before or behind it. */
const ownHost: Readonly<Record<string, RegExp>> = {
  nginx: /^(?:(?:https?|\$scheme):\/\/)?\$http_host$/,
  apache: /^(?:expr=)?(?:(?:https?|%\{REQUEST_SCHEME\}s?):\/\/)?%\{HTTP_HOST\}s?$/i,
};

/** A host that no file names. */
const host = 'api.own-host.test';

export const ownHostAsAcao: Rule = {
  meta: {
    id: 'own-host-as-acao',
    title: 'Access-Control-Allow-Origin names the server itself instead of the page that asks',
    class: 'broken',
    stacks: ['express', 'nginx', 'apache'],
    since: '0.1.0',
    fix: null,
    messages: {
      own: 'Every page of another site is blocked: this names the host of the server, which needs no CORS.',
    },
  },
  check(context) {
    for (const range of repeatsHeader(context, ['Host', host], [`http://${host}`, `https://${host}`, host])) {
      context.report({ range: firstLine(context.text, range), messageId: 'own' });
    }
    for (const { text, range } of madeOrigins(context)) {
      if (ownHost[context.reading.stack]?.test(text)) context.report({ range, messageId: 'own' });
    }
  },
};
