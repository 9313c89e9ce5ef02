import assert from 'node:assert/strict';
import { isUnknown, linesOf, respond } from '../../../../src/policy/respond.ts';
import type { Policy } from '../../../../src/policy/types.ts';
import { read } from '../../../../src/stacks/fastapi/read.ts';
import { found, get, moduleOf, preflight, reading, withArguments } from './support.ts';

function policyOf(text: string, starlette?: string): Policy {
  const versions = starlette === undefined ? {} : { starlette };
  const [policy] = read(text, { path: 'main.py', versions }).policies;
  assert.ok(policy);
  return policy;
}

function header(policy: Policy, name: string, request = get()): string | null {
  return linesOf(respond(policy, request), name)[0]?.value ?? null;
}

const tokenCheck = `
@app.middleware("http")
async def check(request: Request, call_next):
    if not request.headers.get("Authorization"):
        return JSONResponse({}, status_code=401)
    return await call_next(request)
`;
const cors = 'app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"])\n';

describe('fastapi: answers', () => {
  it('speak for an allowed origin that the file does not name, where they are asked to', () => {
    const policy = policyOf(withArguments('allow_origins=settings.origins, allow_methods=["PUT"]'));
    const request = { ...preflight('PUT'), meant: true } as const;
    assert.ok(isUnknown(respond(policy, get()), 'access-control-allow-origin'));
    assert.equal(header(policy, 'Access-Control-Allow-Origin', request), 'https://app.example.com');
    assert.equal(respond(policy, request).status, 200);
    const closed = policyOf(withArguments('allow_origins=["https://other.example"]'));
    assert.equal(header(closed, 'Access-Control-Allow-Origin', request), null);
  });

  it('name the text that a line comes from', () => {
    const text = withArguments('allow_origins=["https://app.example.com"], allow_credentials=True');
    const response = respond(policyOf(text), get());
    const texts = response.headers.map(({ name, range }) => [
      name,
      range && text.slice(range.start, range.end),
    ]);
    assert.deepEqual(texts, [
      ['Access-Control-Allow-Origin', 'https://app.example.com'],
      ['Access-Control-Allow-Credentials', 'True'],
      ['Vary', null],
    ]);
  });

  it('say which lines an error made outside loses', () => {
    const policy = policyOf(withArguments('allow_origins=["*"]'));
    const response = respond(policy, get({ handler: { does: 'throw' } }));
    assert.equal(response.status, 500);
    assert.deepEqual(response.headers, []);
    assert.deepEqual(
      response.lost.map(({ name, how }) => [name, how]),
      [['Access-Control-Allow-Origin', 'made-outside']],
    );
  });

  it('keep the lines on an error when CORSMiddleware is wrapped around the application', () => {
    const policy = policyOf(moduleOf('app = FastAPI()\napp = CORSMiddleware(app, allow_origins=["*"])'));
    const response = respond(policy, get({ handler: { does: 'throw' } }));
    assert.equal(response.status, 500);
    assert.equal(linesOf(response, 'access-control-allow-origin')[0]?.value, '*');
  });

  it('leave open what an environment variable decides', () => {
    const policy = policyOf(
      withArguments('allow_origins=os.getenv("ORIGINS", "").split(","), allow_methods=["PUT"]'),
    );
    assert.ok(isUnknown(respond(policy, get()), 'Access-Control-Allow-Origin'));
    assert.ok(isUnknown(respond(policy, preflight('PUT')), 'status'));
    assert.equal(respond(policy, preflight('DELETE')).status, 400);
    assert.ok(!isUnknown(respond(policy, preflight('DELETE')), 'status'));
  });

  it('are a 500 for everything when the constructor raises', () => {
    const policy = policyOf(withArguments('allow_origins=["*"], allow_all=True'));
    assert.equal(respond(policy, get()).status, 500);
    assert.equal(respond(policy, preflight('GET')).status, 500);
  });
});

