"""What can go wrong, told in one sentence: what happened, what is safe, what to do."""


class YiciError(Exception):
    """Any failure whose text is fit for the person at the counter."""


class Refusal(YiciError):
    """A request the rules do not allow; nothing was changed."""


class Trouble(YiciError):
    """The surroundings failed (disk, key, network, printer); recorded work is safe."""
