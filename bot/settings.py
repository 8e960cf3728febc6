"""Settings: environment variables with the prefix `WENBAO_` (and `.env`), read once at the top.

Below this floor nobody reads the environment: functions take plain values (a path, a budget).
"""

from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingsError

PROJECT_ROOT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """Everything a user can set; `.env.example` lists the same with their meaning."""

    model_config = SettingsConfigDict(
        env_prefix="WENBAO_",
        env_file=PROJECT_ROOT / ".env",
        extra="ignore",
        frozen=True,
        env_ignore_empty=True,
    )

    corpus_dir: Path = PROJECT_ROOT / "corpus"
    prompts_dir: Path = PROJECT_ROOT / "prompts"
    data_dir: Path = PROJECT_ROOT / ".wenbao"
    database_url: str = ""  # empty: an SQLite file in data_dir
    report: str = ""  # empty: the latest of the corpus
    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=1, le=65535)
    public_url: str = ""
    concurrency: int = Field(default=8, ge=1, le=40)
    queue_size: int = Field(default=64, ge=1, le=4096)
    keep_questions: bool = True
    max_question_chars: int = Field(default=300, ge=10, le=2000)

    @property
    def records_url(self) -> str:
        """The SQLAlchemy URL of the database of records."""
        return self.database_url or f"sqlite:///{self.data_dir / 'records.db'}"


def load_settings() -> Settings:
    """Return the settings of this process; raise `SettingsError` naming the first wrong one."""
    try:
        return Settings()
    except UnicodeDecodeError as error:
        raise SettingsError(".env 不是 UTF-8 编码。", "请转存为 UTF-8 后重试。") from error
    except ValidationError as error:
        first = error.errors()[0]
        name = "WENBAO_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(
            f"设置 {name} 的值“{first['input']}”不可用。",
            "请按 .env.example 的说明改正后重试。",
        ) from error
