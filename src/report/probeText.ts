import { browserNames } from './browserNames.ts';
import { plain, printable, type Style } from './style.ts';
import { stackNames } from './stackNames.ts';
import type { ProbeReport, ReportStep } from './types.ts';

/** A report for a terminal, its lines ended by newlines. Whatever a server sent is made printable. */
export function probeText(report: ProbeReport, style: Style = plain): string {
  return [
    ...headline(report, style),
    '',
    ...report.steps.map((step) => `  ${mark(step.state, style)} ${printable(step.text)}`),
    ...anyway(report),
    ...deciding(report, style),
    ...needs(report, style),
    ...fix(report, style),
    ...consoles(report, style),
    ...section('Compared with other requests', report.controls?.findings ?? [], style),
    ...section('Cookies', cookies(report), style),
    ...section('Worth knowing', report.notes, style),
    '',
  ].join('\n');
}

function headline({ result, sentence, detail }: ProbeReport, style: Style): string[] {
  const titles: Readonly<Record<ProbeReport['result'], string>> = {
    readable: style.green('✓ Readable.'),
    blocked: style.red('✗ Blocked.'),
    'not-cors': style.red('✗ Not a CORS problem.'),
    stopped: style.yellow('– Stopped.'),
  };
  const lines = [`${style.bold(titles[result])} ${printable(sentence)}`];
  return detail === null ? lines : [...lines, `  ${printable(detail)}`];
}

function mark(state: ReportStep['state'], style: Style): string {
  switch (state) {
    case 'ok':
      return style.green('✓');
    case 'failed':
      return style.red('✗');
    case 'not-needed':
    case 'not-sent':
      return style.dim('–');
  }
}

function anyway({ exchanges }: ProbeReport): string[] {
  const sent = exchanges.find((exchange) => exchange.anyway);
  if (sent === undefined) return [];
  const answer = sent.status === null ? 'got no answer' : `was answered ${sent.status}`;
  return [`  – Sent anyway, which no browser would: ${printable(sent.method)} ${answer}`];
}

function deciding({ deciding, exchanges }: ProbeReport, style: Style): string[] {
  if (deciding === null || deciding.exchange === null) return [];
  const { method, url } = exchanges[deciding.exchange] ?? { method: '', url: '' };
  const values = deciding.values.length === 0 ? ['(missing)'] : deciding.values;
  return [
    '',
    style.bold(`Decided by ${deciding.name} in the answer to ${printable(method)} ${printable(url)}`),
    ...values.map((value) => `  ${deciding.name}: ${printable(value)}`),
  ];
}

function needs({ needs }: ProbeReport, style: Style): string[] {
  if (needs.length === 0) return [];
  const where = needs[0]?.on === 'preflight' ? 'the answer to OPTIONS' : 'the answer';
  return [
    '',
    style.bold(`What ${where} must say`),
    ...needs.map(({ header, need }) => style.green(`  ${header}: ${printable(need)}`)),
  ];
}

function consoles({ browsers, result }: ProbeReport, style: Style): string[] {
  const chromium = browsers.find(({ engine }) => engine === 'chromium');
  const printed = (chromium?.console ?? []).map((line) => `  ${printable(line)}`);
  const title = printed.length === 0 ? [] : ['', style.bold('Chromium’s console says'), ...printed];
  const wanted = chromium?.outcome;
  const others = browsers.filter(({ outcome }) => result !== 'stopped' && outcome !== wanted);
  return [...title, ...others.map(({ engine, outcome }) => `${browserNames[engine]} differs: ${outcome}.`)];
}

function section(title: string, sentences: readonly string[], style: Style): string[] {
  return sentences.length === 0
    ? []
    : ['', style.bold(title), ...sentences.map((sentence) => `  ${printable(sentence)}`)];
}

/** For the stack that the server names; else where to find it. */
function fix({ fix }: ProbeReport, style: Style): string[] {
  if (fix === null) return [];
  const [first] = fix.stacks;
  if (first?.guessed !== true) {
    return ['', style.dim('  --format markdown shows the settings for Express, FastAPI, nginx and Apache.')];
  }
  return [
    '',
    style.bold(`What to write in ${stackNames[first.stack]}`),
    `  ${printable(first.where)}`,
    ...first.text.split('\n').map((line) => `    ${printable(line)}`.trimEnd()),
  ];
}

/** Those that some browser does not keep, though the page asks with credentials. */
function cookies({ request, cookies }: ProbeReport): string[] {
  if (request.credentials !== 'include') return [];
  return cookies.flatMap(({ name, browsers }) =>
    browsers.filter(({ kept }) => kept === 'no').map(({ text }) => `${name}: ${text}`),
  );
}
