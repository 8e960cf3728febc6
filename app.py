"""Start the web app: `python app.py`, then open the address it prints."""

import sys

from bot.assistant import Assistant, default_report, open_assistant
from bot.errors import BotError
from bot.rendering import pieces
from bot.report.loading import load_corpus
from bot.service.application import build_application
from bot.service.serving import serve
from bot.settings import load_settings
from bot.terminal import complain, log_notice, progress_bar


def main() -> int:
    """Serve until Ctrl-C; return the exit status."""
    try:
        settings = load_settings()
        corpus = load_corpus(settings.corpus_dir)
        examples = corpus[default_report(corpus, settings.report)].examples

        def opener() -> Assistant:
            with progress_bar("正在建立索引") as progress:
                return open_assistant(settings, progress=progress, notice=log_notice)

        app = build_application(settings, open_assistant=opener, render=pieces, examples=examples)
        serve(app, settings.host, settings.port)
    except BotError as error:
        return complain(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
