import { lint } from '../../../../src/rules/lint.ts';
import type { PolicyRequest } from '../../../../src/policy/types.ts';
import { read, type FastApiReading } from '../../../../src/stacks/fastapi/read.ts';

const imports = `import os
import re
from fastapi import APIRouter, Body, Depends, FastAPI, Header, Request
from fastapi.middleware import Middleware
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.middleware.httpsredirect import HTTPSRedirectMiddleware
from fastapi.middleware.trustedhost import TrustedHostMiddleware
from fastapi.responses import JSONResponse
from starlette.middleware.base import BaseHTTPMiddleware
from .auth import AuthMiddleware

`;

/** A module with the usual imports; `{args}` in a text of one line stands for a whole application with these arguments. */
export function moduleOf(text: string): string {
  return `${imports}${text}\n`;
}

/** An application whose CORSMiddleware has these arguments. */
export function withArguments(text: string, before = ''): string {
  return moduleOf(`${before}\napp = FastAPI()\napp.add_middleware(CORSMiddleware, ${text})`);
}

export function reading(text: string): FastApiReading {
  return read(text, { path: 'main.py' });
}

/** The ids of the rules that speak, in order. */
export function found(text: string, starlette?: string): readonly string[] {
  const versions = starlette === undefined ? {} : { starlette };
  return lint({ text, stack: 'fastapi' }, { path: 'main.py', versions }).map(({ rule }) => rule);
}

export function get(changes: Partial<PolicyRequest> = {}): PolicyRequest {
  return {
    method: 'GET',
    origin: 'https://app.example.com',
    headers: [],
    cookies: false,
    handler: { does: 'answer', status: 200, madeBy: 'app' },
    ...changes,
  };
}

export function preflight(method: string, headers = ''): PolicyRequest {
  const lines: (readonly [string, string])[] = [['Access-Control-Request-Method', method]];
  if (headers !== '') lines.push(['Access-Control-Request-Headers', headers]);
  return get({ method: 'OPTIONS', headers: lines });
}
