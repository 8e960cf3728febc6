"""The document around the page: Chinese from its first byte, and nobody's advertisement."""

from bot.web.document import in_chinese

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
	<body><gradio-app></gradio-app></body>
</html>"""


def test_language_title_preview_and_no_script():
    document = in_chinese(GRADIO, "问报", "只依据<原文>")
    assert '<html\n\tlang="zh-CN"' in document
    assert "<title>问报</title>" in document
    assert '<meta property="og:title" content="问报" />' in document
    assert "只依据&lt;原文&gt;" in document
    assert "elsewhere.example" not in document
    assert document.index("navigator") < document.index("<body")
    assert "<noscript>" in document


def test_an_unknown_document_stays_as_it_is():
    assert in_chinese("<p>另一页</p>", "问报", "说明") == "<p>另一页</p>"
