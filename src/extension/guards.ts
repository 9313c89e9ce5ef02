import { emptyForm, type Form, type HostMessage, type PageMessage, type Shown } from './protocol.ts';

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

const credentials: ReadonlySet<unknown> = new Set<Form['credentials']>(['omit', 'same-origin', 'include']);

export function isForm(value: unknown): value is Form {
  if (!isFields(value)) return false;
  const texts: readonly (keyof Form)[] = ['url', 'origin', 'method', 'headers'];
  return texts.every((key) => typeof value[key] === 'string') && credentials.has(value['credentials']);
}

/** A form from where forms are kept; the empty one when what is kept is not a form, as after an update. */
export function formFrom(kept: unknown): Form {
  return isForm(kept) ? kept : emptyForm;
}

/** Whether a message is one that the page sends. */
export function isPageMessage(value: unknown): value is PageMessage {
  if (!isFields(value)) return false;
  switch (value['type']) {
    case 'ready':
    case 'cancel':
      return true;
    case 'edited':
    case 'run':
      return isForm(value['form']);
    case 'confirmed':
      return typeof value['send'] === 'boolean';
    case 'copy':
      return isForm(value['form']) && (value['format'] === 'curl' || value['format'] === 'fetch');
    case 'copyText':
      return typeof value['text'] === 'string';
    default:
      return false;
  }
}

/** Whether a message is one that the extension sends. The report in it was made by the extension of the same version. */
export function isHostMessage(value: unknown): value is HostMessage {
  if (!isFields(value)) return false;
  switch (value['type']) {
    case 'init':
      return isForm(value['form']) && isShown(value['shown']);
    case 'shown':
      return isShown(value['shown']);
    default:
      return false;
  }
}

export function isShown(value: unknown): value is Shown {
  if (!isFields(value)) return false;
  switch (value['kind']) {
    case 'nothing':
    case 'cancelled':
      return true;
    case 'running':
      return typeof value['step'] === 'string';
    case 'confirm':
      return typeof value['method'] === 'string' && typeof value['url'] === 'string';
    case 'refused':
      return typeof value['sentence'] === 'string';
    case 'report':
      return isFields(value['report']);
    default:
      return false;
  }
}

/** What the page keeps over a reload: the last report, which carries no secrets, and the browser looked at. */
export interface PageState {
  readonly version: 1;
  readonly shown: Shown;
  readonly tab: string;
}

export const emptyState: PageState = { version: 1, shown: { kind: 'nothing' }, tab: 'chromium' };

/** The page's state from where VS Code keeps it; the empty one when what is kept is of another version. */
export function stateFrom(kept: unknown): PageState {
  if (!isFields(kept) || kept['version'] !== 1) return emptyState;
  const { shown, tab } = kept;
  return isShown(shown) && typeof tab === 'string' ? { version: 1, shown, tab } : emptyState;
}
