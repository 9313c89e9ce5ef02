import { root } from '../../scripts/lib/root.mjs';
import { journey } from './journey.ts';

describe('the extension in the visible editor', function () {
  this.timeout(120_000);
  journey(() => ({ development: root }));
});
