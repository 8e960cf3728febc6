"""Nothing without a sign-in, nothing posted without our token, nobody by trying."""

import re
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest
from fastapi.routing import APIRoute

from bot.records.accounts import disable
from bot.records.sign_ins import IDLE, LIFETIME
from bot.staff.application import staff_application
from bot.staff.gate import COOKIE, NOT_SIGNED_IN
from bot.staff.signing_in import TOO_OFTEN, WRONG
from bot.staff.throttle import PER_ADDRESS, PER_NAME, WINDOW, Throttle
from tests.staff.conftest import NAME, PASSWORD, Browser
from tests.staff.workbench import workbench

PATHS = [
    *("/staff", "/staff/", "/staff/register", "/staff/commitment?id=1", "/staff/check"),
    *("/staff/facts", "/staff/questions", "/staff/export/register.xlsx", "/staff/sign-in"),
    *("/staff/sign-out", "/staff/nowhere", "/staff/a/b/c", "/staff/openapi.json", "/staff/docs"),
]
FORMS = ["/staff/commitment", "/staff/check", "/staff/questions", "/staff/sign-out"]


WRONG_ONE = "不对不对不对不对不对"


def routes(app) -> list[APIRoute]:
    """Return all routes behind the gate."""

    def walk(some):
        for one in some:
            if isinstance(one, APIRoute):
                yield one
            else:
                yield from walk(getattr(one, "routes", None) or one.original_router.routes)

    return list(walk(app.app.routes))


@pytest.mark.parametrize("path", PATHS)
def test_every_page_needs_a_sign_in(browser: Browser, path: str) -> None:
    response = browser.get(path)
    assert response.status_code == 401
    assert "<title>登录 · 问报工作台</title>" in response.text
    assert response.headers["cache-control"] == "no-store"
    assert "承诺" not in response.text
    up = "../" * (path.count("/") - 1)
    assert f'action="{up}staff/sign-in"' in response.text
    assert f'href="{up}page/assets/staff.css"' in response.text


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"])
def test_every_other_request_needs_one_too(browser: Browser, method: str, path: str) -> None:
    response = browser.request(method, path, headers={"Accept": "*/*"})
    assert response.status_code == 401
    assert response.headers["cache-control"] == "no-store"
    if method != "HEAD":
        assert response.json() == {"detail": NOT_SIGNED_IN}


@pytest.mark.parametrize("token", ["", "x", "字", "x" * 5000, "../../etc", '"'])
def test_a_made_up_token_opens_nothing(browser: Browser, token: str) -> None:
    cookie = f"{COOKIE}={token}".encode()
    assert browser.get("/staff/register", headers={"Cookie": cookie}).status_code == 401


def test_every_route_that_posts_checks_the_token(records, tmp_path) -> None:
    app = staff_application(workbench(tmp_path), records)
    posting = {"/staff" + route.path for route in routes(app) if "POST" in route.methods}
    assert posting == {*FORMS, "/staff/sign-in"}


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("token", [None, "", "wrong", "字"])
def test_a_form_without_our_token_is_refused(inside: Browser, path: str, token: str | None) -> None:
    form = {"id": "2.1/3+26#1", "status": "已完成", "text": "投资63.2亿元。"}
    response = inside.post(path, data={**form, **({} if token is None else {"csrf": token})})
    assert response.status_code == 403
    assert "这个页面已经过期" in response.text
    assert inside.get("/staff/register").status_code == 200  # nobody was signed out
    assert "已完成</span></a></li>" in inside.get("/staff/register").text


def test_anothers_token_is_refused(inside: Browser, new_browser) -> None:
    other = new_browser()
    other.sign_in()
    response = inside.post("/staff/sign-out", data={"csrf": other.csrf()})
    assert response.status_code == 403


def test_the_sign_in_form_belongs_to_one_browser(browser: Browser, new_browser) -> None:
    token = new_browser().csrf("/staff/sign-in")
    browser.csrf("/staff/sign-in")
    for form in ({"csrf": token}, {"csrf": ""}, {}):
        response = browser.post("/staff/sign-in", data={**form, "name": NAME, "password": PASSWORD})
        assert response.status_code == 403
        assert COOKIE not in response.headers.get("set-cookie", "").replace(f"{COOKIE}_form", "")


def test_without_an_account_the_page_says_what_to_do(new_browser) -> None:
    browser = new_browser()
    page = browser.get("/staff")
    assert page.status_code == 401
    assert "python -m bot staff add 姓名" in page.text
    assert "<form" not in page.text


def test_signing_in_and_out(browser: Browser) -> None:
    response = browser.sign_in()
    assert (response.status_code, response.headers["location"]) == (303, "../staff/register")
    assert response.headers["cache-control"] == "no-store"
    assert browser.get("/staff").headers["location"] == "staff/register"
    assert browser.get("/staff/").headers["location"] == "../staff/register"
    page = browser.get("/staff/register")
    assert page.status_code == 200
    assert NAME in page.text
    held = browser.cookies[COOKIE]
    out = browser.submit("/staff/sign-out")
    assert "已退出登录。" in out.text
    assert COOKIE not in browser.cookies
    browser.cookies.set(COOKIE, held)
    assert browser.get("/staff/register").status_code == 401  # not in the browser alone


