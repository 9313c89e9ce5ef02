import { browserNames } from '../../report/browserNames.ts';
import type { CookieReport, ProbeReport } from '../../report/types.ts';
import { fold, h } from '../dom.ts';

/** The cookies that the answers set, and what becomes of them in each browser. Their values are not known here. */
export function cookiesView({ cookies }: ProbeReport): HTMLElement | null {
  return fold('cookies', 'Cookies', `${cookies.length} set`, false, ...cookies.map(cookieView));
}

function cookieView({ name, attributes, browsers }: CookieReport): HTMLElement {
  return h(
    'div',
    {},
    h(
      'p',
      {},
      h('code', {}, name),
      ` ${attributes.length === 0 ? 'without attributes' : attributes.join('; ')}`,
    ),
    h('ul', {}, ...browsers.map(({ engine, text }) => h('li', {}, `${browserNames[engine]}: ${text}`))),
  );
}
