import { apacheStarter } from './servers/apache.ts';
import { expressStarter } from './servers/express.ts';
import { fastapiStarter } from './servers/fastapi.ts';
import { nginxStarter } from './servers/nginx.ts';
import type { Starter } from './servers/server.ts';
import { optionOf } from './files.ts';
import type { Case } from './page.ts';

const open = {
  'Express 4': () => expressStarter('4'),
  'Express 5': () => expressStarter('5'),
  FastAPI: fastapiStarter,
  nginx: nginxStarter,
  'Apache .htaccess': () => apacheStarter('.htaccess'),
  'Apache vhost': () => apacheStarter('vhost'),
} as const;

export type ServerName = keyof typeof open;

/** The real servers on which a case must hold. */
export function serversFor({ stack, block }: Case): readonly ServerName[] {
  if (stack === 'fastapi') return ['FastAPI'];
  if (stack === 'nginx') return ['nginx'];
  if (stack === 'apache') return [block.options.includes('vhost') ? 'Apache vhost' : 'Apache .htaccess'];
  const pinned = optionOf(block, 'express');
  if (pinned === '4') return ['Express 4'];
  if (pinned === '5') return ['Express 5'];
  return ['Express 4', 'Express 5'];
}

/** Starters by name, each made when it is first asked for. */
export class Starters {
  readonly #started = new Map<ServerName, Promise<Starter>>();

  get(name: ServerName): Promise<Starter> {
    const known = this.#started.get(name);
    if (known) return known;
    const made = open[name]();
    this.#started.set(name, made);
    return made;
  }

  async close(): Promise<void> {
    for (const starter of this.#started.values()) await (await starter).close();
  }
}