@pytest.mark.parametrize(
    "public_url", ["", "http://wen.example.gov.cn", "https://wen.example.gov.cn/wen/"]
)
def test_the_cookies_say_how_they_may_be_used(new_browser, staffed, public_url: str) -> None:
    browser = new_browser(public_url=public_url)
    where = "/wen/staff" if public_url.endswith("/wen/") else "/staff"
    form = browser.get("/staff/sign-in")
    key = re.search(r'name="csrf" value="([^"]+)"', form.text)
    door = form.headers["set-cookie"]
    signed_in = browser.post(
        "/staff/sign-in",
        data={"csrf": key[1], "name": NAME, "password": PASSWORD},
        headers={"Cookie": door.partition(";")[0]},
    )
    for cookie in (door, signed_in.headers["set-cookie"]):
        parts = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"httponly", "samesite=strict", f"path={where}"} <= parts
        assert ("secure" in parts) == public_url.startswith("https")
        assert not any(part.startswith("domain") for part in parts)
    assert "Max-Age=28800" in signed_in.headers["set-cookie"]


def test_each_sign_in_has_a_token_of_its_own(browser: Browser) -> None:
    browser.cookies.set(COOKIE, "chosen-by-somebody-else-for-this-browser")
    browser.sign_in()
    first = browser.cookies.get(COOKIE, path="/staff")
    assert first != "chosen-by-somebody-else-for-this-browser"
    browser.cookies.clear()
    browser.sign_in()
    second = browser.cookies.get(COOKIE, path="/staff")
    assert second not in ("", None, first)


def test_signing_in_again_ends_the_sign_in_before(browser: Browser) -> None:
    browser.sign_in()
    before = browser.cookies[COOKIE]
    assert browser.get("/staff/sign-in").headers["location"] == "../staff/register"
    token = _stale_tab(browser)
    form = {"csrf": token, "name": NAME, "password": PASSWORD}
    assert browser.post("/staff/sign-in", data=form).status_code == 303
    after = browser.cookies[COOKIE]
    assert after != before
    browser.cookies.clear()
    browser.cookies.set(COOKIE, before)
    assert browser.get("/staff/register").status_code == 401


def _stale_tab(browser: Browser) -> str:
    """Return the token of a sign-in form that another tab of this browser still shows."""
    response = browser.post("/staff/sign-in", data={"csrf": "old"})
    found = re.search(
        r'action="../staff/sign-in" class="sheet">\s*<input type="hidden" name="csrf" value="([^"]+)"',
        response.text,
    )
    assert found
    return found[1]


def test_a_sign_in_ends(inside: Browser, clock) -> None:
    clock.later(minutes=29)
    assert inside.get("/staff/register").status_code == 200
    clock.later(minutes=29)
    assert inside.get("/staff/register").status_code == 200
    clock.now += IDLE
    assert inside.get("/staff/register").status_code == 401


def test_however_busy_it_ends_after_eight_hours(inside: Browser, clock) -> None:
    end = clock.now + LIFETIME
    while clock.now + timedelta(minutes=20) < end:
        clock.later(minutes=20)
        assert inside.get("/staff/facts").status_code == 200
    clock.now = end
    assert inside.get("/staff/facts").status_code == 401


def test_a_disabled_account_is_out_at_once(inside: Browser, records) -> None:
    disable(records, NAME)
    assert inside.get("/staff/register").status_code == 401


def test_one_name_may_fail_so_often(browser: Browser, clock) -> None:
    for _ in range(PER_NAME):
        failed = browser.sign_in(password=WRONG_ONE)
        assert failed.status_code == 401
        assert WRONG in failed.text
    for password in (WRONG_ONE, PASSWORD):
        held = browser.sign_in(f" {NAME} ", password)
        assert held.status_code == 429
        assert TOO_OFTEN in held.text
        assert held.headers["retry-after"] == "900"
    clock.now += WINDOW
    assert browser.sign_in().status_code == 303


def test_one_address_may_fail_so_often(browser: Browser) -> None:
    for number in range(PER_ADDRESS):
        assert browser.sign_in(f"某人{number}", WRONG_ONE).status_code == 401
    assert browser.sign_in().status_code == 429


def test_a_name_that_there_is_none_of_is_told_alike(browser: Browser) -> None:
    none = browser.sign_in("没有这人", WRONG_ONE)
    wrong = browser.sign_in(NAME, WRONG_ONE)
    assert none.text.replace("没有这人", NAME) == wrong.text
    assert none.status_code == wrong.status_code


def test_the_throttle_forgets_and_forgives(clock) -> None:
    throttle = Throttle(clock)
    for _ in range(PER_NAME - 1):
        assert throttle.admit("甲", "10.0.0.1")
    throttle.forgive("甲", "10.0.0.1")
    for _ in range(PER_NAME):
        assert throttle.admit("甲", "10.0.0.1")
    assert not throttle.admit("甲", "10.0.0.2")
    assert throttle.admit("乙", "10.0.0.2")
    assert throttle.remembered() == 4
    clock.now += WINDOW
    assert throttle.remembered() == 0


def test_many_at_once_are_no_more_than_one_by_one(clock) -> None:
    throttle = Throttle(clock)
    with ThreadPoolExecutor(8) as threads:
        admitted = list(threads.map(lambda number: throttle.admit("甲", f"{number}"), range(200)))
    assert admitted.count(True) == PER_NAME


def test_broken_records_are_told_and_open_nothing(inside: Browser, tmp_path) -> None:
    with closing(sqlite3.connect(tmp_path / "records.db")) as raw:
        raw.executescript("DROP TABLE staff_session;")
    response = inside.get("/staff/register")
    assert response.status_code == 503
    assert "服务暂时出了问题" in response.text
    assert "records.db" not in response.text
