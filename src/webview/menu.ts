import { button, h } from './dom.ts';
import { neighbour } from './roving.ts';

export interface MenuItem {
  readonly label: string;
  run(): void;
}

/** A button with a menu, by the ARIA pattern: arrow keys move, Enter chooses, Escape closes and gives the focus back. */
export function menuButton(id: string, label: string, items: readonly MenuItem[]): HTMLElement {
  const entries = items.map(({ label: text, run }) =>
    button(
      text,
      () => {
        close();
        opener.focus();
        run();
      },
      { role: 'menuitem', tabindex: '-1', class: 'entry' },
    ),
  );
  const menu = h('div', { role: 'menu', id: `${id}-menu`, 'aria-labelledby': id, hidden: true }, ...entries);
  const opener = button(label, () => (menu.hidden ? open(0) : close()), {
    id,
    'aria-haspopup': 'menu',
    'aria-expanded': 'false',
    'aria-controls': `${id}-menu`,
    class: 'secondary opener',
  });
  const wrapper = h('div', { class: 'menu' }, opener, menu);

  const open = (at: number): void => {
    menu.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    entries.at(at)?.focus();
  };
  const close = (): void => {
    menu.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
  };
  opener.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    open(event.key === 'ArrowDown' ? 0 : -1);
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      close();
      opener.focus();
      return;
    }
    const at = entries.findIndex((entry) => entry === document.activeElement);
    const next = neighbour(event.key, ['ArrowUp', 'ArrowDown'], at, entries.length);
    if (next === null) return;
    event.preventDefault();
    entries[next]?.focus();
  });
  wrapper.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node) || !wrapper.contains(relatedTarget)) close();
  });
  return wrapper;
}
