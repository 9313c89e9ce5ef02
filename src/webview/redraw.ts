/**
 * Puts new content in place of the old. What was folded, unfolded, typed or ticked by hand stays so, and the focus stays on the element
 * that takes the place of the one that had it. `folds` remembers between calls.
 */
export function redraw(target: HTMLElement, content: DocumentFragment, folds: Map<string, boolean>): void {
  const focused = target.contains(document.activeElement) ? focusKey(document.activeElement) : null;
  for (const details of content.querySelectorAll<HTMLDetailsElement>('details[data-fold]')) {
    const id = details.dataset['fold'] ?? '';
    details.open = folds.get(id) ?? details.open;
    details.querySelector('summary')?.addEventListener('click', () => folds.set(id, !details.open));
  }
  keepInput(target, content);
  target.replaceChildren(content);
  if (focused !== null) target.querySelector<HTMLElement>(focused)?.focus();
}

function keepInput(from: HTMLElement, to: DocumentFragment): void {
  for (const old of from.querySelectorAll<HTMLTextAreaElement>('textarea[id]')) {
    const now = to.querySelector<HTMLTextAreaElement>(`#${CSS.escape(old.id)}`);
    if (now !== null && old.value !== old.defaultValue) now.value = old.value;
  }
  for (const old of from.querySelectorAll<HTMLInputElement>('input[type="checkbox"][id]')) {
    const now = to.querySelector<HTMLInputElement>(`#${CSS.escape(old.id)}`);
    if (now !== null && old.checked !== old.defaultChecked) now.checked = old.checked;
  }
}

/** A selector that finds the same control in a later drawing; null where there is none. */
function focusKey(element: Element | null): string | null {
  if (!(element instanceof HTMLElement)) return null;
  if (element.id !== '') return `#${CSS.escape(element.id)}`;
  const fold = element.closest<HTMLElement>('details[data-fold]')?.dataset['fold'];
  if (fold === undefined || element.tagName !== 'SUMMARY') return null;
  return `details[data-fold="${CSS.escape(fold)}"] > summary`;
}
