/** A test that is under way. */
export interface Running {
  readonly signal: AbortSignal;
  /** Waits for the person's answer; false when the run is stopped first. */
  confirmed(): Promise<boolean>;
  answer(send: boolean): void;
  stop(): void;
}

/** The handle on a test that starts now. */
export function startRun(): Running {
  const controller = new AbortController();
  let answer: (send: boolean) => void = () => undefined;
  return {
    signal: controller.signal,
    confirmed: () =>
      new Promise((resolve) => {
        if (controller.signal.aborted) resolve(false);
        answer = resolve;
      }),
    answer: (send) => answer(send),
    stop: () => {
      controller.abort();
      answer(false);
    },
  };
}
