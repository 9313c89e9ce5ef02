import { browserNames } from './browserNames.ts';
import { block, cell, code, details, escaped, html } from './markdownText.ts';
import { stackNames } from './stackNames.ts';
import type { CheckState, HeaderNeed, ProbeReport, ReportExchange, ReportStep } from './types.ts';

/** A report to paste into an issue or a chat: GitHub-flavoured Markdown. Whatever a server sent stands in it as text, never as markup. */
export function markdownOf(report: ProbeReport): string {
  return [
    ...heading(report),
    ...report.steps.map(({ state, text }) => `- ${mark(state)} ${escaped(text)}`),
    '',
    ...needs(report),
    ...fix(report),
    ...consoles(report),
    ...checklist(report),
    ...findings(report),
    ...report.exchanges.flatMap(exchange),
  ].join('\n');
}

const titles: Readonly<Record<ProbeReport['result'], string>> = {
  readable: 'Readable',
  blocked: 'Blocked by CORS',
  'not-cors': 'Not a CORS problem',
  stopped: 'Stopped',
};

function heading({ result, request, sentence, detail }: ProbeReport): string[] {
  const { method, url, origin, credentials } = request;
  return [
    `### ${titles[result]}: ${code(`${method} ${url}`)}`,
    '',
    `From ${code(origin)}, credentials ${code(credentials)}.`,
    '',
    `**${escaped(sentence)}**${detail === null ? '' : ` ${escaped(detail)}`}`,
    '',
  ];
}

function mark(state: ReportStep['state'] | CheckState): string {
  switch (state) {
    case 'ok':
      return '✓';
    case 'failed':
      return '✗';
    default:
      return '–';
  }
}

function needs({ needs }: ProbeReport): string[] {
  if (needs.length === 0) return [];
  const row = ({ header, on, have, need }: HeaderNeed): string =>
    `| ${header} (${on}) | ${have === null ? 'missing' : cell(have)} | ${cell(need)} |`;
  return ['| Header | is | has to be |', '| --- | --- | --- |', ...needs.map(row), ''];
}

/** For the stack that the server names; for all of them where it names none. */
function fix({ fix }: ProbeReport): string[] {
  if (fix === null) return [];
  const guessed = fix.stacks.filter(({ guessed }) => guessed);
  const shown = guessed.length > 0 ? guessed : fix.stacks;
  return shown.flatMap(({ stack, text, where }) =>
    details(`What to write in ${stackNames[stack]}`, [escaped(where), '', ...block(text)]),
  );
}

function consoles({ browsers }: ProbeReport): string[] {
  const printing = browsers.filter(({ console }) => console.length > 0);
  if (printing.length === 0) return [];
  const texts = printing.flatMap(({ engine, console }) => [
    `${browserNames[engine]}:`,
    '',
    ...block(console.join('\n')),
    '',
  ]);
  return details('What the browsers print', texts);
}

function checklist({ checklist }: ProbeReport): string[] {
  return details(
    'Checklist',
    checklist.map(({ state, text }) => `- ${mark(state)} ${escaped(text)}`),
  );
}

function findings({ controls, vary, notes }: ProbeReport): string[] {
  const varied = vary !== null && !notes.includes(vary.text) ? [vary.text] : [];
  const all = [...notes, ...(controls?.findings ?? []), ...varied];
  if (all.length === 0) return [];
  return details(
    'Worth knowing',
    all.map((text) => `- ${escaped(text)}`),
  );
}

function exchange(exchange: ReportExchange): string[] {
  const { method, url, status, statusText, failure, requestHeaders, responseHeaders, timing } = exchange;
  const lines = (headers: ReportExchange['requestHeaders']): string[] =>
    headers.map(([name, value]) => `${name}: ${value}`);
  const answer =
    status === null ? `no answer (${failure?.kind ?? 'unknown'})` : `${status} ${statusText ?? ''}`.trim();
  const title = `${method} ${new URL(url).pathname}: ${answer}, ${Math.round(timing.total)} ms`;
  const text = [`${method} ${url}`, ...lines(requestHeaders), '', answer, ...lines(responseHeaders)].join(
    '\n',
  );
  return details(html(title), block(text));
}
