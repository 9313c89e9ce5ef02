import type { ReadContext } from '../../src/policy/types.ts';
import type { Block } from './page.ts';

const nameOf: Readonly<Record<string, string>> = {
  js: 'app.js',
  ts: 'app.ts',
  mjs: 'app.mjs',
  python: 'main.py',
  nginx: 'conf.d/site.conf',
  apache: '.htaccess',
};

/** The file and surroundings as which a block is linted. */
export function contextOf(block: Block): ReadContext {
  const path = block.options.includes('vhost') ? 'httpd.conf' : nameOf[block.language];
  if (!path) throw new Error(`No file name for blocks in ${block.language}.`);
  const pinned = optionOf(block, 'express');
  return pinned ? { path, versions: { express: `${pinned}.0.0` } } : { path };
}

/** The value of `name=value` in a block's info string. */
export function optionOf(block: Block, name: string): string | null {
  const found = block.options.find((option) => option.startsWith(`${name}=`));
  return found ? found.slice(name.length + 1) : null;
}
