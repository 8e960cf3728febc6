"""Health routes: is the process alive, and can it answer yet."""

from collections.abc import Callable

from fastapi import APIRouter
from starlette.responses import JSONResponse

from bot.service.opening import State

NO_STORE = {"Cache-Control": "no-store"}


def health_routes(state: Callable[[], State]) -> APIRouter:
    """Return `/healthz` (200 "ok") and `/readyz` (200 "ready", else 503 and the state)."""
    router = APIRouter()

    @router.get("/healthz")
    async def healthz() -> JSONResponse:
        return JSONResponse({"status": "ok"}, headers=NO_STORE)

    @router.get("/readyz")
    async def readyz() -> JSONResponse:
        now = state()
        return JSONResponse({"status": now}, 200 if now == "ready" else 503, NO_STORE)

    return router
