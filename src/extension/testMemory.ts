import type { HeaderList } from '../cors/types.ts';
import type { ProbeReport } from '../report/types.ts';
import { formToKeep } from './formRequest.ts';
import { isFields, isForm, isReport } from './guards.ts';
import { emptyForm, type Form, type HistoryItem } from './protocol.ts';

/** The workspace's storage, readable by other programs: no secret goes into it. */
export interface PlainStore {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** The keychain; of all workspaces, so its keys carry the workspace's own. */
export interface SecretStore {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
}

export interface Redaction {
  redactHeaders(headers: HeaderList): HeaderList;
  redactUrl(url: string): string;
}

/** A test that was run: what can be shown of it, and run again. */
interface Entry {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Without secrets. */
  readonly form: Form;
  readonly result: ProbeReport['result'];
  /** Null when it was too large to keep. */
  readonly report: ProbeReport | null;
}

export interface KeptTest {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly form: Form;
  readonly report: ProbeReport | null;
}

const historyKey = 'preflight.history';
const lastKey = 'preflight.form';
const scopeKey = 'preflight.scope';
const lastId = 'last';
const maxEntries = 20;
const maxReport = 64 * 1024;

/** What the panel remembers of a workspace: its last form and its tests. Values that look like secrets go to the keychain alone. */
export class TestMemory {
  readonly #plain: PlainStore;
  readonly #secrets: SecretStore;
  readonly #redaction: () => Promise<Redaction>;

  constructor(plain: PlainStore, secrets: SecretStore, redaction: () => Promise<Redaction>) {
    this.#plain = plain;
    this.#secrets = secrets;
    this.#redaction = redaction;
  }

  /** The form of the last test; the empty one where there is none. */
  async lastForm(): Promise<Form> {
    const kept = this.#plain.get(lastKey);
    return isForm(kept) ? this.#withSecrets(lastId, kept) : emptyForm;
  }

  async keepForm(form: Form): Promise<void> {
    await this.#plain.update(lastKey, await this.#withoutSecrets(lastId, form));
  }

  /** The last first. */
  history(): readonly HistoryItem[] {
    return this.#entries().map(({ id, at, result, form: { method, url, origin } }) => ({
      id,
      at,
      result,
      method,
      url,
      origin,
    }));
  }

  async add(id: string, at: number, form: Form, report: ProbeReport): Promise<void> {
    const kept = await this.#withoutSecrets(id, form);
    const small = JSON.stringify(report).length <= maxReport ? report : null;
    const entry: Entry = { id, at, form: kept, result: report.result, report: small };
    const entries = [entry, ...this.#entries()];
    await this.#plain.update(historyKey, entries.slice(0, maxEntries));
    await this.#dropSecrets(entries.slice(maxEntries).map((old) => old.id));
  }

  /** A test of the history, its form with the secrets that the keychain still has; null when it is gone. */
  async test(id: string): Promise<KeptTest | null> {
    const entry = this.#entries().find((candidate) => candidate.id === id);
    return entry === undefined
      ? null
      : { at: entry.at, form: await this.#withSecrets(id, entry.form), report: entry.report };
  }

  /** The report of the last test of the same request; null when there is none. */
  async before(form: Form): Promise<ProbeReport | null> {
    const asked = await this.#redacted(form);
    return (
      this.#entries().find((entry) => sameRequest(entry.form, asked) && entry.report !== null)?.report ?? null
    );
  }

  /** Forgets every test and the last form, here and in the keychain. */
  async forget(): Promise<void> {
    const ids = this.#entries().map(({ id }) => id);
    await this.#plain.update(historyKey, undefined);
    await this.#plain.update(lastKey, undefined);
    await this.#dropSecrets([...ids, lastId]);
  }

  #entries(): readonly Entry[] {
    const kept = this.#plain.get(historyKey);
    return Array.isArray(kept) ? kept.filter(isEntry) : [];
  }

  async #redacted(form: Form): Promise<Form> {
    return formToKeep(form, await this.#redaction());
  }

  async #withoutSecrets(id: string, form: Form): Promise<Form> {
    const kept = await this.#redacted(form);
    if (this.#plain.get(scopeKey) === undefined) await this.#plain.update(scopeKey, crypto.randomUUID());
    const key = this.#secretKey(id);
    const isWhole = JSON.stringify(kept) === JSON.stringify(form);
    await unlessLocked(isWhole ? this.#secrets.delete(key) : this.#secrets.store(key, JSON.stringify(form)));
    return kept;
  }

  /** The kept form, or the whole one from the keychain when that is the same request. */
  async #withSecrets(id: string, kept: Form): Promise<Form> {
    const whole = parsed(await unlessLocked(this.#secrets.get(this.#secretKey(id))));
    if (whole === null) return kept;
    return JSON.stringify(await this.#redacted(whole)) === JSON.stringify(kept) ? whole : kept;
  }

  async #dropSecrets(ids: readonly string[]): Promise<void> {
    await Promise.all(ids.map((id) => unlessLocked(this.#secrets.delete(this.#secretKey(id)))));
  }

  #secretKey(id: string): string {
    return `preflight.test.${String(this.#plain.get(scopeKey))}.${id}`;
  }
}

/** Not every machine has a keychain that opens: then secrets have to be typed again, and all else goes on. */
async function unlessLocked<Value>(asked: PromiseLike<Value>): Promise<Value | undefined> {
  try {
    return await asked;
  } catch {
    return undefined;
  }
}

function parsed(text: string | undefined): Form | null {
  if (text === undefined) return null;
  const value: unknown = JSON.parse(text);
  return isForm(value) ? value : null;
}

function sameRequest(a: Form, b: Form): boolean {
  return a.url === b.url && a.method === b.method && a.origin === b.origin && a.credentials === b.credentials;
}

function isEntry(value: unknown): value is Entry {
  return (
    isFields(value) &&
    typeof value['id'] === 'string' &&
    typeof value['at'] === 'number' &&
    isForm(value['form']) &&
    (value['report'] === null || isReport(value['report']))
  );
}
