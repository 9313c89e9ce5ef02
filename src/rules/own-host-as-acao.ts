import { madeOrigins } from './lib/originValues.ts';
import type { Rule } from './types.ts';

/** The host that the request goes to, with its port: `Host`, and nothing before or behind it. */
const ownHost: Readonly<Record<string, RegExp>> = {
  express:
    /^(?:`(?:https?|\$\{\w+\.protocol\}):\/\/\$\{\s*|(?:\w+\.protocol\s*\+\s*)?(?:['"](?:https?)?:\/\/['"]\s*\+\s*)?)(?:req|request)\.(?:headers\.host|headers\[['"]host['"]\]|(?:get|header)\(['"]host['"]\))\s*(?:\}`)?$/i,
  nginx: /^(?:(?:https?|\$scheme):\/\/)?\$http_host$/,
  apache: /^(?:expr=)?(?:(?:https?|%\{REQUEST_SCHEME\}s?):\/\/)?%\{HTTP_HOST\}s?$/i,
};

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
    for (const { text, range } of madeOrigins(context)) {
      if (ownHost[context.reading.stack]?.test(text)) context.report({ range, messageId: 'own' });
    }
  },
};
