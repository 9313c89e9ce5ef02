import type { Answering, Target } from '../../policy/answering.ts';
import { locationFor } from './locate.ts';
import type { Level } from './model.ts';
import { compile } from './pattern.ts';
import type { NginxReading } from './read.ts';
import { answer } from './run.ts';

/** The location of each server that takes the request. */
export function answering({ model, policies }: NginxReading, target: Target): readonly Answering[] {
  return model.servers.map((server): Answering => {
    const found = locationFor(server, target.path);
    const level = found === 'unknown' || found === null ? server : found;
    const named = level.kind === 'location' && level.uri?.path !== '/' ? 1 : 0;
    return {
      label: level.label,
      range: level.directive?.shown ?? { start: 0, end: 0 },
      fit: named + (namesHost(server, target.host) ? 1 : 0) + (listensOn(server, target.port) ? 1 : 0),
      policy: policies.find((policy) => policy.level === level) ?? null,
      answer: (request) => answer(model, level, request),
    };
  });
}

function argumentsOf(server: Level, name: string): readonly string[] {
  const directives = server.directive?.block?.directives.filter((directive) => directive.name === name) ?? [];
  return directives.flatMap(({ args }) => args.map(({ value }) => value));
}

/** Names as nginx compares them: whole, with a star or a dot in front, or as an expression. */
function namesHost(server: Level, host: string): boolean {
  return argumentsOf(server, 'server_name').some((name) => {
    if (name.startsWith('~')) return Array.isArray(groupsOf(name.slice(1), host));
    if (name.startsWith('*.')) return host.endsWith(name.slice(1));
    if (name.startsWith('.')) return host === name.slice(1) || host.endsWith(name);
    return name === host;
  });
}

function groupsOf(source: string, host: string): readonly string[] | null {
  const match = compile(source, true)?.search(host);
  return match === undefined || match === null || match === 'unknown' ? null : match.numbered;
}

function listensOn(server: Level, port: number): boolean {
  return argumentsOf(server, 'listen').some((value) => /(?:^|:)(\d+)$/.exec(value)?.[1] === String(port));
}
