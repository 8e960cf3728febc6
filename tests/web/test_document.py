"""The document around the chat: Chinese from its first byte, ours, and nobody's advertisement."""

import pytest

from bot.service.application import PLEDGE
from bot.web.document import dressed

GRADIO = """<!doctype html>
<html
	lang="en"
	style="margin: 0"
>
	<head>
		<meta charset="utf-8" />
		<meta property="og:title" content="Gradio" />
		<meta name="twitter:image"
			content="https://elsewhere.example/picture.jpg" />
	</head>
	<body><gradio-app eager="true">
	</gradio-app><script>let it = "be";</script></body>
</html>"""


@pytest.fixture
def values(report):
    return {
        "title": "问报",
        "pledge": PLEDGE,
        "privacy": "不记名<保存>。",
        "reasons": ("数字不对",),
        "report": report,
    }


def test_language_title_preview_and_no_script(values):
    document = dressed(GRADIO, **values)
    assert '<html\n\tlang="zh-CN"' in document
    assert "<title>问报</title>" in document
    assert '<meta property="og:title" content="问报" />' in document
    assert "不记名&lt;保存&gt;" in document
    assert "elsewhere.example" not in document
    assert document.index("navigator") < document.index("<body")
    assert "<noscript>" in document


def test_the_chat_stands_in_our_page_once(values, report):
    document = dressed(GRADIO, **values)
    before, chat, after = (
        document.index('class="talk"'),
        document.index("<gradio-app"),
        document.index('id="paper"'),
    )
    assert before < chat < after < document.index("let it")
    assert document.count("<gradio-app") == document.count("<h1") == 1
    assert f'data-report="{report.id}"' in document
    assert "<!--chat-->" not in document


def test_an_unknown_document_stays_as_it_is(values):
    assert dressed("<p>另一页</p>", **values) == "<p>另一页</p>"
