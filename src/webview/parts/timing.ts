import type { ProbeReport, WaterfallBar } from '../../report/types.ts';
import { fold, h } from '../dom.ts';
import { milliseconds } from '../words.ts';

const phaseNames: Readonly<Record<WaterfallBar['phases'][number]['phase'], string>> = {
  dns: 'DNS',
  connect: 'connect',
  tls: 'TLS',
  wait: 'wait',
  body: 'body',
};

/** One bar for each request, on one scale. */
export function timingView({ waterfall, durationMs }: ProbeReport): HTMLElement | null {
  const whole = Math.max(1, ...waterfall.map(({ end }) => end));
  const rows = waterfall.map((bar) => barView(bar, whole));
  return fold(
    'timing',
    'Timing',
    milliseconds(durationMs),
    false,
    rows.length === 0 ? null : h('ol', { class: 'waterfall' }, ...rows),
  );
}

function barView({ label, start, end, phases }: WaterfallBar, whole: number): HTMLElement {
  const track = h('div', { class: 'track', 'aria-hidden': 'true' });
  for (const { phase, start: from, end: to } of phases) {
    const bar = h('span', { class: `phase ${phase}` });
    bar.style.insetInlineStart = `${(100 * from) / whole}%`;
    bar.style.inlineSize = `${(100 * (to - from)) / whole}%`;
    track.append(bar);
  }
  const words = phases.map(
    ({ phase, start: from, end: to }) => `${phaseNames[phase]} ${milliseconds(to - from)}`,
  );
  return h(
    'li',
    {},
    h('span', { class: 'label' }, label),
    track,
    h('span', { class: 'muted' }, [milliseconds(end - start), ...words].join(' · ')),
  );
}
