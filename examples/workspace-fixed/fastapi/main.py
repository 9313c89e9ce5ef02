from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel

app = FastAPI(title="Shop API")
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://shop.example.com"],
    allow_credentials=True,
    allow_methods=["GET", "PUT"],
    allow_headers=["Authorization"],
)

oauth2_scheme = OAuth2PasswordBearer(tokenUrl="token")
Token = Annotated[str, Depends(oauth2_scheme)]
orders = {}


class Order(BaseModel):
    product: str
    amount: int = 1


@app.get("/orders/{order_id}")
def read_order(order_id: int, token: Token):
    return orders.get(order_id)


@app.put("/orders/{order_id}")
def change_order(order_id: int, order: Order, token: Token):
    orders[order_id] = order
    return order
