import type { Form } from '../extension/protocol.ts';
import { byId } from './dom.ts';

/** The form of the page. Reads and writes its fields; knows nothing of what is sent. */
export interface FormView {
  /** Fills in the fields; until the first time they take no input, which would be lost. */
  write(form: Form): void;
  /** While a test runs, the form can be read but not sent again. */
  running(running: boolean): void;
  focus(): void;
}

export interface FormEvents {
  run(form: Form): void;
  cancel(): void;
  edited(form: Form): void;
  copy(format: 'curl' | 'fetch', form: Form): void;
}

export function formView(events: FormEvents): FormView {
  const form = byId('form', HTMLFormElement);
  const fields = byId('fields', HTMLFieldSetElement);
  const method = byId('method', HTMLSelectElement);
  const other = byId('other', HTMLInputElement);
  const otherField = byId('other-field', HTMLElement);
  const url = byId('url', HTMLInputElement);
  const origin = byId('origin', HTMLInputElement);
  const credentials = byId('credentials', HTMLSelectElement);
  const headers = byId('headers', HTMLTextAreaElement);
  const run = byId('run', HTMLButtonElement);
  const cancel = byId('cancel', HTMLButtonElement);

  const listed = new Set([...method.options].map(({ value }) => value).filter((value) => value !== ''));
  const read = (): Form => ({
    url: url.value.trim(),
    origin: origin.value.trim(),
    method: method.value === '' ? other.value.trim() : method.value,
    headers: headers.value,
    credentials: credentialsOf(credentials.value),
  });
  const showOther = (): void => {
    otherField.hidden = method.value !== '';
  };
  const submit = (): void => {
    if (!run.disabled) events.run(read());
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  form.addEventListener('input', () => {
    showOther();
    events.edited(read());
  });
  headers.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
  });
  cancel.addEventListener('click', () => events.cancel());
  byId('copy-curl', HTMLButtonElement).addEventListener('click', () => events.copy('curl', read()));
  byId('copy-fetch', HTMLButtonElement).addEventListener('click', () => events.copy('fetch', read()));

  return {
    write(next) {
      fields.disabled = false;
      url.value = next.url;
      origin.value = next.origin;
      method.value = listed.has(next.method) ? next.method : '';
      other.value = listed.has(next.method) ? '' : next.method;
      headers.value = next.headers;
      credentials.value = next.credentials;
      showOther();
    },
    running(running) {
      run.disabled = running;
      cancel.hidden = !running;
      if (running) cancel.focus();
    },
    focus() {
      url.focus();
      url.select();
    },
  };
}

function credentialsOf(value: string): Form['credentials'] {
  return value === 'include' || value === 'same-origin' ? value : 'omit';
}
