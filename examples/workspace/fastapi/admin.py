import os

from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

API_KEY = os.environ["ADMIN_API_KEY"]

origins = [
    "https://admin.example.com/",
    "localhost:5173",
]

app = FastAPI(title="Admin API")
app.add_middleware(
    CORSMiddleware,
    allow_origins=origins,
    allow_methods=["get", "put", "delete"],
    allow_headers=["X-Api-Key, X-Request-Id"],
)


@app.middleware("http")
async def check_api_key(request: Request, call_next):
    if request.url.path == "/health":
        return await call_next(request)
    if request.headers.get("X-Api-Key") != API_KEY:
        return JSONResponse({"detail": "Wrong API key"}, status_code=401)
    return await call_next(request)


@app.get("/health")
def health():
    return {"status": "ok"}


@app.delete("/users/{user_id}", status_code=204)
def delete_user(user_id: int):
    pass
