import assert from 'node:assert/strict';
import { found, moduleOf, withArguments } from './support.ts';

/** What looks wrong in a FastAPI file and is right. */
const right: Readonly<Record<string, string>> = {
  'a public API': withArguments('allow_origins=["*"], allow_methods=["*"], allow_headers=["*"]'),
  'a star as a text': withArguments(
    'allow_origins="*", allow_methods="*", allow_headers="*", expose_headers="*"',
  ),
  'tuples and sets': withArguments('allow_origins=("https://a.example",), allow_methods={"GET", "PUT"}'),
  'mirrored headers with credentials': withArguments(
    'allow_origins=["https://a.example"], allow_credentials=True, allow_headers=["*"]',
  ),
  'a pattern without anchors': withArguments(
    'allow_origin_regex=r"https://x\\.example", allow_credentials=True',
  ),
  'all subdomains': withArguments('allow_origin_regex=r"https://.*\\.example\\.org", allow_credentials=True'),
  'a pattern with an escape in a plain text': withArguments(
    'allow_origin_regex="https://app\\.example\\.org", allow_credentials=True',
  ),
  'a pattern for localhost on any port': withArguments(
    'allow_origin_regex=r"http://localhost(:\\d+)?", allow_credentials=True',
  ),
  'other schemes, ports and addresses': withArguments(
    'allow_origins=["capacitor://localhost", "ionic://localhost", "tauri://localhost", "chrome-extension://abcdefghijklmnop", "http://192.168.0.4:8080", "http://[::1]:3000"]',
  ),
  'development and production side by side': withArguments(
    'allow_origins=["*"] if os.getenv("DEBUG") else ["https://a.example"], allow_credentials=True',
  ),
  'a list from settings': withArguments(
    'allow_origins=settings.origins, allow_credentials=True',
    'from .config import settings',
  ),
  'authentication by a dependency': moduleOf(`def user():
    pass


app = FastAPI(dependencies=[Depends(user)])
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])`),
  'authentication behind CORS': moduleOf(`app = FastAPI()
app.add_middleware(AuthMiddleware)
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])`),
  'a layer that lets preflights pass': moduleOf(`app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])


@app.middleware("http")
async def check(request, call_next):
    if request.method == "OPTIONS":
        return await call_next(request)
    if not request.headers.get("Authorization"):
        return JSONResponse({}, status_code=401)
    return await call_next(request)`),
  'a layer that may be switched off': moduleOf(`app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])


@app.middleware("http")
async def check(request, call_next):
    if settings.protected and not request.headers.get("Authorization"):
        return JSONResponse({}, status_code=401)
    return await call_next(request)`),
  'a layer that sets CORS headers itself': moduleOf(`app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])


@app.middleware("http")
async def check(request, call_next):
    if not request.headers.get("Authorization"):
        return JSONResponse({}, status_code=401, headers={"Access-Control-Allow-Origin": "https://a.example"})
    return await call_next(request)`),
  'measuring, compressing, catching around CORS': moduleOf(`app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])
app.add_middleware(GZipMiddleware)


@app.middleware("http")
async def measure(request, call_next):
    try:
        response = await call_next(request)
    except Exception as error:
        print(error)
        raise
    response.headers["X-Time"] = "1"
    return response`),
  'a POST of a form, and routes of another application': moduleOf(`app = FastAPI()
internal = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])


@app.post("/form")
def form():
    pass


@internal.put("/cache")
def cache():
    pass`),
  'headers that may be left out or that browsers send': moduleOf(`app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://a.example"])


@app.get("/")
def root(user_agent: str = Header(), x_trace: str = Header(None)):
    pass`),
  'an origin that is about to be typed': moduleOf(`app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=[""])


@app.put("/")
def put():
    pass`),
  'arguments from elsewhere': withArguments(
    'allow_origins=["https://a.example"], **more',
    'from .config import more',
  ),
};

describe('fastapi: silence on what is right', () => {
  for (const [name, text] of Object.entries(right)) {
    it(name, () => assert.deepEqual(found(text), []));
  }
});
