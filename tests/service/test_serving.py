"""The socket, the progress bar and the last line a person reads in the terminal."""

import io
import socket

import pytest
from rich.console import Console

from bot import terminal
from bot.errors import IndexFault, SettingsError
from bot.service import serving


def test_a_port_in_use_is_explained():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with (
            pytest.raises(SettingsError, match=rf"127\.0\.0\.1:{port}") as caught,
            serving.listening("127.0.0.1", port),
        ):
            pass
    assert "WENBAO_PORT" in caught.value.mend
    assert caught.value.exit_status == 2


def test_a_host_that_is_not_ours_is_explained():
    with (
        pytest.raises(SettingsError, match=r"192\.0\.2\.1:7860"),
        serving.listening("192.0.2.1", 7860),
    ):
        pass


def test_a_free_port_is_listened_on():
    with serving.listening("127.0.0.1", 0) as listener:
        socket.create_connection(listener.getsockname(), timeout=2).close()


@pytest.mark.parametrize(
    ("error", "status"), [(SettingsError("甲。", "乙。"), 2), (IndexFault("甲。", "乙。"), 1)]
)
def test_complaining_is_one_line_and_the_errors_status(capsys, error, status):
    assert terminal.complain(error) == status
    assert capsys.readouterr().err == "甲。乙。\n"


def test_the_bar_appears_with_the_first_step_only():
    screen = Console(file=io.StringIO(), force_terminal=True, width=80)
    with terminal.progress_bar("正在建立索引", screen):
        pass
    assert screen.file.getvalue() == ""
    with terminal.progress_bar("正在建立索引", screen) as show:
        show(1, 4)
        show(4, 4)
    assert "4/4" in screen.file.getvalue()


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://127.0.0.1:7860"),
        ("0.0.0.0", "http://127.0.0.1:7860"),  # noqa: S104
        ("::", "http://[::1]:7860"),
        ("[::1]", "http://[::1]:7860"),
        ("192.168.1.5", "http://192.168.1.5:7860"),
    ],
)
def test_the_address_shown_can_be_opened(host, shown):
    assert serving.address(host, 7860) == shown
