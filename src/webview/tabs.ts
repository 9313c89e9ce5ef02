import { h } from './dom.ts';

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly panel: HTMLElement;
}

/** Tabs by the ARIA pattern: arrow keys move between them, Tab goes into the panel. `onSelect` hears of each change. */
export function tabs(
  label: string,
  list: readonly Tab[],
  selected: string,
  onSelect: (id: string) => void,
): HTMLElement {
  const buttons = list.map((tab) =>
    h(
      'button',
      { type: 'button', role: 'tab', id: `tab-${tab.id}`, 'aria-controls': `panel-${tab.id}` },
      tab.label,
    ),
  );
  const panels = list.map((tab) =>
    h('div', { role: 'tabpanel', id: `panel-${tab.id}`, 'aria-labelledby': `tab-${tab.id}` }, tab.panel),
  );
  const select = (at: number): void => {
    buttons.forEach((button, index) => {
      button.setAttribute('aria-selected', String(index === at));
      button.tabIndex = index === at ? 0 : -1;
    });
    panels.forEach((panel, index) => (panel.hidden = index !== at));
  };
  const choose = (at: number): void => {
    select(at);
    const tab = list[at];
    if (tab) onSelect(tab.id);
  };
  buttons.forEach((button, index) => {
    button.addEventListener('click', () => choose(index));
    button.addEventListener('keydown', ({ key }) => {
      const at = neighbour(key, index, list.length);
      if (at === null) return;
      choose(at);
      buttons[at]?.focus();
    });
  });
  select(
    Math.max(
      0,
      list.findIndex(({ id }) => id === selected),
    ),
  );
  return h('div', {}, h('div', { role: 'tablist', 'aria-label': label }, ...buttons), ...panels);
}

function neighbour(key: string, index: number, count: number): number | null {
  if (key === 'ArrowRight') return (index + 1) % count;
  if (key === 'ArrowLeft') return (index + count - 1) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return null;
}
