"""What can stop the set-up, told in one sentence with the next step in it."""


class SetupError(Exception):
    """The checkout cannot be made ready; nothing of the product was started."""


class LibrariesMissingError(SetupError):
    """System packages are missing and this user may not install them."""


class PackageInstallError(SetupError):
    """apt-get or pip was started and failed."""


class VirtualEnvironmentError(SetupError):
    """`.venv` could not be made."""


class UnknownCheckError(SetupError):
    """`lint` was asked for a check it does not have."""
