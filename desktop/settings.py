"""Settings of one station: declared once, typed; an unknown key is an error, not a surprise."""

from __future__ import annotations

import enum
import tomllib
from pathlib import Path
from typing import Any

from platformdirs import PlatformDirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.errors import Refusal
from core.numbering import STATION_FORM

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

    @property
    def database(self) -> Path:
        """The station's database file."""
        return self.data_folder / "station.db"

    @property
    def papers(self) -> Path:
        """The folder of the embedded default printer."""
        return self.paper_folder or self.data_folder / "papers"


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
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise SettingsNotUnderstood(_what_is_wrong(key, first["type"], chosen.name)) from error


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


def _what_is_wrong(key: str, kind: str, file: str) -> str:
    problem = "不是一个设置项" if kind == "extra_forbidden" else "的值不对"
    known = "、".join(Settings.model_fields)
    return (
        f"设置文件 {file} 里的 {key} {problem}，程序没有启动，数据没有改动，"
        f"请改正；可用的设置项：{known}。"
    )
