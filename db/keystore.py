"""Where secrets live: the operating system's keystore, or a file only the owner may read."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING, Protocol

import keyring
from keyring.errors import KeyringError

from core.errors import Trouble
from db.atomic_file import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

_SERVICE = "yici"


class KeyMissing(Trouble):
    """A database exists but its key does not."""


class KeyFileExposed(Trouble):
    """A key file that others may read."""


class Keystore(Protocol):
    """A place that keeps named secrets."""

    def get(self, name: str) -> str | None:
        """The secret, or None."""

    def put(self, name: str, secret: str) -> None:
        """Keep the secret durably."""


class SystemKeystore:
    """Windows Credential Manager, macOS Keychain or the Secret Service."""

    def get(self, name: str) -> str | None:
        """The secret, or None."""
        return keyring.get_password(_SERVICE, name)

    def put(self, name: str, secret: str) -> None:
        """Keep the secret durably."""
        keyring.set_password(_SERVICE, name, secret)


class FileKeystore:
    """One file per secret, mode 0600, for machines without a keystore."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> str | None:
        """The secret, or None.

        Raises: KeyFileExposed.
        """
        path = self._path(name)
        if not path.exists():
            return None
        if os.name == "posix" and path.stat().st_mode & 0o077:
            raise KeyFileExposed(
                f"密钥文件 {path.name} 可被其他用户读取，没有使用它，数据没有改动，"
                "请把权限改为仅本人可读（600）。"
            )
        return path.read_text(encoding="ascii").strip()

    def put(self, name: str, secret: str) -> None:
        """Keep the secret durably; a torn write leaves the old file."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_atomically(self._path(name), secret.encode("ascii"), mode=0o600)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.key"


def system_or_file(folder: Path) -> Keystore:
    """The system's keystore where one answers, else files in `folder`.

    A key file that exists already is preferred: its database was made with it.
    """
    files = FileKeystore(folder)
    if any(folder.glob("*.key")):
        return files
    try:
        keyring.get_password(_SERVICE, "probe")
    except KeyringError:
        return files
    return SystemKeystore()


def database_key(keystore: Keystore, name: str, database: Path) -> str:
    """The raw 256-bit key of a database as hex; a new one only where no database exists yet.

    Raises: KeyMissing, so that a lost key never turns into a silent new empty database.
    """
    key = keystore.get(name)
    if key is None:
        if database.exists():
            raise KeyMissing(
                f"找不到数据库 {database.name} 的密钥；文件原样保留，没有新建空库，"
                "请联系管理员恢复密钥。"
            )
        key = secrets.token_hex(32)
        keystore.put(name, key)
    return key