describe('fastapi: the order of middleware', () => {
  it('puts the last one added in front', () => {
    const inFront = policyOf(moduleOf(`app = FastAPI()\n${cors}${tokenCheck}`));
    assert.equal(respond(inFront, preflight('GET')).status, 401);
    assert.deepEqual(
      respond(inFront, preflight('GET')).lost.find(({ name }) => name === 'Access-Control-Allow-Origin')?.how,
      'answered-in-front',
    );
    const behind = policyOf(moduleOf(`app = FastAPI()\n${tokenCheck}\n${cors}`));
    assert.equal(respond(behind, preflight('GET')).status, 200);
    assert.equal(respond(behind, get()).status, 401);
    assert.equal(header(behind, 'access-control-allow-origin'), 'https://app.example.com');
  });

  it('puts what is added in front of the list, and a wrapper in front of all', () => {
    const listed = policyOf(
      moduleOf(`app = FastAPI(middleware=[Middleware(CORSMiddleware, allow_origins=["*"])])\n${tokenCheck}`),
    );
    assert.equal(respond(listed, preflight('GET')).status, 401);
    const wrapped = policyOf(
      moduleOf(`app = FastAPI()\n${tokenCheck}\napp = CORSMiddleware(app, allow_origins=["*"])`),
    );
    assert.equal(respond(wrapped, preflight('GET')).status, 200);
  });

  it('puts an application in front of what is mounted in it', () => {
    const text = moduleOf(`app = FastAPI()
admin = FastAPI()
admin.add_middleware(CORSMiddleware, allow_origins=["https://admin.example.com"])
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"])
app.mount("/admin", admin)`);
    const admin = reading(text).policies.find(({ label }) => label === 'CORSMiddleware on admin');
    assert.ok(admin);
    assert.equal(respond(admin, preflight('GET')).status, 200);
    assert.equal(
      header(admin, 'access-control-allow-origin', get({ origin: 'https://admin.example.com' })),
      'https://admin.example.com',
    );
    assert.equal(respond(admin, { ...preflight('GET'), origin: 'https://admin.example.com' }).status, 400);
  });

  it('comes to an end on applications that are mounted in each other', () => {
    const text = moduleOf(
      `a = FastAPI()\nb = FastAPI()\na.mount("/b", b)\nb.mount("/a", a)\n${cors.replace('app.', 'a.')}`,
    );
    assert.equal(respond(policyOf(text), get()).status, 200);
  });

  it('keeps applications apart', () => {
    const text = moduleOf(
      `app = FastAPI()\nadmin = FastAPI()\n${cors}${tokenCheck.replace('@app', '@admin')}`,
    );
    assert.equal(respond(policyOf(text), preflight('GET')).status, 200);
  });

  it('claims nothing about a layer that only a branch adds, or whose code is elsewhere', () => {
    const branch = moduleOf(
      `app = FastAPI()\n${cors}\nif SECURE:\n    app.add_middleware(HTTPSRedirectMiddleware)`,
    );
    const imported = moduleOf(`app = FastAPI()\n${cors}\napp.add_middleware(AuthMiddleware)`);
    for (const text of [branch, imported]) {
      const policy = policyOf(text);
      assert.ok(isUnknown(respond(policy, preflight('GET')), 'status'));
      assert.equal(header(policy, 'access-control-allow-origin'), 'https://app.example.com');
      assert.equal(policy.facts.preflightAnsweredBy.known, false);
      assert.equal(policy.facts.outside[0]?.answers, 'unknown');
    }
  });

  it('knows that a host is refused only when the request names one', () => {
    const policy = policyOf(
      moduleOf(
        `app = FastAPI()\n${cors}\napp.add_middleware(TrustedHostMiddleware, allowed_hosts=["*.example.com"])`,
      ),
    );
    const to = (host: string) => respond(policy, get({ headers: [['Host', host]] })).status;
    assert.deepEqual(
      [to('api.example.com:8000'), to('example.org'), respond(policy, get()).status],
      [200, 400, 200],
    );
  });
});

