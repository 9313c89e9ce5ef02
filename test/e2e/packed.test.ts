import { pack } from '../../scripts/lib/pack.mjs';
import { scratch } from '../host/scratch.ts';
import { journey } from './journey.ts';

describe('the packed extension in a clean profile', function () {
  this.timeout(120_000);
  const { dir, remove } = scratch();
  after(remove);
  journey(() => ({ vsix: pack(dir) }));
});
