"""`staff add`: an account for the staff area."""

from typing import Annotated

import typer

from bot.commands.output import out
from bot.settings import load_settings


def add(
    name: Annotated[str, typer.Argument(help="姓名，也是登录名。")],
    ask: Annotated[bool, typer.Option("--ask", help="自己输入密码；不加则自动生成一个。")] = False,
) -> None:
    """为工作人员开一个账号。"""
    from bot.records.accounts import add_staff, add_staff_made_up
    from bot.records.database import open_database

    settings = load_settings()
    with open_database(settings.records_url) as records:
        if ask:
            password = typer.prompt(
                "密码（至少 10 个字符）", hide_input=True, confirmation_prompt=True
            )
            add_staff(records, name, password)
            out.print(f"已开通账号“{name}”。")
            return
        password = add_staff_made_up(records, name)
    out.print(f"已开通账号“{name}”。密码只显示这一次，请记下：\n{password}")
