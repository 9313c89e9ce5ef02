import {
  emptyForm,
  type Form,
  type HostMessage,
  type MatrixAsk,
  type PageMessage,
  type Shown,
} from './protocol.ts';

type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

const credentials: ReadonlySet<unknown> = new Set<Form['credentials']>(['omit', 'same-origin', 'include']);
const copyFormats: ReadonlySet<unknown> = new Set(['curl', 'fetch', 'markdown']);
const exportFormats: ReadonlySet<unknown> = new Set(['json', 'har', 'markdown']);

export function isForm(value: unknown): value is Form {
  if (!isFields(value)) return false;
  const texts: readonly (keyof Form)[] = ['url', 'origin', 'method', 'headers', 'body'];
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
    case 'runAgain':
    case 'sendAnyway':
    case 'probeSecurity':
    case 'forgetTests':
    case 'manageTrust':
      return true;
    case 'edited':
    case 'run':
      return isForm(value['form']);
    case 'confirmed':
      return typeof value['send'] === 'boolean';
    case 'copy':
      return isForm(value['form']) && copyFormats.has(value['format']);
    case 'export':
      return exportFormats.has(value['format']);
    case 'copyText':
    case 'pasted':
      return typeof value['text'] === 'string';
    case 'matrix':
      return isMatrixAsk(value['ask']);
    case 'openPlace':
    case 'fixPlace':
      return Number.isInteger(value['index']);
    case 'openTest':
      return typeof value['id'] === 'string';
    default:
      return false;
  }
}

/** More cells than that are nobody's question. */
const maxCells = 200;

function isMatrixAsk(value: unknown): value is MatrixAsk {
  if (!isFields(value)) return false;
  const { origins, methods, credentials: modes } = value;
  if (!isTexts(origins) || !isTexts(methods) || !isTexts(modes)) return false;
  return (
    modes.every((mode) => credentials.has(mode)) && origins.length * methods.length * modes.length <= maxCells
  );
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((text) => typeof text === 'string');
}

/** Whether a message is one that the extension sends. The report in it was made by the extension of the same version. */
export function isHostMessage(value: unknown): value is HostMessage {
  if (!isFields(value)) return false;
  switch (value['type']) {
    case 'init':
      return isForm(value['form']) && isShown(value['shown']) && Array.isArray(value['history']);
    case 'form':
      return isForm(value['form']);
    case 'shown':
      return isShown(value['shown']);
    case 'history':
      return Array.isArray(value['history']);
    default:
      return false;
  }
}

export function isShown(value: unknown): value is Shown {
  if (!isFields(value)) return false;
  switch (value['kind']) {
    case 'nothing':
    case 'cancelled':
    case 'untrusted':
      return true;
    case 'filled':
      return (
        typeof value['title'] === 'string' && Array.isArray(value['changes']) && Array.isArray(value['left'])
      );
    case 'running':
      return typeof value['step'] === 'string';
    case 'confirm':
      return typeof value['method'] === 'string' && typeof value['url'] === 'string';
    case 'refused':
      return typeof value['sentence'] === 'string';
    case 'report':
      return typeof value['id'] === 'string' && isReport(value['report']);
    default:
      return false;
  }
}

/** A report of this version; those of others are forgotten. */
export function isReport(value: unknown): boolean {
  return isFields(value) && value['version'] === 2;
}

/** What the page keeps over a reload: the last report, which carries no secrets, and which tabs were looked at. */
export interface PageState {
  readonly version: 2;
  readonly shown: Shown;
  /** The selected tab by the name of its tabs. */
  readonly tabs: Readonly<Record<string, string>>;
}

export const emptyState: PageState = { version: 2, shown: { kind: 'nothing' }, tabs: {} };

/** The page's state from where VS Code keeps it; the empty one when what is kept is of another version. */
export function stateFrom(kept: unknown): PageState {
  if (!isFields(kept) || kept['version'] !== 2) return emptyState;
  const { shown, tabs } = kept;
  if (!isShown(shown) || !isFields(tabs)) return emptyState;
  const known = Object.entries(tabs).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { version: 2, shown, tabs: Object.fromEntries(known) };
}
