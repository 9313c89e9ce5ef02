export type Child = Node | string | null;

type Attributes = Readonly<Record<string, string | boolean>>;

/** An element with attributes and children. Strings become text nodes, never markup; `false` leaves an attribute out. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A button that is not the first choice. `attributes` may say otherwise. */
export function button(label: string, onClick: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const element = h('button', { type: 'button', class: 'secondary', ...attributes }, label);
  element.addEventListener('click', onClick);
  return element;
}

/** A section with its heading; null when it has nothing to say. */
export function section(title: string, ...children: readonly Child[]): HTMLElement | null {
  const content = children.filter((child) => child !== null);
  return content.length === 0 ? null : h('section', {}, h('h2', {}, title), ...content);
}

/**
 * A part that is folded until wanted; null when it has nothing to say. `id` is one of the page's own: what was folded or unfolded by
 * hand stays so when the page is drawn again.
 */
export function fold(
  id: string,
  title: string,
  summary: string | null,
  open: boolean,
  ...children: readonly Child[]
): HTMLDetailsElement | null {
  const content = children.filter((child) => child !== null);
  if (content.length === 0) return null;
  return h(
    'details',
    { 'data-fold': id, open },
    h('summary', {}, h('strong', {}, title), summary === null ? null : h('span', {}, ` ${summary}`)),
    h('div', { class: 'folded' }, ...content),
  );
}

/** A list of sentences; null when there are none. */
export function list(sentences: readonly string[]): HTMLElement | null {
  return sentences.length === 0 ? null : h('ul', {}, ...sentences.map((sentence) => h('li', {}, sentence)));
}

/** The element of the page with that id. @throws Error when the page lacks it, which is a mistake in the page. */
export function byId<Type extends HTMLElement>(id: string, type: new () => Type): Type {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`The page has no ${type.name} #${id}.`);
  return element;
}
