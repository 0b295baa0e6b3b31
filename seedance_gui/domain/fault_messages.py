"""The messages of everything that can go wrong between Create and the file: one voice, in one place."""

from enum import unique

from seedance_gui.domain.messages import QT_TRANSLATE_NOOP, MessageCode


@unique
class FaultMessage(MessageCode):
    """The messages of everything that can go wrong between Create and the file: one voice, in one place."""

    # Reaching the service
    NO_CONNECTION = QT_TRANSLATE_NOOP(
        "domain",
        "There is no connection to the service. Nothing is lost: "
        "it goes on by itself when the connection is back.",
    )
    NEVER_SENT = QT_TRANSLATE_NOOP(
        "domain",
        "The service could not be reached, so nothing was sent and nothing was charged. "
        "It is tried again by itself.",
    )
    NOT_SECURE = QT_TRANSLATE_NOOP(
        "domain",
        "The service's identity could not be verified, so nothing was sent. Check the date of this computer, "
        "and whether a security program or company network stands in between.",
    )
    PROXY_ODD = QT_TRANSLATE_NOOP(
        "domain",
        "The proxy settings of this computer can't be used, so nothing was sent. "
        "Correct the proxy in the system's network settings.",
    )
    ADDRESS_ODD = QT_TRANSLATE_NOOP(
        "domain", "The service's address in the settings is not a whole address. Nothing was sent."
    )
    ADDRESS_MOVED = QT_TRANSLATE_NOOP(
        "domain",
        "The address in the settings leads on to another one, where the token is not sent. "
        "Nothing was charged. Correct the address in the settings.",
    )
    NOT_THE_SERVICE = QT_TRANSLATE_NOOP(
        "domain",
        "At the address in the settings there is no such service. Correct the address in the settings.",
    )
    SERVICE_FAULT = QT_TRANSLATE_NOOP(
        "domain", "The service has a passing fault. Asking costs nothing and goes on by itself."
    )
    SERVICE_SAYS = QT_TRANSLATE_NOOP("domain", "The service says: {message}")
    UNREADABLE = QT_TRANSLATE_NOOP(
        "domain", "The service gave an answer that can't be read. Asking goes on by itself."
    )
    BUSY = QT_TRANSLATE_NOOP("domain", "The service is busy. It goes on by itself in a moment.")

    # The token
    TOKEN_MISSING = QT_TRANSLATE_NOOP("domain", "No token is at hand. Enter it in the settings.")
    TOKEN_REFUSED = QT_TRANSLATE_NOOP(
        "domain",
        "The service doesn't accept the token. Nothing was charged. "
        "Check that it is whole, or enter another one.",
    )
    TOKEN_UNCHECKED = QT_TRANSLATE_NOOP(
        "domain",
        "The service can't be asked about the token just now, so it is not kept yet. Nothing was charged. "
        "Check the connection and the address, then press the button again.",
    )
    TOKEN_ODD = QT_TRANSLATE_NOOP(
        "domain",
        "This can't be a token: it has characters that no token has. Copy it again from the service's console.",
    )

    # Create
    REFUSED = QT_TRANSLATE_NOOP("domain", "The service did not accept the order. Nothing was charged.")
    NO_BALANCE = QT_TRANSLATE_NOOP(
        "domain",
        "The account's balance, or the quota of its token, is not enough for this video. Nothing was charged.",
    )
    NOT_CONFIRMED = QT_TRANSLATE_NOOP(
        "domain",
        "The connection broke while sending, so it is not known whether the service took the order. "
        "It may have been charged. It is not sent again by itself: look in the service's console.",
    )
    ANSWER_UNCLEAR = QT_TRANSLATE_NOOP(
        "domain",
        "The service's answer does not say whether it took the order. It may have been charged. "
        "It is not sent again by itself: look in the service's console.",
    )
    CLOSED_WHILE_SENDING = QT_TRANSLATE_NOOP(
        "domain",
        "The program ended while sending, so it is not known whether the service took the order. "
        "It may have been charged. It is not sent again by itself: look in the service's console.",
    )
    RESTORED = QT_TRANSLATE_NOOP(
        "domain",
        "The list was restored from a backup in which this order still waited. It is not known whether it "
        "was sent after that: it may have been charged. It is not sent again by itself.",
    )
    NOT_READY = QT_TRANSLATE_NOOP("domain", "This was not sent, and nothing was charged: {reason}")
    STOPPED_BY_YOU = QT_TRANSLATE_NOOP("domain", "Stopped before it was sent. Nothing was charged.")
    STOPPED_WATCHING = QT_TRANSLATE_NOOP(
        "domain", "No longer watched. The service may go on making it, and charge for it."
    )
    AGAIN_NOT_TAKEN = QT_TRANSLATE_NOOP(
        "domain",
        "Sending it again came to nothing: {reason} What became of the order before that is still not known: "
        "it may have been charged.",
    )
    AGAIN_STOPPED = QT_TRANSLATE_NOOP(
        "domain",
        "Sending it again was stopped before it left. What became of the order before that is still not known: "
        "it may have been charged.",
    )
    AGAIN_WAITS = QT_TRANSLATE_NOOP(
        "domain",
        "It could not be sent again yet, and is tried again by itself. "
        "What became of the order before that is still not known: it may have been charged.",
    )

    # Files on their way up
    FILE_GONE = QT_TRANSLATE_NOOP(
        "domain", "The file “{name}” is gone or can't be read. Nothing was charged."
    )
    FILE_EMPTY = QT_TRANSLATE_NOOP("domain", "The file “{name}” is empty.")
    FILE_TOO_LARGE = QT_TRANSLATE_NOOP(
        "domain", "The file “{name}” has {size} MB; the service takes at most {maximum} MB."
    )
    FILE_CHANGED = QT_TRANSLATE_NOOP(
        "domain", "The file “{name}” changed while it was on its way up. Nothing was charged. Try again."
    )
    UPLOAD_FAILED = QT_TRANSLATE_NOOP(
        "domain", "The file “{name}” could not be uploaded. Nothing was charged."
    )
    UPLOAD_REFUSED = QT_TRANSLATE_NOOP(
        "domain", "“{name}” could not be uploaded. The service says: {reason} Nothing was charged."
    )
    UPLOAD_STOPPED = QT_TRANSLATE_NOOP("domain", "The upload of “{name}” was stopped.")
    UPLOAD_NO_LINK = QT_TRANSLATE_NOOP(
        "domain", "The service took the file “{name}” but gave no link to it. Nothing was charged."
    )

    # Watching
    TASK_UNKNOWN = QT_TRANSLATE_NOOP(
        "domain", "The service doesn't know this video at the moment. Asking goes on, more slowly."
    )
    ID_UNKNOWN = QT_TRANSLATE_NOOP(
        "domain",
        "The service knows no video with the id that you entered. Asking goes on, more slowly. "
        "If the id is not the right one, go back and decide again: nothing is lost.",
    )
    IN_THE_FORM = QT_TRANSLATE_NOOP("domain", "It is in the form: save it or leave it first.")
    STILL_THE_SAME = QT_TRANSLATE_NOOP("domain", "Asked just now: still the same.")
    NOT_ANSWERED = QT_TRANSLATE_NOOP("domain", "The service could not be asked just now.")
    WORD_UNKNOWN = QT_TRANSLATE_NOOP("domain", "The service calls this “{word}”. Asking goes on.")
    NO_LINK_YET = QT_TRANSLATE_NOOP(
        "domain", "The service calls it completed, but gives no video yet. Asking goes on."
    )

    # Saving
    DISK_FULL = QT_TRANSLATE_NOOP(
        "domain",
        "There is no room left on the disk. The video is made, and is saved as soon as there is room.",
    )
    NO_ROOM_FOR = QT_TRANSLATE_NOOP(
        "domain",
        "There is not enough room on the disk: {needed} MB are needed, {free} MB are free. "
        "The video is made, and is saved as soon as there is room.",
    )
    DISK_LOW = QT_TRANSLATE_NOOP(
        "domain",
        "Only {megabytes} MB are left on the disk with the folder {folder}. Make room there or choose another "
        "folder in the settings, or new videos can't be saved.",
    )
    STORE_FULL = QT_TRANSLATE_NOOP(
        "domain",
        "There is no room left on the disk to keep this, so nothing was sent. Make room and try again.",
    )
    STORE_BEHIND = QT_TRANSLATE_NOOP(
        "domain",
        "The list can't be written at the moment. It is kept in memory and tried again: "
        "make room on the disk, and leave the program open.",
    )
    FOLDER_UNUSABLE = QT_TRANSLATE_NOOP(
        "domain",
        "The videos folder can't be written to. Choose another one in the settings, or connect its disk. "
        "The video is saved as soon as that is possible.",
    )
    DOWNLOAD_CUT = QT_TRANSLATE_NOOP("domain", "The video did not arrive whole. It goes on by itself.")
    LINK_FAILED = QT_TRANSLATE_NOOP(
        "domain", "The video can't be fetched from the service just now. It is tried again by itself."
    )
    LINK_STALE = QT_TRANSLATE_NOOP(
        "domain",
        "The service's link to the video has expired, or doesn't work at the moment. "
        "The service is asked for a fresh one by itself, again and again.",
    )
    LINK_UNSAFE = QT_TRANSLATE_NOOP(
        "domain",
        "The service gave a link that leads to no public place, so it was not opened. "
        "It is asked again by itself.",
    )
    NOT_A_VIDEO = QT_TRANSLATE_NOOP(
        "domain", "What the service delivered is no playable video. It is fetched again by itself."
    )
    KEPT_UNCHECKED = QT_TRANSLATE_NOOP("domain", "Kept, but it couldn't be checked: it may not play here.")
    EXPIRED = QT_TRANSLATE_NOOP(
        "domain", "The service keeps a video for %n days only, and it was not fetched in time.", None, 1
    )

    # Links that are looked at before paying
    LINK_NOT_ASKED = QT_TRANSLATE_NOOP("domain", "While you practise, links are not looked at.")
    LINK_ANSWERS_NOT = QT_TRANSLATE_NOOP(
        "domain", "The link doesn't answer, so the service may not reach it either."
    )
    LINK_NOT_OPENED = QT_TRANSLATE_NOOP(
        "domain",
        "The link leads to a place that is not public, or not secure, so it was not opened. The service may not "
        "reach it either.",
    )
    LINK_ANSWERS_STATUS = QT_TRANSLATE_NOOP("domain", "Behind the link there is nothing to get ({status}).")
    LINK_IS_PAGE = QT_TRANSLATE_NOOP(
        "domain",
        "This link leads to a web page, not to a file. Download the file there, and add it instead.",
    )

    # The store
    STORE_TOO_NEW = QT_TRANSLATE_NOOP(
        "domain",
        "Your videos' list was written by a newer version of this program. "
        "It is left untouched: update the program to open it.",
    )
    STORE_WRITE_PROTECTED = QT_TRANSLATE_NOOP(
        "domain", "Your videos' list is write-protected, or its folder is, so nothing can be kept: {folder}"
    )
    STORE_UNUSABLE = QT_TRANSLATE_NOOP("domain", "Your videos' list in {folder} can't be used: {reason}")
    STORE_IN_USE = QT_TRANSLATE_NOOP(
        "domain", "Your videos' list is in use by another start of this program."
    )
    STORE_SET_ASIDE_RESTORED = QT_TRANSLATE_NOOP(
        "domain",
        "Your videos' list was damaged. The copy of {day} was restored. Videos ordered after that copy may be "
        "missing from the list and may have been charged: look in the service's console. "
        "The damaged file is kept as “{name}”.",
    )
    STORE_SET_ASIDE_NEW = QT_TRANSLATE_NOOP(
        "domain",
        "Your videos' list was damaged, so a new one was begun. Videos ordered before may be missing from the "
        "list and may have been charged: look in the service's console. "
        "The damaged file is kept as “{name}”; your video files are untouched.",
    )
    DRAFT_UNREADABLE = QT_TRANSLATE_NOOP(
        "domain",
        "Part of the form could not be read, so it is empty now. "
        "What was stored is kept in the store as “{key}”. Nothing was sent or charged.",
    )
    SETTINGS_UNREADABLE = QT_TRANSLATE_NOOP(
        "domain",
        "Some settings could not be read and were reset: please check them. "
        "What was stored is kept in the store as “{key}”.",
    )
    NO_SETTINGS = QT_TRANSLATE_NOOP("domain", "{name} holds no settings of a video, so nothing was opened.")
    RECOVERED = QT_TRANSLATE_NOOP(
        "domain", "%n videos were put back in the list from what is kept beside their files.", None, 1
    )
    OWN_FAULT = QT_TRANSLATE_NOOP("domain", "A part of the program failed and was started again ({name}).")

    # The service's address, file names, folders, practice, the asset library
    NO_START = QT_TRANSLATE_NOOP("domain", "Practice mode could not be started on this computer.")
    KEEPS_ENDING = QT_TRANSLATE_NOOP(
        "domain", "Practice mode has ended unexpectedly several times. Your practice videos are still there."
    )
    NO_FOLDER = QT_TRANSLATE_NOOP(
        "domain", "The folder {folder} can't be made or written to. Please choose another."
    )
    ASSET_REFUSED = QT_TRANSLATE_NOOP(
        "domain", "The service did not accept {name} for the asset library. Nothing was charged."
    )
    ASSET_WITHOUT_ID = QT_TRANSLATE_NOOP(
        "domain", "The service saved {name}, but didn't tell its id. Look for it in the service's console."
    )
    ASSET_SLOW = QT_TRANSLATE_NOOP(
        "domain",
        "{name} is still being checked. Find it in the asset library later: Add, From the asset library.",
    )
    NAME_EMPTY = QT_TRANSLATE_NOOP("domain", "A file name needs at least one of: {parts}.")
    NAME_UNKNOWN = QT_TRANSLATE_NOOP("domain", "{part} is not known. A file name can have: {parts}.")
    NAME_BROKEN = QT_TRANSLATE_NOOP(
        "domain", "One of the brackets in the file name has no partner. It can have: {parts}."
    )
    NAME_CHARACTER = QT_TRANSLATE_NOOP("domain", "A file name can't have “{character}” in it.")
    NAME_TOO_LONG = QT_TRANSLATE_NOOP("domain", "This is too long for a file name.")
    NOT_WATCHED = QT_TRANSLATE_NOOP(
        "domain",
        "This video can't be watched without a token that {address} accepts. It goes on being made, and may be "
        "charged. The service keeps it for %n days only. Enter the token in the settings.",
        None,
        1,
    )
    NOT_FETCHED = QT_TRANSLATE_NOOP(
        "domain",
        "This video is finished, but it can't be saved without a token that {address} accepts. "
        "The service keeps it for %n days only. Enter the token in the settings.",
        None,
        1,
    )
    WAITS_FOR_TOKEN = QT_TRANSLATE_NOOP(
        "domain",
        "This waits for a token that {address} accepts. Nothing was sent, and nothing was charged. "
        "Enter the token in the settings.",
    )
    UNWATCHED = QT_TRANSLATE_NOOP(
        "domain",
        "%n of your videos can't be watched and saved without the token for {address}. The service may go on making "
        "them and charge for them, and keeps each for a few days only. {reason}",
        None,
        1,
    )
    NO_TOKEN_ANY_MORE = QT_TRANSLATE_NOOP(
        "domain", "The token is no longer where it was kept. Please paste it again; your videos are all here."
    )
    ADDRESS_EMPTY = QT_TRANSLATE_NOOP("domain", "Enter the address of the service, such as {example}.")
    ADDRESS_BROKEN = QT_TRANSLATE_NOOP("domain", "This is not an address. One looks like {example}.")
    ADDRESS_NOT_SECURE = QT_TRANSLATE_NOOP(
        "domain", "The address must begin with https://, so that nobody on the way can read your token."
    )
    ADDRESS_HAS_MORE = QT_TRANSLATE_NOOP(
        "domain", "Enter the address alone, without what comes after the name: {example}."
    )
    ADDRESS_HAS_USER = QT_TRANSLATE_NOOP(
        "domain",
        "An address with a name or password in it can't be used. The token belongs in its own field.",
    )
