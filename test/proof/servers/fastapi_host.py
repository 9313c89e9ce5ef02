"""Runs FastAPI blocks with uvicorn: imports each, adds the routes that rule pages count on, and tells the port."""

import importlib.util
import json
import socket
import sys
import threading
import traceback

import uvicorn
from fastapi import FastAPI

servers = {}


def tell(message):
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def innermost_fastapi(app):
    """The application itself, below any middleware that a block wraps around it."""
    while not isinstance(app, FastAPI) and hasattr(app, "app"):
        app = app.app
    return app


def add_routes(app):
    inner = innermost_fastapi(app)
    if not isinstance(inner, FastAPI):
        return

    def data():
        return {"ok": True}

    def fail():
        raise RuntimeError("This route fails on purpose.")

    methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]
    inner.add_api_route("/data", data, methods=methods)
    inner.add_api_route("/fail", fail, methods=methods)


def start(number, path):
    spec = importlib.util.spec_from_file_location(f"block{number}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    add_routes(module.app)
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(64)
    server = uvicorn.Server(uvicorn.Config(module.app, log_level="critical", lifespan="off"))
    servers[number] = server
    threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True).start()
    return listener.getsockname()[1]


for line in sys.stdin:
    message = json.loads(line)
    if "stop" in message:
        servers[message["stop"]].should_exit = True
        continue
    try:
        tell({"id": message["id"], "port": start(message["id"], message["path"])})
    except Exception:
        tell({"id": message["id"], "printed": traceback.format_exc()})
