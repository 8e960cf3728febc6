"""Serving on this machine: the socket, the address a person opens, the end."""

import errno
import logging
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn
from starlette.types import ASGIApp

from bot.errors import SettingsError
from bot.terminal import console

# An open page keeps a connection; Ctrl-C waits this long for answers under way, no longer.
GOODBYE_SECONDS = 2


class QuietlyEnding(uvicorn.Server):
    """A server that doesn't report, page by page and stack by stack, whom it hung up on."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End as usual, without the log of it."""
        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)
        await super().shutdown(sockets)


def serve(app: ASGIApp, host: str, port: int) -> None:
    """Serve `app` until Ctrl-C; raise `SettingsError` when host and port can't be listened on."""
    log_to_terminal()
    with listening(host, port) as listener:
        console.print(f"问报已启动：{address(host, port)}  （按 Ctrl-C 停止）", highlight=False)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GOODBYE_SECONDS,
        )
        with suppress(KeyboardInterrupt):
            QuietlyEnding(config).run(sockets=[listener])


def address(host: str, port: int) -> str:
    """Return what to open in a browser on this machine; "everywhere" is no place to go."""
    bare = host.strip("[]")
    shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(bare, bare)  # noqa: S104  (only read)
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def log_to_terminal() -> None:
    """Send warnings and worse to standard error, and nothing less, whatever a library prefers."""
    handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    logging.basicConfig(
        format="%(asctime)s %(levelname)s %(name)s: %(message)s", handlers=[handler]
    )


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """Yield a socket that listens, so that the address is ours before it is announced."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host.strip("[]"), port))
            listener.listen()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise SettingsError(
                    f"无法在 {host}:{port} 上提供服务，端口已被占用。",
                    "请停掉占用它的程序，或用 WENBAO_PORT 换一个端口。",
                ) from error
            raise SettingsError(
                f"无法在 {host}:{port} 上提供服务：{error.strerror}。",
                "请检查 WENBAO_HOST 和 WENBAO_PORT。",
            ) from error
        yield listener
