import type { HeaderNeed, ProbeReport, ReportStep } from '../report/types.ts';
import { h } from './dom.ts';
import { exchangeView } from './exchange.ts';
import { tabs } from './tabs.ts';
import { blameWords, browserNames, disagreement, headingOf, needParts, stepMarks } from './words.ts';

export interface ReportEvents {
  /** Of the browser whose console is shown. */
  readonly tab: string;
  selectTab(id: string): void;
  copy(text: string): void;
}

/** The answer: heading, sentence, three steps. */
export function verdictView(report: ProbeReport): HTMLElement {
  const { text, tone } = headingOf(report);
  const blame = blameWords(report);
  return h(
    'div',
    { class: tone },
    h('h1', {}, text),
    h('p', {}, report.sentence),
    report.detail === null ? null : h('p', { class: 'muted' }, report.detail),
    blame === null ? null : h('p', { class: 'muted' }, blame),
    h('ol', { class: 'steps', 'aria-label': 'Steps' }, ...report.steps.map(stepView)),
  );
}

function stepView({ state, text }: ReportStep): HTMLElement {
  return h(
    'li',
    { class: state },
    h('span', { class: 'mark', 'aria-hidden': 'true' }, stepMarks[state]),
    text,
  );
}

/** Everything behind the answer, in the order in which a person asks for it. */
export function evidenceView(report: ProbeReport, events: ReportEvents): DocumentFragment {
  const view = document.createDocumentFragment();
  if (report.needs.length > 0) view.append(needsView(report.needs));
  view.append(consoleView(report, events));
  if (report.exchanges.length > 0) view.append(exchangesView(report));
  if (report.result === 'readable') view.append(exposedView(report));
  view.append(listView('Worth knowing', report.notes), listView('Not tested here', report.notTested));
  return view;
}

function needsView(needs: readonly HeaderNeed[]): HTMLElement {
  return h('section', {}, h('h2', {}, 'What has to change'), ...needs.map(needView));
}

function needView({ header, on, have, need }: HeaderNeed): HTMLElement {
  const wanted = needParts(have, need).map(({ text, added }) => (added ? h('ins', {}, text) : text));
  return h(
    'table',
    { class: 'need' },
    h('caption', {}, h('code', {}, header), ` on the ${on}`),
    h(
      'tbody',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'row' }, 'is'),
        h('td', {}, have ?? h('span', { class: 'muted' }, 'missing')),
      ),
      h('tr', {}, h('th', { scope: 'row' }, 'has to be'), h('td', {}, ...wanted)),
    ),
  );
}

function consoleView(report: ProbeReport, { tab, selectTab, copy }: ReportEvents): HTMLElement {
  const differ = disagreement(report);
  const list = report.browsers.map(({ engine, outcome, console: lines }) => ({
    id: engine,
    label: browserNames[engine],
    panel: consoleLines(lines, outcome, copy),
  }));
  return h(
    'section',
    {},
    h('h2', {}, 'What the browser prints'),
    differ === null ? null : h('p', {}, differ),
    tabs('Browser', list, tab, selectTab),
  );
}

function consoleLines(lines: readonly string[], outcome: string, copy: (text: string) => void): HTMLElement {
  if (lines.length === 0) {
    const why =
      outcome === 'untested' ? 'Unknown: this browser would send something else.' : 'Nothing about CORS.';
    return h('p', { class: 'muted' }, why);
  }
  const button = h('button', { type: 'button', class: 'secondary' }, 'Copy');
  button.addEventListener('click', () => copy(lines.join('\n')));
  return h('div', {}, h('pre', {}, lines.join('\n')), button);
}

function exchangesView({ exchanges, deciding }: ProbeReport): HTMLElement {
  const views = exchanges.map((exchange, index) =>
    exchangeView(exchange, deciding?.exchange === index ? deciding : null),
  );
  return h('section', {}, h('h2', {}, 'What went over the wire'), ...views);
}

function exposedView({ exposed, hidden }: ProbeReport): HTMLElement {
  const names = (list: readonly string[]): string => (list.length === 0 ? 'none' : list.join(', '));
  return h(
    'section',
    {},
    h('h2', {}, 'Response headers that the page can read'),
    h('p', {}, h('code', {}, names(exposed))),
    hidden.length === 0 ? null : h('p', { class: 'muted' }, 'Hidden from it: ', h('code', {}, names(hidden))),
  );
}

function listView(title: string, sentences: readonly string[]): DocumentFragment | HTMLElement {
  if (sentences.length === 0) return document.createDocumentFragment();
  return h(
    'details',
    { open: title === 'Worth knowing' },
    h('summary', {}, h('strong', {}, title)),
    h('ul', {}, ...sentences.map((sentence) => h('li', {}, sentence))),
  );
}
