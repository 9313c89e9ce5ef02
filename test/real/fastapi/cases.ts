import type { PolicyRequest } from '../../../src/policy/types.ts';
import type { Random } from '../../oracle/random.ts';

const header = `import os
import re
from fastapi import FastAPI, Request
from fastapi.middleware import Middleware
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.middleware.base import BaseHTTPMiddleware

SITES = ["https://app.example.com", "http://localhost:3000"]
MORE = SITES + ["https://other.example"]
LINE = "https://app.example.com,http://localhost:3000"
VERBS = ("GET", "PUT")
COMMON = {"allow_methods": ["GET", "POST", "DELETE"], "max_age": 30}


class TokenMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        if request.method == "OPTIONS":
            return await call_next(request)
        if "authorization" not in request.headers:
            return PlainTextResponse("Who are you?", 401)
        return await call_next(request)

`;

const origins = [
  '["*"]',
  '("*",)',
  '"*"',
  'SITES',
  'MORE',
  '[*SITES, "null"]',
  'LINE.split(",")',
  '[o.strip() for o in " https://app.example.com , https://x.example ".split(",")]',
  '["https://app.example.com/"]',
  '["https://*.example.com", "https://APP.example.com"]',
  '{"https://app.example.com", "https://x.example"}',
  '"https://app.example.com"',
  '("https://app.example.com")',
  '"https://*.example.com"',
  'LINE',
  '[]',
  'SITES if True else ["*"]',
  'os.getenv("PREFLIGHT_UNSET", "*").split(",") and ["https://app.example.com"]',
] as const;

const patterns = [
  'r"https://.*\\.example\\.com"',
  'r"https://app.example.com"',
  '"https://app\\\\.example\\\\.com"',
  '".*"',
  'r"^https?://localhost(:\\d+)?$"',
  'r"https://.*example\\.com"',
  'r"example\\.com"',
  'r"(?i)https://(app|www)\\.EXAMPLE\\.com\\Z"',
  're.compile(r"HTTPS://x[a-z]+\\.example", re.I)',
  'None',
] as const;

const methods = [
  '["*"]',
  '"*"',
  '["GET", "PUT"]',
  'VERBS',
  '["get", "post"]',
  '"PUT"',
  '"GET,PUT"',
  '["GET, PUT"]',
  '{"GET", "POST"}',
  '[]',
] as const;

const allowedHeaders = [
  '["*"]',
  '"*"',
  '["Authorization", "X-Token"]',
  '["authorization"]',
  '"Authorization"',
  '["Authorization, X-Token"]',
  '{"X-Token"}',
  '("X-Ünicode", "x-b")',
] as const;

const exposed = ['["X-Total"]', '["*"]', '"X-Total"', '["X-A", "X-B"]', '[]', 'None'] as const;

const outer = [
  'app.add_middleware(GZipMiddleware, minimum_size=1000)',
  'app.add_middleware(TrustedHostMiddleware, allowed_hosts=["*"])',
  'app.add_middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "*.example.com"])',
  'app.add_middleware(TrustedHostMiddleware, allowed_hosts=["api.example.com"])',
  'app.add_middleware(TokenMiddleware)',
  `@app.middleware("http")
async def check(request: Request, call_next):
    if request.url.path in ("/health", "/docs"):
        return await call_next(request)
    token = request.headers.get("Authorization")
    if not token or not token.startswith("Bearer "):
        return JSONResponse({"detail": "Not signed in"}, status_code=401)
    response = await call_next(request)
    response.headers["X-Seen"] = "1"
    return response`,
  `@app.middleware("http")
async def session(request, call_next):
    if request.cookies.get("session") is None and request.method != "OPTIONS":
        return PlainTextResponse("No session", status_code=403)
    return await call_next(request)`,
  `@app.middleware("http")
async def catch_all(request, call_next):
    try:
        return await call_next(request)
    except Exception:
        return JSONResponse({"detail": "failed"}, status_code=500)`,
  `@app.middleware("http")
async def measure(request, call_next):
    print(request.url, file=open(os.devnull, "w"))
    response = await call_next(request)
    return response`,
  `@app.middleware("http")
async def refuse(request, call_next):
    if request.headers.get("X-Token") == "bad":
        raise RuntimeError("bad token")
    return await call_next(request)`,
] as const;

type List = readonly [string, ...string[]];

