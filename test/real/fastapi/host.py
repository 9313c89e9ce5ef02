"""Serves many applications at once: a line of JSON gives the source of one, a request to /<number>/… reaches it."""

import json
import socket
import sys
import threading

import uvicorn
from fastapi import FastAPI, Response

applications = []
methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def innermost(app):
    while not isinstance(app, FastAPI):
        app = app.app
    return app


def answer_with(status: int):
    return Response(status_code=status)


def fail():
    raise RuntimeError("This route fails on purpose.")


def load(source):
    module = {"__name__": "application"}
    exec(compile(source, "main.py", "exec"), module)
    routes = innermost(module.get("inner", module["app"]))
    routes.add_api_route("/status/{status}", answer_with, methods=methods)
    routes.add_api_route("/fail", fail, methods=methods)
    applications.append(module["app"])


async def dispatch(scope, receive, send):
    _, number, path = scope["path"].split("/", 2)
    inner = {**scope, "path": f"/{path}", "raw_path": f"/{path}".encode()}
    try:
        await applications[int(number)](inner, receive, send)
    except RuntimeError:
        # Starlette has answered 500 and raises the exception again for the server's log.
        pass


listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(128)
server = uvicorn.Server(uvicorn.Config(dispatch, log_level="critical", lifespan="off"))
threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True).start()
print(listener.getsockname()[1], flush=True)
for line in sys.stdin:
    load(json.loads(line))
    print("loaded", flush=True)
