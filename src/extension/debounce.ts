export interface Debouncer<Key> {
  /** Runs the action for `key` after the pause, counted from the last call. */
  schedule(key: Key): void;
  /** Runs the action for `key` at once instead of after the pause. */
  flush(key: Key): void;
  cancel(key: Key): void;
  dispose(): void;
}

/** One pause for each key: typing in one document does not hold up another. `pause` is in milliseconds. */
export function debounce<Key>(pause: number, action: (key: Key) => void): Debouncer<Key> {
  const timers = new Map<Key, NodeJS.Timeout>();
  const cancel = (key: Key): void => {
    clearTimeout(timers.get(key));
    timers.delete(key);
  };
  return {
    schedule(key) {
      cancel(key);
      timers.set(
        key,
        setTimeout(() => {
          timers.delete(key);
          action(key);
        }, pause),
      );
    },
    flush(key) {
      cancel(key);
      action(key);
    },
    cancel,
    dispose() {
      for (const key of [...timers.keys()]) cancel(key);
    },
  };
}
