import { browserNames } from '../../report/browserNames.ts';
import type { BrowserReport, ProbeReport } from '../../report/types.ts';
import { button, h, section } from '../dom.ts';
import { tabs } from '../tabs.ts';
import { differencesFirst, disagreement, outcomeWords } from '../words.ts';
import type { PartEvents } from './events.ts';

/** What each browser prints, those that differ first. */
export function browsersView(report: ProbeReport, events: PartEvents): HTMLElement | null {
  const differ = disagreement(report);
  const list = differencesFirst(report.browsers).map((browser) => ({
    id: browser.engine,
    label: `${browserNames[browser.engine]} ${outcomeWords[browser.outcome]}`,
    panel: consoleView(browser, events),
  }));
  return section(
    'What the browser prints',
    differ === null ? null : h('p', {}, differ),
    tabs(list, { name: 'browser', label: 'Browser', ...events.tabsOf('browser') }),
  );
}

function consoleView({ console: lines, outcome }: BrowserReport, { copy }: PartEvents): HTMLElement {
  if (lines.length === 0) {
    const why =
      outcome === 'untested' ? 'Unknown: this browser would send something else.' : 'Nothing about CORS.';
    return h('p', { class: 'muted' }, why);
  }
  const text = lines.join('\n');
  return h(
    'div',
    { class: 'copyable' },
    h('pre', {}, text),
    button('Copy', () => copy(text)),
  );
}
