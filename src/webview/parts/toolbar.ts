import type { CopyFormat, ExportFormat, Shown } from '../../extension/protocol.ts';
import { button, h } from '../dom.ts';
import { menuButton } from '../menu.ts';

export interface ToolbarEvents {
  runAgain(): void;
  copy(format: CopyFormat): void;
  export(format: ExportFormat): void;
}

/** What can be done with what is shown; null before there is anything and while a test runs. */
export function toolbarView({ kind }: Shown, events: ToolbarEvents): HTMLElement | null {
  if (kind === 'nothing' || kind === 'running' || kind === 'confirm') return null;
  const report = kind === 'report';
  const copies = [
    { label: 'Request as curl', run: () => events.copy('curl') },
    { label: 'Request as fetch', run: () => events.copy('fetch') },
    ...(report ? [{ label: 'Report as Markdown', run: () => events.copy('markdown') }] : []),
  ];
  const exports = [
    { label: 'JSON…', run: () => events.export('json') },
    { label: 'HAR…', run: () => events.export('har') },
    { label: 'Markdown…', run: () => events.export('markdown') },
  ];
  return h(
    'div',
    { class: 'toolbar' },
    report ? button('Run again', () => events.runAgain(), { id: 'run-again' }) : null,
    menuButton('copy', 'Copy', copies),
    report ? menuButton('export', 'Export', exports) : null,
  );
}
