from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route


async def stock(request):
    return JSONResponse({"in_stock": 12}, headers={"X-Total": "12"})


partners = Starlette(
    routes=[Route("/stock", stock)],
    middleware=[
        Middleware(
            CORSMiddleware,
            allow_origins="https://partner.example.com",
            allow_credentials=True,
            expose_headers="X-Total",
        ),
    ],
)

previews = Starlette(
    routes=[Route("/stock", stock)],
    middleware=[
        Middleware(CORSMiddleware, allow_origin_regex=r"https://(www|preview).example.com", allow_credentials=True),
    ],
)

app = Starlette(routes=[Mount("/partners", partners), Mount("/previews", previews)])
