import type { Random } from '../../oracle/random.ts';

const patterns = [
  '^https://ok\\.example$',
  '^https?://(www\\.)?(ok|other)\\.example(:[0-9]+)?$',
  'https?://(ok|other)\\.example',
  'https://ok\\.example',
  'ok.example',
  'localhost',
  '(.*)',
  '^null$',
  '^$',
  '^https://([a-z]+\\.)*example\\.com$',
] as const;

const values = ['=$0', '=$1', '', '=yes', '=https://ok.example', '=a$0b'] as const;

const variables = ['O', 'OK', 'M'] as const;

const headerNames = [
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Credentials',
  'Access-Control-Allow-Methods:',
  'Vary',
  'access-control-allow-origin',
] as const;

const headerValues = [
  '"*"',
  '"https://ok.example"',
  'true',
  '"%{O}e"',
  '"%{OK}e"',
  '"%{M}e"',
  '"%{HTTP_ORIGIN}e"',
  '"expr=%{HTTP:Origin}"',
  '"expr=%{req:Origin}"',
  '"expr=%{REQUEST_METHOD} %{env:O}"',
  'Origin',
  '"GET, PUT"',
  '""',
  "'100%%'",
] as const;

const variableConditions = ['env=O', 'env=!O', 'env=OK', 'env=M'] as const;

const exprConditions = [
  `"expr=%{HTTP:Origin} == 'https://ok.example'"`,
  `"expr=%{HTTP:Origin} =~ m#^https://(ok|other)\\.example$#"`,
  `"expr=%{HTTP:Origin} in {'https://ok.example', 'https://other.example'}"`,
  `"expr=%{REQUEST_METHOD} == 'OPTIONS' && %{req:Origin} != ''"`,
  `"expr=-n %{env:O} || %{HTTP:Origin} -strmatch 'https://*.example.com'"`,
  `"expr=!(%{req_novary:Origin} =~ /ok/) && -z reqenv('X')"`,
] as const;

const tests = [
  `%{HTTP:Origin} == 'https://ok.example'`,
  `%{HTTP:Origin} =~ m#^https://(ok|other)#i`,
  `%{REQUEST_METHOD} == 'OPTIONS'`,
  `%{REQUEST_METHOD} in {'GET', 'HEAD'}`,
  `-n %{HTTP:Origin}`,
  `true`,
] as const;

const conds = [
  '%{REQUEST_METHOD} OPTIONS',
  '%{REQUEST_METHOD} ^(OPTIONS|PUT)$',
  '%{REQUEST_METHOD} !^(GET|HEAD)$',
  '%{REQUEST_METHOD} =OPTIONS',
  '%{REQUEST_METHOD} =options',
  '%{REQUEST_METHOD} options [NC]',
  '%{HTTP:Origin} ^https://ok\\.example$',
  '%{HTTP:Origin} =https://ok.example',
  '%{HTTP:Origin} !=https://ok.example',
  '%{HTTP:Origin} ^https://(ok|other)\\.example$ [OR]',
  '%{HTTP:Origin} ^(.*)$ [NV]',
  '%{HTTP_ORIGIN} ^(.*)$',
  '%{HTTP_ORIGIN} ok',
] as const;

const rules = [
  '.* - [R=204,L]',
  '^(.*)$ $1 [R=200,L]',
  '^ - [R=204]',
  '.* - [L]',
  '.* - [E=O:%{HTTP:Origin}]',
  '.* - [E=O:%1]',
  '.* - [E=OK:1,NE]',
  '.* - [E=!O]',
  '.* - [F]',
  '^(.*)$ https://elsewhere.example/$1 [R=301,L]',
] as const;

/** Random directives that speak of CORS, as they may stand in a folder. Never text that Apache refuses. */
export function generateDirectives(random: Random, where: 'folder' | 'location' | 'server'): string {
  const lines: string[] = [];
  // Every variable is spoken of, so that none may come from elsewhere.
  for (const name of variables) lines.push(setEnv(random, name));
  if (where !== 'location' && random.chance(0.45)) lines.push(...rewriting(random));
  const headers = 1 + random.below(5);
  for (let i = 0; i < headers; i++) lines.push(header(random, where));
  if (random.chance(0.3) && where !== 'server') lines.push(...branches(random, 0));
  if (random.chance(0.2) && where !== 'server') lines.push(...access(random));
  // The server's files alone may say this.
  if (where === 'location' && random.chance(0.1)) lines.push('AllowMethods GET POST');
  if (random.chance(0.25) && where === 'folder') lines.push(...files(random));
  if (random.chance(0.3)) shuffle(random, lines, where);
  return lines.join('\n');
}

