"""`yici-admin`: the command line of the desk application."""

import sys

import typer

from core.errors import YiciError
from desktop.admin import (
    appointments,
    calendar,
    catalogue,
    export,
    printers,
    queue,
    records,
    staff,
    tour,
)
from desktop.admin.deadline import deadline_command
from desktop.admin.paper_code import export_hall_keys, verify_qr
from desktop.admin.papers import print_sample
from desktop.admin.resync import resync

app = typer.Typer(
    help="一次：工位管理命令",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # locals hold names and identity numbers
)
app.command("deadline", help="推算期限，并逐日说明计入与不计入的理由")(deadline_command)
app.command("print-sample", help="用样例数据生成一份文书")(print_sample)
app.command("verify-qr", help="核对文书二维码的真伪和有效期，可不联网")(verify_qr)
app.command("hall-keys", help="导出本大厅的文书公钥，供没有数据库的地方核对")(export_hall_keys)
app.add_typer(catalogue.app, name="catalogue", help="事项目录：检查、对照、导入")
app.add_typer(calendar.app, name="calendar", help="放假安排：读入、提交、预览、批准、待告知")
app.add_typer(export.app, name="export", help="上报：导出办件")
app.add_typer(records.journal_app, name="journal", help="日志：校验")
app.command("rebuild", help="清空业务表，按日志重建")(records.rebuild)
app.command("parked", help="列出收到未采用的日志：原因、天数、怎么办")(records.parked)
app.command("resync", help="与服务器不一致时：按服务器重建本机库，旧库封存")(resync)
app.command("backup", help="在线备份数据库并校验")(records.backup)
app.add_typer(printers.app, name="printers", help="打印设备：查看、打测试页")
app.add_typer(staff.app, name="staff", help="人员：发放工号")
app.add_typer(queue.app, name="queue", help="排队：规则、推演")
app.add_typer(appointments.app, name="appointments", help="预约：开放时段、查看、记爽约")
app.command("tour", help="无屏演示一次完整办理，留下文书和截图")(tour.tour)


def main() -> None:
    """Run the command line; an expected failure is one sentence and exit code 2."""
    try:
        app()
    except YiciError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
