"""The messages about the token and where it is kept."""

from enum import unique

from seedance_gui.domain.messages import QT_TRANSLATE_NOOP, MessageCode


@unique
class KeyringMessage(MessageCode):
    """The messages about the token and where it is kept."""

    # What is wrong with a token that was entered
    TOKEN_EMPTY = QT_TRANSLATE_NOOP("domain", "Paste your token here. The service's console shows it.")
    TOKEN_SPACES = QT_TRANSLATE_NOOP(
        "domain", "There is a space or a line break inside the token. Copy the token alone, in one piece."
    )
    TOKEN_CHARACTERS = QT_TRANSLATE_NOOP(
        "domain", "The token has characters that no token has. Copy it once more from the service's console."
    )
    TOKEN_TOO_LONG = QT_TRANSLATE_NOOP(
        "domain", "This is far too long for a token. Copy the token alone, without the text around it."
    )

    # Why the token is not in a keyring
    NO_KEYRING = QT_TRANSLATE_NOOP(
        "domain",
        "This system has no keyring that can be used. The token is kept until the program closes, "
        "and is asked for again at the next start.",
    )
    KEYRING_UNSAFE = QT_TRANSLATE_NOOP(
        "domain",
        "The keyring of this system would not keep the token safely. The token is kept until the program closes, "
        "and is asked for again at the next start.",
    )
    KEYRING_FAILED = QT_TRANSLATE_NOOP(
        "domain",
        "{name} did not keep the token. It is kept until the program closes, "
        "and is asked for again at the next start.",
    )
    SAVE_LOCKED = QT_TRANSLATE_NOOP(
        "domain",
        "{name} is locked. The token is kept until the program closes, and goes into {name} once you unlock it.",
    )
    SAVE_STAYED_LOCKED = QT_TRANSLATE_NOOP(
        "domain",
        "{name} stayed locked. The token is kept until the program closes, "
        "and is asked for again at the next start.",
    )
    SAVE_SLOW = QT_TRANSLATE_NOOP(
        "domain",
        "The system's keyring has not answered yet. The token is kept until the program closes, "
        "and goes into the keyring once it answers.",
    )

    # Why no token could be read
    LOAD_LOCKED = QT_TRANSLATE_NOOP("domain", "{name} is locked. Unlock it, and your token is there again.")
    LOAD_SLOW = QT_TRANSLATE_NOOP(
        "domain",
        "The system's keyring has not answered yet. If another window asks for its password, enter it there.",
    )
    LOAD_FAILED = QT_TRANSLATE_NOOP("domain", "{name} could not be read.")
    LOAD_NO_KEYRING = QT_TRANSLATE_NOOP("domain", "This system has no keyring that can be used.")

    # Why a token is still there
    FORGET_LOCKED = QT_TRANSLATE_NOOP(
        "domain", "{name} is locked, so the token is still in it. It is removed once you unlock it."
    )
    FORGET_STAYED_LOCKED = QT_TRANSLATE_NOOP("domain", "{name} stayed locked, so the token is still in it.")
    FORGET_SLOW = QT_TRANSLATE_NOOP(
        "domain", "The system's keyring has not answered yet. The token is removed from it once it answers."
    )
    FORGET_FAILED = QT_TRANSLATE_NOOP(
        "domain", "{name} did not remove the token. Remove the entry “{entry}” there yourself."
    )
