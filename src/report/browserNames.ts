import type { Engine } from '../engines/types.ts';

/** Browsers as their users call them. */
export const browserNames: Readonly<Record<Engine, string>> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkit: 'Safari',
};