/** Header lines may stand anywhere; what forms a block stays together. */
function shuffle(random: Random, lines: string[], where: string): void {
  if (where === 'server') return;
  const from = lines.findIndex((line) => line.startsWith('Header'));
  const moved = from < 0 ? [] : lines.splice(from, 1);
  lines.splice(random.chance(0.5) ? 0 : lines.length, 0, ...moved);
}

function header(random: Random, where = 'folder'): string {
  const table = random.pick(['', 'always ', 'always ', 'onsuccess ']);
  const name = random.pick(headerNames);
  const action = random.weighted([
    [8, 'set'],
    [1, 'add'],
    [1, 'append'],
    [1, 'merge'],
    [1, 'setifempty'],
    [1, 'unset'],
  ] as const);
  const condition = random.chance(0.4) ? ` ${anyCondition(random)}` : '';
  if (action === 'unset') return `Header ${table}unset ${name}${random.chance(0.3) ? ' env=O' : ''}`;
  const line = `Header ${table}${action} ${name} ${random.pick(headerValues)}${condition}`;
  if (random.chance(0.1)) return `<IfModule mod_headers.c>\n  ${line}\n</IfModule>`;
  if (random.chance(0.05)) return `<IfModule !headers_module>\n  ${line}\n</IfModule>`;
  if (where !== 'server' && random.chance(0.05)) return `<Limit GET>\n  ${line}\n</Limit>`;
  if (random.chance(0.05)) return line.replace(' ', ' \\\n    ');
  if (random.chance(0.05)) return `<IfModule mod_header.c>\n  ${line}\n</IfModule>`;
  return line;
}

function anyCondition(random: Random): string {
  return random.chance(0.5) ? random.pick(variableConditions) : random.pick(exprConditions);
}

function setEnv(random: Random, name: string = random.pick(variables)): string {
  return random.weighted([
    [6, `SetEnvIf Origin "${random.pick(patterns)}" ${name}${random.pick(values)}`],
    [2, `SetEnvIfNoCase Origin "${random.pick(patterns)}" ${name}${random.pick(values)}`],
    [1, `SetEnvIf Origin "${random.pick(patterns)}" !${name}`],
    [1, `SetEnvIf Request_Method "OPTIONS|PUT" ${name}=method`],
    [1, `SetEnvIf ${random.pick(variables)} "(.+)" ${name}=$1`],
    [1, `SetEnv ${name} fixed`],
    [1, `SetEnvIfExpr "%{HTTP:Origin} =~ m#ok#" ${name}=expr`],
  ] as const);
}

function rewriting(random: Random): string[] {
  const lines = [random.chance(0.95) ? 'RewriteEngine On' : 'RewriteEngine Off'];
  const count = 1 + random.below(2);
  for (let i = 0; i < count; i++) {
    const before = random.below(3);
    for (let j = 0; j < before; j++) lines.push(`RewriteCond ${random.pick(conds)}`);
    lines.push(`RewriteRule ${random.pick(rules)}`);
  }
  return lines;
}

function branches(random: Random, depth: number): string[] {
  const body = (): string[] => [
    header(random),
    ...(random.chance(0.3) ? [setEnv(random)] : []),
    ...(depth === 0 && random.chance(0.3) ? branches(random, 1) : []),
  ];
  const lines = [`<If "${random.pick(tests)}">`, ...body(), '</If>'];
  if (random.chance(0.3)) lines.push(`<ElseIf "${random.pick(tests)}">`, ...body(), '</ElseIf>');
  if (random.chance(0.4)) lines.push('<Else>', ...body(), '</Else>');
  return lines;
}

function access(random: Random): string[] {
  return random.weighted([
    [3, ['Require valid-user']],
    [2, ['<LimitExcept OPTIONS>', 'Require valid-user', '</LimitExcept>']],
    [2, ['<Limit GET POST>', 'Require valid-user', '</Limit>']],
    [2, ['Require method OPTIONS', 'Require valid-user']],
    [1, ['<RequireAll>', 'Require method GET OPTIONS', 'Require valid-user', '</RequireAll>']],
    [1, ['Require all denied']],
    [1, ['<LimitExcept GET POST>', 'Require all denied', '</LimitExcept>']],
  ]);
}

function files(random: Random): string[] {
  const tag = random.chance(0.5) ? 'Files' : 'FilesMatch';
  const name = tag === 'Files' ? 'font.woff2' : '"\\.(ttf|woff2?)$"';
  return [`<${tag} ${name}>`, header(random), setEnv(random), header(random), `</${tag}>`];
}
