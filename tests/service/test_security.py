"""What a stranger may send, under which name, and what every response carries."""

import asyncio
import re

import pytest
from fastapi import APIRouter
from starlette.testclient import TestClient

from bot.errors import SettingsError
from bot.service.limits import BODY_LIMIT, RequestLimits
from bot.service.security import SECURITY_HEADERS, HostGuard, SecurityHeaders, public_origin

URL = "http://127.0.0.1:7860"
EVERYWHERE = "0.0.0.0"  # noqa: S104  (a setting under test; nothing listens)


@pytest.fixture
def client(build):
    with TestClient(build(), base_url=URL) as opened:
        yield opened


def respond(app, path="/", method="GET", headers=(), chunks=(b"",)):
    """Call an ASGI app by hand with the body in `chunks`; return its messages and chunks read."""
    waiting = list(chunks)
    sent = []

    async def receive():
        body = waiting.pop(0)
        return {"type": "http.request", "body": body, "more_body": bool(waiting)}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": list(headers)}
    asyncio.run(app(scope, receive, send))
    return sent, len(chunks) - len(waiting)


async def echo(scope, receive, send):
    body, more = b"", True
    while more:
        message = await receive()
        body += message["body"]
        more = message["more_body"]
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})


# Every response carries the headers.


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/", {}, 200),
        ("GET", "/healthz", {}, 200),
        ("GET", "/theme.css", {}, 200),
        ("GET", "/没有这页", {}, 404),
        ("POST", "/healthz", {}, 404),
        ("POST", "/gradio_api/upload", {}, 403),
        ("POST", "/gradio_api/queue/join", {"content-length": "999999999"}, 413),
        ("GET", "/", {"host": "evil.example"}, 400),
    ],
)
def test_headers_on_every_response(client, method, path, headers, status):
    response = client.request(method, path, headers=headers)
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in SECURITY_HEADERS} == SECURITY_HEADERS


def test_a_defect_of_ours_is_one_chinese_sentence_with_the_headers(build):
    router = APIRouter()

    @router.get("/defect")
    async def defect():
        raise ZeroDivisionError("secret detail")

    app = build(routers=[router])
    response = TestClient(app, base_url=URL, raise_server_exceptions=False).get("/defect")
    assert response.status_code == 500
    assert response.headers["x-content-type-options"] == "nosniff"
    assert "抱歉" in response.text
    assert not re.search(r"secret|Traceback|ZeroDivision", response.text)


def test_headers_are_added_to_the_apps_own():
    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": [(b"x-own", b"1")]})

    sent, _ = respond(SecurityHeaders(app))
    assert (b"x-own", b"1") in sent[0]["headers"]
    assert len(sent[0]["headers"]) == 1 + len(SECURITY_HEADERS)


def test_no_documentation_pages(client):
    assert [client.get(path).status_code for path in ("/docs", "/redoc", "/openapi.json")] == [
        404,
        404,
        404,
    ]


# Foreign origins.


@pytest.mark.parametrize("path", ["/", "/healthz", "/config", "/gradio_api/info"])
@pytest.mark.parametrize("public_url", ["", "https://wen.example.gov.cn"])
def test_a_foreign_origin_is_given_nothing(build, path, public_url):
    # Sent to a name that is not loopback: there Gradio's own answer would let any origin in.
    app = build(public_url=public_url, host=EVERYWHERE)
    with TestClient(app, base_url="http://192.0.2.7:7860") as client:
        for method in ("GET", "OPTIONS"):
            headers = {
                "Origin": "https://evil.example",
                "Access-Control-Request-Method": "POST",
            }
            answer = client.request(method, path, headers=headers).headers
            assert "access-control-allow-origin" not in answer
            assert "access-control-allow-credentials" not in answer


def test_the_public_origin_is_allowed_without_credentials(build):
    app = build(public_url="https://wen.example.gov.cn/bao")
    with TestClient(app, base_url="https://wen.example.gov.cn") as client:
        headers = client.get("/healthz", headers={"Origin": "https://wen.example.gov.cn"}).headers
    assert headers["access-control-allow-origin"] == "https://wen.example.gov.cn"
    assert "access-control-allow-credentials" not in headers


