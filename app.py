"""Start the web app: `python app.py`, then open the address it prints."""

import gc
import sys

from bot.assistant import Assistant, default_report, open_assistant
from bot.errors import BotError
from bot.readings import Readings
from bot.records.database import open_database
from bot.report.loading import load_corpus, load_lexicon
from bot.service.application import build_application
from bot.service.serving import serve
from bot.settings import load_settings
from bot.staff.opening import open_workbench
from bot.terminal import complain, log_notice, progress_bar
from bot.web.library import Library


def main() -> int:
    """Serve until Ctrl-C; return the exit status."""
    try:
        settings = load_settings()
        corpus = load_corpus(settings.corpus_dir)
        library = Library(corpus, default_report(corpus, settings.report))
        records = open_database(settings.records_url)

        def opener() -> Assistant:
            with progress_bar("正在建立索引") as progress:
                assistant = open_assistant(settings, progress=progress, notice=log_notice)
            assistant.warm()
            # What is open now stays open: the collector need not look at it again and again.
            gc.collect()
            gc.freeze()
            return assistant

        lexicon = load_lexicon(settings.corpus_dir / "lexicon.toml")
        app = build_application(
            settings,
            library=library,
            records=records,
            open_assistant=opener,
            workbench=open_workbench(
                Readings(library.report(), lexicon), settings.data_dir / "cases.jsonl"
            ),
        )
        serve(app, settings.host, settings.port)
    except BotError as error:
        return complain(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
