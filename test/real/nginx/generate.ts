import type { Random } from '../../oracle/random.ts';

/** One server of the common configuration, which its name chooses. */
export interface Site {
  readonly name: string;
  /** As it stands in the configuration: maps and one server. */
  readonly text: string;
  readonly locations: readonly Spot[];
}

/** A location that requests can be aimed at. */
export interface Spot {
  readonly label: string;
  readonly path: string;
  readonly proxied: boolean;
  /** Part of the answer may come from another location, which has no way to fail as asked. */
  readonly redirects: boolean;
}

export interface Places {
  readonly upstream: number;
  readonly listen: number;
  readonly passwords: string;
}

const origins = ['https://ok.example', 'https://other.example', '*'] as const;

/** A random server of the kind that people write: headers on several levels, ifs, maps, handlers, auth, redirects. */
export function generateSite(random: Random, index: number, places: Places): Site {
  return new Generator(random, index, places).site();
}

class Generator {
  readonly #random: Random;
  readonly #index: number;
  readonly #places: Places;

  constructor(random: Random, index: number, places: Places) {
    this.#random = random;
    this.#index = index;
    this.#places = places;
  }

  site(): Site {
    const name = `site${this.#index}.test`;
    const named = this.#random.chance(0.4);
    const spots: Spot[] = [];
    const locations = [
      ...(this.#random.chance(0.7) ? [this.#location('/', spots, named)] : []),
      this.#location('/a/', spots, named, true),
      ...(this.#random.chance(0.3) ? [this.#location('= /exact', spots, named)] : []),
      ...(this.#random.chance(0.3) ? [this.#location('~ ^/b/', spots, named)] : []),
      ...(named ? [block('location @named', this.#body(false))] : []),
    ];
    const server = [
      `listen 127.0.0.1:${this.#places.listen};`,
      `server_name ${name};`,
      ...this.#headers(3),
      ...this.#serverRewrites(),
      ...this.#errorPage(named, 0.1),
      ...locations,
    ];
    const text = [...this.#maps(), block('server', server)].join('\n');
    const redirects = /error_page|try_files/.test(text);
    return { name, text, locations: spots.map((spot) => ({ ...spot, redirects })) };
  }

  #maps(): string[] {
    const map = `m${this.#index}`;
    const entries = [
      ...(this.#random.chance(0.6)
        ? [`default ${this.#random.pick(['""', '"null"', '*', '$http_origin', '0'])};`]
        : []),
      ...(this.#random.chance(0.6) ? ['"https://ok.example" $http_origin;'] : []),
      ...(this.#random.chance(0.5)
        ? [
            `"~^https://(?<sub>[a-z]+)\\.example$" ${this.#random.pick(['$http_origin', '"https://$sub.example"', '1'])};`,
          ]
        : []),
      ...(this.#random.chance(0.4) ? [`~*other\\.EXAMPLE $http_origin;`] : []),
      ...(this.#random.chance(0.2) ? ['"" none;'] : []),
    ];
    const hostnames = this.#random.chance(0.2)
      ? ['hostnames;', '*.example.com $http_origin;', '.example.org "yes";']
      : [];
    return [
      block(`map $http_origin $${map}`, [...hostnames, ...entries]),
      block(`map $${map} $c${this.#index}`, ['"" "";', 'default "true";']),
      block(`map $request_method $r${this.#index}`, ['OPTIONS "GET, PUT";', '~^P "POST";']),
    ];
  }

  #headers(most: number): string[] {
    return Array.from({ length: this.#random.below(most + 1) }, () => this.#header());
  }

  #header(): string {
    const always = this.#random.chance(0.5) ? ' always' : '';
    const name = this.#random.weighted([
      [6, 'Access-Control-Allow-Origin'],
      [2, 'Access-Control-Allow-Credentials'],
      [2, 'Access-Control-Allow-Methods'],
      [1, "'access-control-allow-headers'"],
      [2, 'Vary'],
      [2, 'X-Other'],
      [1, 'Access-Control-Max-Age:'],
    ] as const);
    const index = this.#index;
    const value = this.#random.pick([
      '*',
      `"${this.#random.pick(origins)}"`,
      '$http_origin',
      `$m${index}`,
      `"\${m${index}}"`,
      `$c${index}`,
      `$r${index}`,
      `$v${index}`,
      `"x$v${index}"`,
      '""',
      '" * "',
      "'GET, POST'",
      '$http_access_control_request_method',
      'Origin',
    ]);
    return `add_header ${name} ${value}${always};`;
  }

  #condition(): string {
    const index = this.#index;
    return this.#random.pick([
      '$request_method = OPTIONS',
      "$request_method = 'OPTIONS'",
      '$request_method = options',
      '$request_method ~* options',
      '$request_method !~ ^(GET|POST|HEAD)$',
      '$http_origin = "https://ok.example"',
      '$http_origin != ""',
      '$http_origin ~ "example"',
      '$http_origin ~* "^https://(ok|OTHER)\\.example$"',
      '$http_origin',
      `$m${index}`,
      `$v${index} = 1`,
      `$v${index} = "$request_method"`,
      '$http_access_control_request_method',
    ]);
  }

  #set(): string {
    return `set $v${this.#index} ${this.#random.pick(['1', '""', '$http_origin', '$request_method', `"\${v${this.#index}}a"`, '$1'])};`;
  }

  #serverRewrites(): string[] {
    const lines = [`set $v${this.#index} "";`];
    if (this.#random.chance(0.3)) lines.push(block(`if (${this.#condition()})`, [this.#set()]));
    if (this.#random.chance(0.12))
      lines.push(
        block(`if (${this.#condition()})`, [
          `return ${this.#random.pick(['204', '403', '301 https://x.test/'])};`,
        ]),
      );
    return lines;
  }

  #if(): string {
    const body = [
      ...this.#headers(2),
      ...(this.#random.chance(0.3) ? [this.#set()] : []),
      ...(this.#random.chance(0.1) ? ['break;'] : []),
      ...(this.#random.chance(0.1) ? [this.#pass()] : []),
      ...(this.#random.chance(0.35)
        ? [
            `return ${this.#random.pick(['204', '200', '200 "text"', '403', '404', '301 https://x.test/', '202'])};`,
          ]
        : []),
    ];
    return block(`if (${this.#condition()})`, body);
  }

  #body(nested: boolean): string[] {
    const lines = this.#headers(3);
    for (let count = this.#random.below(3); count > 0; count -= 1) lines.push(this.#if());
    if (this.#random.chance(0.2)) lines.push(this.#set());
    if (this.#random.chance(0.1))
      lines.push('auth_basic "x";', `auth_basic_user_file ${this.#places.passwords};`);
    if (this.#random.chance(0.05)) lines.push('deny all;');
    if (nested && this.#random.chance(0.1))
      lines.push(
        block(`limit_except ${this.#random.pick(['GET', 'GET POST', 'GET POST OPTIONS'])}`, ['deny all;']),
      );
    if (this.#random.chance(0.05)) lines.push(`return ${this.#random.pick(['204', '200 "x"', '404'])};`);
    if (this.#random.chance(0.6)) lines.push(this.#pass());
    return this.#shuffled(lines);
  }

  #location(match: string, spots: Spot[], named: boolean, nests = false): string {
    const body = [...this.#body(true), ...this.#errorPage(named, 0.25)];
    if (this.#random.chance(0.15))
      body.push(
        `try_files $uri ${this.#random.pick(named ? ['@named', '=404', '/err'] : ['=404', '/err'])};`,
      );
    if (this.#random.chance(0.2)) body.push('proxy_intercept_errors on;');
    const path = { '/': '/', '/a/': '/a/', '= /exact': '/exact', '~ ^/b/': '/b/' }[match] ?? '/';
    spots.push({ label: `location ${match}`, path, proxied: body.includes(this.#pass()), redirects: false });
    if (nests && this.#random.chance(0.4)) {
      const inner = this.#body(true);
      spots.push({
        label: 'location /a/n/',
        path: '/a/n/',
        proxied: inner.includes(this.#pass()),
        redirects: false,
      });
      body.push(block('location /a/n/', inner));
    }
    return block(`location ${match}`, body);
  }

  #errorPage(named: boolean, probability: number): string[] {
    if (!this.#random.chance(probability)) return [];
    const statuses = this.#random.pick(['404', '405', '403 404 502', '401 405 500']);
    const answer = this.#random.pick(['', ' =200', ' =', '']);
    const target = this.#random.pick(
      named ? ['@named', '/err', 'https://x.test/'] : ['/err', '/a/ok', 'https://x.test/'],
    );
    return [`error_page ${statuses}${answer} ${target};`];
  }

  #pass(): string {
    return `proxy_pass http://127.0.0.1:${this.#places.upstream};`;
  }

  #shuffled(lines: readonly string[]): string[] {
    const left = [...lines];
    const result: string[] = [];
    while (left.length > 0) result.push(...left.splice(this.#random.below(left.length), 1));
    return result;
  }
}

function block(head: string, lines: readonly string[]): string {
  const inside = lines.flatMap((line) => line.split('\n')).map((line) => `  ${line}`);
  return [`${head} {`, ...inside, '}'].join('\n');
}