# Names.


@pytest.mark.parametrize(
    ("listen", "public_url", "host", "allowed"),
    [
        pytest.param("127.0.0.1", "", "127.0.0.1:7860", True, id="loopback"),
        pytest.param("127.0.0.1", "", "localhost:7860", True, id="loopback_by_name"),
        pytest.param("127.0.0.1", "", "[::1]:7860", True, id="loopback_ipv6"),
        pytest.param("127.0.0.1", "", "192.168.1.5:7860", False, id="address_we_do_not_listen_on"),
        pytest.param("127.0.0.1", "", "evil.example", False, id="foreign_name"),
        pytest.param("127.0.0.1", "", "127.0.0.1.evil.example", False, id="name_like_an_address"),
        pytest.param("127.0.0.1", "", "evil@localhost:x", True, id="odd_but_names_loopback"),
        pytest.param("127.0.0.1", "", "[broken", False, id="malformed"),
        pytest.param("127.0.0.1", "", "", False, id="empty"),
        pytest.param(EVERYWHERE, "", "192.168.1.5:7860", True, id="lan_address"),
        pytest.param(EVERYWHERE, "", "[fe80::1]:7860", True, id="lan_address_ipv6"),
        pytest.param(EVERYWHERE, "", "evil.example", False, id="foreign_name_beyond_loopback"),
        pytest.param("127.0.0.1", "https://wen.gov.cn", "WEN.gov.cn", True, id="public_name"),
    ],
)
def test_host_guard(listen, public_url, host, allowed):
    assert HostGuard(echo, listen=listen, public_url=public_url).allows(host) is allowed


def test_a_proxys_word_counts_only_with_a_public_url(build):
    headers = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}
    with TestClient(build(), base_url=URL) as client:
        assert "evil.example" not in client.get("/", headers=headers).text
    with TestClient(build(public_url="https://wen.gov.cn"), base_url=URL) as client:
        page = client.get("/", headers=headers).text
    assert "evil.example" not in page
    assert '"root":"https://wen.gov.cn"' in page


@pytest.mark.parametrize("url", ["wen.gov.cn", "ftp://wen.gov.cn", "https://", "http://[x"])
def test_unusable_public_url(url):
    with pytest.raises(SettingsError, match="WENBAO_PUBLIC_URL"):
        public_origin(url)


# Bodies and routes.


@pytest.mark.parametrize(
    ("chunks", "status", "read"),
    [
        pytest.param([b""], 200, 1, id="empty"),
        pytest.param([b"a" * 10], 200, 1, id="at_the_limit"),
        pytest.param([b"a" * 11], 413, 1, id="over"),
        pytest.param([b"a" * 4, b"b" * 4, b"c" * 2], 200, 3, id="chunks_at_the_limit"),
        pytest.param([b"a" * 6] * 9, 413, 9, id="chunks_over_drained"),
        pytest.param([b"a" * 6] * 500, 413, 27, id="endless_chunks_drained_so_far"),
    ],
)
def test_streamed_body(chunks, status, read):
    sent, chunks_read = respond(RequestLimits(echo, limit=10), method="POST", chunks=chunks)
    assert (sent[0]["status"], chunks_read) == (status, read)
    if status == 200:
        assert sent[1]["body"] == b"".join(chunks)


def test_a_stated_length_over_the_limit_is_refused_whatever_comes():
    sent, _ = respond(RequestLimits(echo, limit=10), headers=[(b"content-length", b"11")])
    assert sent[0]["status"] == 413


def test_a_chunked_megabyte_is_refused(client):
    def chunks():
        for _ in range(16):
            yield b"x" * 65536

    response = client.post("/gradio_api/queue/join", content=chunks())
    assert response.status_code == 413
    assert BODY_LIMIT < 1_000_000


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/upload/",
        "/upload",
        "/gradio_api/%75pload",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://evil.example/",
        "/gradio_api/deep_link",
        "/gradio_api/component_server",
        "/gradio_api/runs",
        "/gradio_api/stream/x",
        "/monitoring",
    ],
)
def test_shut_routes(client, path):
    assert client.get(path).status_code == 403
    assert client.post(path, files={"files": b"x"}).status_code == 403
