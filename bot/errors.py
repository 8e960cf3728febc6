"""One tree of errors: what went wrong, and what to do about it.

    BotError                 anything we can explain; exit status 1
    ├── InputError           the user gave something we can't take; exit status 2
    │   ├── QuestionError    a question: empty, too long, unreadable
    │   ├── CorpusError      a report folder: missing, changed, malformed
    │   ├── SettingsError    a setting: unknown value
    │   ├── FeedbackError    what someone says of an answer: unknown verdict or reason, too long
    │   └── StaffError       what staff enter: a name, a password, a review, a text to check
    ├── IndexFault           the vector index: corrupt, unreadable, not buildable
    └── RecordsFault         the database of records: unreadable, locked, full, too new

A `BotError` carries two sentences for people, `message` and `mend`; the page and the command line
print both. Anything that is not a `BotError` is a defect of ours.
"""


class BotError(Exception):
    """Something we can explain: `message` says what is wrong, `mend` what to do."""

    exit_status = 1

    def __init__(self, message: str, mend: str = "") -> None:
        super().__init__(f"{message}{mend}")
        self.message = message
        self.mend = mend


class InputError(BotError):
    """The user gave something we can't take."""

    exit_status = 2


class QuestionError(InputError):
    """A question that is empty, too long or unreadable."""


class CorpusError(InputError):
    """A report folder that is missing, malformed, or whose text disagrees with its hash."""


class SettingsError(InputError):
    """A setting whose value we can't take."""


class FeedbackError(InputError):
    """Feedback with an unknown verdict or reason, or a comment that is too long."""


class StaffError(InputError):
    """Something staff entered that we can't take: a name, a password, a review, a text to check."""


class IndexFault(BotError):
    """A vector index that is corrupt, unreadable or could not be built."""


class RecordsFault(BotError):
    """A database of records that is unreadable, locked, full, or newer than this program."""