function some(random: Random, name: string, values: readonly string[], chance: number): readonly string[] {
  return random.chance(chance) ? [`${name}=${random.pick(values as List)}`] : [];
}

function cors(random: Random): string {
  const parts = [
    ...some(random, 'allow_origins', origins, 0.9),
    ...some(random, 'allow_origin_regex', patterns, 0.35),
    ...some(random, 'allow_methods', methods, 0.6),
    ...some(random, 'allow_headers', allowedHeaders, 0.6),
    ...some(random, 'allow_credentials', ['True', 'False', '1', '""'], 0.6),
    ...some(random, 'expose_headers', exposed, 0.3),
    ...some(random, 'max_age', ['0', '-1', '86400', '"x"'], 0.2),
    ...some(random, 'allow_private_network', ['True', 'False'], 0.2),
  ];
  if (parts.every((part) => !/^(allow_methods|max_age)=/.test(part)) && random.chance(0.2))
    parts.push('**COMMON');
  return parts.map((part) => `, ${part}`).join('');
}

/** The source of an application with a CORSMiddleware, and often with something before, behind or around it. */
export function randomApplication(random: Random): string {
  const how = random.pick(['add', 'add', 'add', 'list', 'wrap', 'two', 'mount']);
  const lines =
    how === 'list'
      ? [`app = FastAPI(middleware=[Middleware(CORSMiddleware${cors(random)})])`]
      : ['app = FastAPI()'];
  if (random.chance(0.35)) lines.push(random.pick(outer));
  if (how === 'add' || how === 'two') lines.push(`app.add_middleware(CORSMiddleware${cors(random)})`);
  if (how === 'two') lines.push(`app.add_middleware(CORSMiddleware${cors(random)})`);
  if (random.chance(0.35)) lines.push(random.pick(outer));
  if (how === 'mount') {
    lines.push(
      'root = FastAPI()',
      'root.mount("/", app)',
      `app.add_middleware(CORSMiddleware${cors(random)})`,
    );
    if (random.chance(0.5)) lines.push(random.pick(outer).replace(/\bapp\b/, 'root'));
    if (random.chance(0.6)) lines.push(`root.add_middleware(CORSMiddleware${cors(random)})`);
    lines.push('inner, app = app, root');
  }
  if (how === 'wrap') lines.push(`app = CORSMiddleware(app${cors(random)})`);
  return `${header}${lines.join('\n\n')}\n`;
}

const askers = [
  'https://app.example.com',
  'https://app.example.co',
  'https://app.example',
  'https://APP.example.com',
  'https://appxexample.com',
  'https://evilexample.com',
  'http://localhost:3000',
  'http://localhost',
  'https://other.example',
  'https://x.example',
  'https://xyz.example',
  'https://evil.test',
  'null',
] as const;

/** A request with what browsers and others send; `host` is the Host header that the client adds. */
export function randomRequest(random: Random, host: string): PolicyRequest {
  const preflight = random.chance(0.5);
  const headers: (readonly [string, string])[] = [['Host', host]];
  if (preflight || random.chance(0.05)) {
    headers.push([
      'Access-Control-Request-Method',
      random.pick(['GET', 'POST', 'PUT', 'DELETE', 'QUERY', 'put', 'T']),
    ]);
    if (random.chance(0.6)) {
      const asked = [
        'authorization',
        'content-type',
        'x-token',
        'authorization,x-token',
        'x-b, AUTHORIZATION',
        'a',
        '',
      ] as const;
      headers.push(['Access-Control-Request-Headers', random.pick(asked)]);
    }
    if (random.chance(0.1)) headers.push(['Access-Control-Request-Private-Network', 'true']);
  }
  if (random.chance(0.2)) headers.push(['Authorization', random.pick(['Bearer x', 'Basic x'])]);
  if (random.chance(0.1)) headers.push(['X-Token', random.pick(['bad', 'good'])]);
  const handler = random.chance(0.15)
    ? ({ does: 'throw' } as const)
    : ({ does: 'answer', status: random.pick([200, 201, 204, 302, 404, 500]), madeBy: 'app' } as const);
  return {
    method: preflight ? 'OPTIONS' : random.pick(['GET', 'POST', 'PUT', 'OPTIONS']),
    origin: random.chance(0.95) ? random.pick(askers) : null,
    headers,
    cookies: random.chance(0.3),
    handler,
  };
}