describe('fastapi: releases of Starlette', () => {
  const open = withArguments('allow_origins=["*"], allow_credentials=True, allow_methods="*"');

  it('before 1.0 turn * into the origin only for a request with a cookie', () => {
    const old = policyOf(open, '0.47.3');
    assert.equal(header(old, 'access-control-allow-origin'), '*');
    assert.equal(
      header(old, 'access-control-allow-origin', get({ cookies: true })),
      'https://app.example.com',
    );
    assert.equal(header(policyOf(open, '1.0.0'), 'access-control-allow-origin'), 'https://app.example.com');
  });

  it('before 1.7 vary on the origin alone, and not without need', () => {
    assert.equal(header(policyOf(open, '1.6.0'), 'vary', preflight('PUT')), 'Origin');
    const listed = withArguments('allow_origins=["https://other.example"]');
    assert.equal(header(policyOf(listed, '1.6.0'), 'vary'), null);
    assert.equal(header(policyOf(listed), 'vary'), 'Origin');
    assert.equal(header(policyOf(listed), 'vary', get({ origin: null })), 'Origin');
  });

  it('before 1.7 leave Vary open where the origins are, also behind another CORSMiddleware', () => {
    const environment = 'allow_origins=os.getenv("ORIGINS", "*").split(",")';
    const single = policyOf(withArguments(environment), '1.6.0');
    assert.ok(isUnknown(respond(single, preflight('GET')), 'Vary'));
    const two = policyOf(
      moduleOf(`app = FastAPI()\napp.add_middleware(CORSMiddleware, ${environment})\n${cors}`),
      '1.6.0',
    );
    assert.ok(isUnknown(respond(two, get()), 'Vary'));
  });

  it('before 0.51 do not start with allow_private_network', () => {
    const text = withArguments('allow_origins=["https://a.example"], allow_private_network=True');
    assert.equal(respond(policyOf(text, '0.50.0'), get()).status, 500);
    assert.deepEqual(found(text, '0.50.0'), ['fastapi-unknown-argument']);
    assert.deepEqual(found(text), []);
  });

  it('know the private network from 0.51 on, and QUERY from 1.7 on', () => {
    const request = preflight('PUT');
    const toPrivate = {
      ...request,
      headers: [...request.headers, ['Access-Control-Request-Private-Network', 'true'] as const],
    };
    assert.equal(respond(policyOf(open, '0.50.0'), toPrivate).status, 200);
    assert.equal(respond(policyOf(open, '0.51.0'), toPrivate).status, 400);
    assert.equal(respond(policyOf(open, '1.6.0'), preflight('QUERY')).status, 400);
    assert.equal(respond(policyOf(open, '>=1.7,<2'), preflight('QUERY')).status, 200);
  });
});

describe('fastapi: routes', () => {
  it('of the application and of routers that it includes, with what they need', () => {
    const text = moduleOf(`router = APIRouter()
other = APIRouter()
app = FastAPI()
${cors}
app.include_router(router)


def user(x_user: str = Header()):
    return x_user


@router.delete("/things/{id}")
def remove(id: int, user=Depends(user)):
    pass


@other.patch("/unused")
def unused():
    pass


@app.api_route("/both", methods=["GET", "put"])
def both(data: dict = Body(...)):
    pass
`);
    const routes = reading(text).installs[0]?.routes.map(({ method, path, takesJson, headers }) => ({
      method,
      path,
      takesJson,
      headers,
    }));
    assert.deepEqual(routes, [
      { method: 'GET', path: '/both', takesJson: true, headers: [] },
      { method: 'PUT', path: '/both', takesJson: true, headers: [] },
      { method: 'DELETE', path: '/things/{id}', takesJson: false, headers: ['x-user'] },
    ]);
  });
});

describe('fastapi: conditions', () => {
  const checked = (condition: string): string =>
    moduleOf(`app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"])

@app.middleware("http")
async def check(request: Request, call_next):
    if ${condition}:
        return JSONResponse({}, status_code=401)
    return await call_next(request)
`);
  const noLogin = 'not request.headers.get("Authorization")';
  const statuses: Readonly<Record<string, number>> = {
    [`${noLogin} and request.method != "OPTIONS"`]: 200,
    [`${noLogin} or request.method == "OPTIONS"`]: 401,
    'not (request.headers.get("Authorization") or request.method == "OPTIONS")': 200,
    [`request.method == "OPTIONS" and ${noLogin} or False`]: 401,
  };
  for (const [condition, status] of Object.entries(statuses)) {
    it(`if ${condition}: a preflight gets ${status}`, () => {
      const response = respond(policyOf(checked(condition)), preflight('GET'));
      assert.deepEqual([response.status, isUnknown(response, 'status')], [status, false]);
    });
  }
});

describe('fastapi: GZipMiddleware', () => {
  const gzip = 'app.add_middleware(GZipMiddleware)\n';
  for (const [where, layers] of Object.entries({ behind: gzip + cors, 'in front of': cors + gzip })) {
    it(`${where} CORSMiddleware leaves open what Vary says, and nothing else`, () => {
      const response = respond(policyOf(moduleOf(`app = FastAPI()\n${layers}`)), get());
      assert.deepEqual(
        response.unknown.map(({ about }) => about),
        ['Vary'],
      );
    });
  }
});
