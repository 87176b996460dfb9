"""Settings of the central server: environment variables `YICI_SERVER_*` and the command line."""

from __future__ import annotations

from pathlib import Path

from platformdirs import PlatformDirs
from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_SHORTEST_TOKEN = 8


class ServerSettings(BaseSettings):
    """Everything an operator may set."""

    model_config = SettingsConfigDict(env_prefix="YICI_SERVER_", frozen=True, extra="forbid")

    host: str = Field("127.0.0.1", description="监听地址")
    port: int = Field(8720, ge=0, le=65535, description="监听端口；0 为任选")
    database_url: str = Field("", description="PostgreSQL 地址；空为内置数据库文件")
    data_folder: Path = Field(
        Path(PlatformDirs("yici-server", appauthor=False).user_data_dir),
        description="内置数据库所在目录",
    )
    enrolment_token: str = Field(
        "", description="只供本机演示：可反复使用的登记口令；空为只认一次性登记码"
    )
    port_file: Path | None = Field(None, description="启动后写入实际端口的文件")

    @model_validator(mode="after")
    def _standing_token_stays_at_home(self) -> ServerSettings:
        # A secret that admits any station for ever must not be reachable from another machine.
        if self.enrolment_token and self.host not in _LOOPBACK:
            raise ValueError("enrolment_token")
        if 0 < len(self.enrolment_token) < _SHORTEST_TOKEN:
            raise ValueError("enrolment_token")
        return self
