"""Settings of one station: declared once, typed; an unknown key is an error, not a surprise."""

from __future__ import annotations

import enum
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from platformdirs import PlatformDirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from core.errors import Refusal
from core.numbering import STATION_FORM
from desktop.counter_options import CounterOptions
from desktop.device_settings import DeviceSetting, require_consistent
from desktop.display_setting import DisplaySetting, KioskSetting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic_core import ErrorDetails

_ADDRESS = r"^(https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\])(:[0-9]{1,5})?/?)?$"
_DIRECTORIES = PlatformDirs("yici", appauthor=False)


class SettingsNotUnderstood(Refusal):
    """The settings file has an unknown key, a wrong value, or is no TOML."""


class KeystoreChoice(enum.Enum):
    """Where keys are kept."""

    SYSTEM = "system"  # the operating system's, a key file where there is none
    FILE = "file"


class Settings(BaseModel):
    """Everything an administrator may set for a station."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hall: str = Field("demo-hall", pattern=r"^[a-z0-9-]{1,40}$", description="大厅代码")
    hall_name: str = Field("清河区政务服务中心", description="大厅名称，印在文书抬头")
    office: str = Field("清河政务", description="文号里的机关简称")
    station: str = Field("03", pattern=STATION_FORM, description="工位号，全大厅唯一")
    counter: str = Field("3", description="窗口号")
    enquiry_phone: str = Field("0000-5500317", description="咨询电话")
    supervision_phone: str = Field("0000-12345", description="监督电话")
    server: str = Field("", pattern=_ADDRESS, description="中心服务器地址；空为不联网")
    enrolment_token: str = Field("", description="工位登记口令，由服务器管理员发放")
    data_folder: Path = Field(Path(_DIRECTORIES.user_data_dir), description="数据目录")
    paper_folder: Path | None = Field(None, description="PDF 文件夹打印机的目录")
    keystore: KeystoreChoice = Field(KeystoreChoice.SYSTEM, description="密钥存放处")
    names_before_call: bool = Field(default=False, description="叫号前是否显示预约人姓名（遮蔽）")
    choose_ticket: bool = Field(default=True, description="窗口可否不按顺序选号叫")
    parked_reminder: int = Field(15, ge=1, le=480, description="挂起超过几分钟提醒窗口")
    devices: tuple[DeviceSetting, ...] = Field((), description="打印设备，每台一节 [[devices]]")
    printers: dict[str, str] = Field({}, description="哪种文书用哪台设备，[printers] 一节")
    display: DisplaySetting = Field(DisplaySetting(), description="大厅屏和语音，[display] 一节")
    kiosk: KioskSetting = Field(KioskSetting(), description="自助取号机，[kiosk] 一节")

    @model_validator(mode="after")
    def _printers_are_consistent(self) -> Self:
        require_consistent(self.devices, self.printers)
        return self

    @property
    def database(self) -> Path:
        """The station's database file."""
        return self.data_folder / "station.db"

    @property
    def papers(self) -> Path:
        """The folder of the embedded default printer."""
        return self.paper_folder or self.data_folder / "papers"

    @property
    def counter_options(self) -> CounterOptions:
        """What this station's counters see and do with the queue."""
        return CounterOptions(
            self.names_before_call, self.choose_ticket, timedelta(minutes=self.parked_reminder)
        )


def default_settings_file() -> Path:
    """Where the settings are looked for."""
    return Path(_DIRECTORIES.user_config_dir) / "settings.toml"


def read_settings(path: Path | None = None, **overrides: object) -> Settings:
    """The settings in a TOML file, with overrides from the command line.

    Without a path the default file is read if it is there.
    Raises: SettingsNotUnderstood.
    """
    chosen = path or default_settings_file()
    values: dict[str, Any] = {}
    if path is not None or chosen.exists():
        values = _read_toml(chosen)
    try:
        return Settings(**values | overrides)
    except ValidationError as error:
        raise SettingsNotUnderstood(_what_is_wrong(error.errors()[0], chosen.name)) from error


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsNotUnderstood(
            f"读不到设置文件 {path.name}，程序没有启动，数据没有改动，请检查路径和权限。"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsNotUnderstood(
            f"设置文件 {path.name} 写法有误（{error}），"
            "程序没有启动，数据没有改动，请改正后再启动。"
        ) from error


def _what_is_wrong(error: ErrorDetails, file: str) -> str:
    key = ".".join(str(part + 1 if isinstance(part, int) else part) for part in error["loc"])
    not_started = "程序没有启动，数据没有改动，请改正"
    if error["type"] == "value_error":  # one of our own checks, with its words
        return f"设置文件 {file} 里{error['ctx']['error']}，{not_started}。"
    problem = _PROBLEMS.get(error["type"], "的值不对")
    known = "、".join(_keys_beside(error["loc"]))
    return f"设置文件 {file} 里的 {key} {problem}，{not_started}；可用的设置项：{known}。"


_PROBLEMS = {"extra_forbidden": "不是一个设置项", "missing": "没有写"}


def _keys_beside(place: tuple[int | str, ...]) -> Iterable[str]:
    if len(place) > 1 and isinstance(place[0], str):
        return _SECTIONS.get(place[0], Settings).model_fields
    return Settings.model_fields


_SECTIONS: dict[str, type[BaseModel]] = {
    "devices": DeviceSetting,
    "display": DisplaySetting,
    "kiosk": KioskSetting,
}
