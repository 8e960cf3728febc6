"""Start the web app: `python app.py`, then open the address it prints."""

import sys

from bot.assistant import Assistant, open_assistant
from bot.errors import BotError
from bot.rendering import pieces
from bot.service.application import build_application
from bot.service.serving import complain, log_notice, progress_bar, serve
from bot.settings import load_settings

EXAMPLES = (
    "今年要办哪些民生实事？",
    "去年固定资产投资增长了多少？",
    "今年在养老方面有什么打算？",
)


def main() -> int:
    """Serve until Ctrl-C; return the exit status."""
    try:
        settings = load_settings()

        def opener() -> Assistant:
            with progress_bar("正在建立索引") as progress:
                return open_assistant(settings, progress=progress, notice=log_notice)

        app = build_application(settings, open_assistant=opener, render=pieces, examples=EXAMPLES)
        serve(app, settings.host, settings.port)
    except BotError as error:
        return complain(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
