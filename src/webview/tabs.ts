import { h } from './dom.ts';
import { neighbour } from './roving.ts';

export interface Tab {
  /** One of the page's own words, unique within its tabs. */
  readonly id: string;
  readonly label: string;
  readonly panel: HTMLElement;
}

export interface TabsOptions {
  /** Tells these tabs from others on the page. */
  readonly name: string;
  readonly label: string;
  /** The first is selected when there is no such tab. */
  readonly selected: string | null;
  onSelect(id: string): void;
}

/** Tabs by the ARIA pattern: arrow keys move between them, Tab goes into the panel. `onSelect` hears of each change. */
export function tabs(list: readonly Tab[], { name, label, selected, onSelect }: TabsOptions): HTMLElement {
  const buttons = list.map((tab) =>
    h(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `${name}-tab-${tab.id}`,
        'aria-controls': `${name}-panel-${tab.id}`,
      },
      tab.label,
    ),
  );
  const panels = list.map((tab) =>
    h(
      'div',
      { role: 'tabpanel', id: `${name}-panel-${tab.id}`, 'aria-labelledby': `${name}-tab-${tab.id}` },
      tab.panel,
    ),
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
    button.addEventListener('keydown', (event) => {
      const at = neighbour(event.key, ['ArrowLeft', 'ArrowRight'], index, list.length);
      if (at === null) return;
      event.preventDefault();
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
