import type { PlainStore, SecretStore } from '../../../src/extension/testMemory.ts';

/** The workspace's storage and the keychain, in memory; `written` is all that ever went into the first. */
export interface Stores {
  readonly plain: PlainStore;
  readonly secrets: SecretStore;
  readonly written: readonly string[];
  readonly kept: ReadonlyMap<string, string>;
}

export function stores(): Stores {
  const values = new Map<string, unknown>();
  const kept = new Map<string, string>();
  const written: string[] = [];
  return {
    written,
    kept,
    plain: {
      get: (key) => values.get(key),
      update(key, value) {
        written.push(JSON.stringify(value) ?? 'undefined');
        values.set(key, value);
        return Promise.resolve();
      },
    },
    secrets: {
      get: (key) => Promise.resolve(kept.get(key)),
      store(key, value) {
        kept.set(key, value);
        return Promise.resolve();
      },
      delete(key) {
        kept.delete(key);
        return Promise.resolve();
      },
    },
  };
}
