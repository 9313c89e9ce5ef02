import { browserNames } from '../../report/browserNames.ts';
import type { ProbeReport } from '../../report/types.ts';
import { fold, h, list } from '../dom.ts';

const varyWords: Readonly<Record<NonNullable<ProbeReport['vary']>['state'], string>> = {
  ok: 'Vary is right',
  'not-needed': 'no Vary needed',
  missing: 'Vary: Origin is missing',
  harmless: 'no cache keeps the answer',
  unknown: 'not compared',
};

/** What caches do with the answers: those on the way, and the browsers' own for preflights. */
export function cachingView({ vary, preflightCache }: ProbeReport): HTMLElement | null {
  return fold(
    'caching',
    'Caching',
    vary === null ? null : varyWords[vary.state],
    false,
    vary === null ? null : h('p', {}, vary.text),
    list(vary?.hints ?? []),
    preflightCache.length === 0 ? null : h('p', {}, 'Each browser remembers the preflight for:'),
    preflightCache.length === 0
      ? null
      : h(
          'ul',
          {},
          ...preflightCache.map(({ engine, text }) => h('li', {}, `${browserNames[engine]}: ${text}`)),
        ),
  );
}
