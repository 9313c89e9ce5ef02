import type { Form, HistoryItem } from '../extension/protocol.ts';
import { byId, h } from './dom.ts';

/** The form of the page. Reads and writes its fields; knows nothing of what is sent. */
export interface FormView {
  read(): Form;
  /** Fills in the fields; until the first time they take no input, which would be lost. */
  write(form: Form): void;
  /** Offers the origins of earlier tests. */
  offer(history: readonly HistoryItem[]): void;
  /** While a test runs, the form can be read but not sent again. */
  running(running: boolean): void;
  focus(): void;
}

export interface FormEvents {
  run(form: Form): void;
  cancel(): void;
  edited(form: Form): void;
  /** Something came into the URL field that is more than a URL. */
  pasted(text: string): void;
}

export function formView(events: FormEvents): FormView {
  const form = byId('form', HTMLFormElement);
  const fields = byId('fields', HTMLFieldSetElement);
  const method = byId('method', HTMLSelectElement);
  const other = byId('other', HTMLInputElement);
  const otherField = byId('other-field', HTMLElement);
  const url = byId('url', HTMLInputElement);
  const origin = byId('origin', HTMLInputElement);
  const origins = byId('origins', HTMLDataListElement);
  const credentials = byId('credentials', HTMLSelectElement);
  const headers = byId('headers', HTMLTextAreaElement);
  const body = byId('body', HTMLTextAreaElement);
  const run = byId('run', HTMLButtonElement);
  const cancel = byId('cancel', HTMLButtonElement);

  const listed = new Set([...method.options].map(({ value }) => value).filter((value) => value !== ''));
  const usual = [...origins.options].map(({ value }) => value);
  const read = (): Form => ({
    url: url.value.trim(),
    origin: origin.value.trim(),
    method: method.value === '' ? other.value.trim() : method.value,
    headers: headers.value,
    credentials: credentialsOf(credentials.value),
    body: body.value,
  });
  const showOther = (): void => {
    otherField.hidden = method.value !== '';
  };
  const count = (): void => {
    const lines = headers.value.split('\n').filter((line) => line.trim() !== '').length;
    byId('headers-count', HTMLElement).textContent = lines === 0 ? '' : `(${lines})`;
    byId('body-count', HTMLElement).textContent = body.value === '' ? '' : `(${body.value.length})`;
  };
  const submit = (): void => {
    if (run.disabled) return;
    const values = read();
    if (isMoreThanUrl(values.url)) events.pasted(values.url);
    else events.run(values);
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  form.addEventListener('input', () => {
    showOther();
    count();
    events.edited(read());
  });
  url.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!isMoreThanUrl(text.trim())) return;
    event.preventDefault();
    events.pasted(text);
  });
  for (const area of [headers, body]) {
    area.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
    });
  }
  cancel.addEventListener('click', () => events.cancel());

  return {
    read,
    write(next) {
      fields.disabled = false;
      url.value = next.url;
      origin.value = next.origin;
      method.value = listed.has(next.method) ? next.method : '';
      other.value = listed.has(next.method) ? '' : next.method;
      headers.value = next.headers;
      body.value = next.body;
      credentials.value = next.credentials;
      byId('headers-fold', HTMLDetailsElement).open ||= next.headers !== '';
      byId('body-fold', HTMLDetailsElement).open ||= next.body !== '';
      showOther();
      count();
    },
    offer(history) {
      const seen = new Set([...history.map((item) => item.origin), ...usual]);
      origins.replaceChildren(...[...seen].map((value) => h('option', { value })));
    },
    running(running) {
      run.disabled = running;
      run.hidden = running;
      cancel.hidden = !running;
    },
    focus() {
      url.focus();
      url.select();
    },
  };
}

/** No URL holds white space: what does is a command, a call or a sentence. */
function isMoreThanUrl(text: string): boolean {
  return /\s/.test(text);
}

function credentialsOf(value: string): Form['credentials'] {
  return value === 'include' || value === 'same-origin' ? value : 'omit';
}
