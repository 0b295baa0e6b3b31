"""The messages of the form and its checks, in one place so that they keep one voice."""

from enum import unique

from seedance_gui.domain.messages import QT_TRANSLATE_NOOP, MessageCode


@unique
class FormMessage(MessageCode):
    """The messages of the form and its checks, in one place so that they keep one voice."""

    AS_IT_IS = "{value}"
    """Words that are nobody's to translate: a name, a number, a message of an older version."""

    # Names of fields, as the form shows them
    MODEL = QT_TRANSLATE_NOOP("domain", "Model")
    PROMPT = QT_TRANSLATE_NOOP("domain", "Prompt")
    IMAGES = QT_TRANSLATE_NOOP("domain", "Reference pictures")
    FIRST_IMAGE = QT_TRANSLATE_NOOP("domain", "First frame")
    LAST_IMAGE = QT_TRANSLATE_NOOP("domain", "Last frame")
    REFERENCE_VIDEOS = QT_TRANSLATE_NOOP("domain", "Reference videos")
    REFERENCE_AUDIOS = QT_TRANSLATE_NOOP("domain", "Sound clips")
    RATIO = QT_TRANSLATE_NOOP("domain", "Ratio")
    DURATION = QT_TRANSLATE_NOOP("domain", "Length")
    RESOLUTION = QT_TRANSLATE_NOOP("domain", "Resolution")
    ORIENTATION = QT_TRANSLATE_NOOP("domain", "Orientation")
    AUTOMATIC = QT_TRANSLATE_NOOP("domain", "Automatic")
    LANDSCAPE = QT_TRANSLATE_NOOP("domain", "Landscape")
    PORTRAIT = QT_TRANSLATE_NOOP("domain", "Portrait")
    ADAPTIVE = QT_TRANSLATE_NOOP("domain", "Adaptive")

    # Why a field is off, and what turns it on
    OFF_NOT_TAKEN_IMAGES = QT_TRANSLATE_NOOP("domain", "{model} doesn't take reference pictures.")
    OFF_NOT_TAKEN_FRAMES = QT_TRANSLATE_NOOP("domain", "{model} doesn't take first and last frames.")
    OFF_NOT_TAKEN_VIDEOS = QT_TRANSLATE_NOOP("domain", "{model} doesn't take reference videos.")
    OFF_NOT_TAKEN_AUDIOS = QT_TRANSLATE_NOOP("domain", "{model} doesn't take sound clips.")
    OFF_TEXT_ONLY = QT_TRANSLATE_NOOP("domain", "Starting from text uses no references.")
    OFF_IMAGES_WITH_FRAMES = QT_TRANSLATE_NOOP(
        "domain", "Reference pictures don't go together with first and last frames."
    )
    OFF_FRAMES_WITH_IMAGES = QT_TRANSLATE_NOOP(
        "domain", "First and last frames don't go together with reference pictures."
    )
    OFF_AUDIOS_WITH_FRAMES = QT_TRANSLATE_NOOP(
        "domain", "With {model}, sound clips don't work with first and last frames."
    )
    OFF_RESOLUTION_FIXED = QT_TRANSLATE_NOOP("domain", "{model} always makes {size}.")
    OFF_RESOLUTION_IN_MODEL = QT_TRANSLATE_NOOP("domain", "Set by the model: {model} makes {size}.")
    OFF_ORIENTATION_NOT_TAKEN = QT_TRANSLATE_NOOP("domain", "With {model}, the ratio alone sets the shape.")
    OFF_ORIENTATION_RATIO = QT_TRANSLATE_NOOP("domain", "The ratio {ratio} already sets the shape.")
    USE_MODEL = QT_TRANSLATE_NOOP("domain", "Use {model}")
    START_FROM_TEXT = QT_TRANSLATE_NOOP("domain", "Start from text")
    START_FROM_REFERENCES = QT_TRANSLATE_NOOP("domain", "Start from references")
    START_FROM_FRAMES = QT_TRANSLATE_NOOP("domain", "Start from frames")
    LET_SERVICE_CHOOSE_RATIO = QT_TRANSLATE_NOOP("domain", "Set the ratio to Automatic")

    # What was entered and is not used now
    KEPT_NOT_USED = QT_TRANSLATE_NOOP("domain", "Kept, but not used now.")
    KEPT_RATIO = QT_TRANSLATE_NOOP(
        "domain", "{model} doesn't offer {value}. Using {used} here; {value} is kept."
    )
    KEPT_DURATION = QT_TRANSLATE_NOOP(
        "domain", "{model} makes {minimum} to {maximum} s. Using {used} s here; {value} s is kept."
    )

    # Problems
    MODEL_UNKNOWN = QT_TRANSLATE_NOOP("domain", "The model “{model}” is not known. Choose one from the list.")
    PROMPT_MISSING = QT_TRANSLATE_NOOP("domain", "Describe the video.")
    MENTION_DANGLING = QT_TRANSLATE_NOOP("domain", "{mention} points at no reference.")
    MENTION_NOT_USED = QT_TRANSLATE_NOOP(
        "domain", "Mentions that lead nowhere now: {mention}. What they mean is not used."
    )
    PROMPT_TOO_LONG = QT_TRANSLATE_NOOP(
        "domain", "The prompt has {count} characters; {model} takes at most {maximum}."
    )
    NO_REFERENCE = QT_TRANSLATE_NOOP("domain", "Add a reference, or start from text.")
    NO_FRAME = QT_TRANSLATE_NOOP("domain", "Add a first or last frame, or start from text.")
    NO_FRAMES = QT_TRANSLATE_NOOP("domain", "Add a first and a last frame, or start from text.")
    BOTH_FRAMES = QT_TRANSLATE_NOOP("domain", "{model} needs both a first and a last frame.")
    TOO_MANY_IMAGES = QT_TRANSLATE_NOOP(
        "domain", "{model} takes at most %n pictures; there are {count}.", None, 1
    )
    TOO_MANY_VIDEOS = QT_TRANSLATE_NOOP(
        "domain", "{model} takes at most %n reference videos; there are {count}.", None, 1
    )
    TOO_MANY_AUDIOS = QT_TRANSLATE_NOOP(
        "domain", "{model} takes at most %n sound clips; there are {count}.", None, 1
    )
    KEEP_FIRST = QT_TRANSLATE_NOOP("domain", "Keep the first {count}")
    AUDIO_NEEDS_COMPANY = QT_TRANSLATE_NOOP(
        "domain", "With {model}, a sound clip needs a picture, a video or a frame beside it."
    )
    REMOVE_AUDIOS = QT_TRANSLATE_NOOP("domain", "Remove the sound clips")
    REMOVE = QT_TRANSLATE_NOOP("domain", "Remove it")
    REMOVE_THEM = QT_TRANSLATE_NOOP("domain", "Remove them")
    USE_FILE = QT_TRANSLATE_NOOP("domain", "Use the file instead")
    USE_FILES = QT_TRANSLATE_NOOP("domain", "Use the files instead")
    FORMAT_REFUSED = QT_TRANSLATE_NOOP("domain", "{model} doesn't take {format} pictures.")
    FILE_FORMAT = QT_TRANSLATE_NOOP("domain", "The service doesn't take {format} files.")
    FILE_OVER_LIMIT = QT_TRANSLATE_NOOP(
        "domain", "This file has {size} MB; the service takes at most {maximum} MB."
    )
    THIS_IS_IMAGE = QT_TRANSLATE_NOOP("domain", "This is a picture.")
    THIS_IS_VIDEO = QT_TRANSLATE_NOOP("domain", "This is a video.")
    THIS_IS_AUDIO = QT_TRANSLATE_NOOP("domain", "This is a sound clip.")
    NAME_DECEIVES = QT_TRANSLATE_NOOP(
        "domain",
        "“{name}” holds something other than its ending says, and the service goes by that. "
        "Download it, and add the file instead.",
    )
    MOVE_TO = QT_TRANSLATE_NOOP("domain", "Move it to {field}")
    MOVE_THEM_TO = QT_TRANSLATE_NOOP("domain", "Move them to {field}")
    LINK_EMPTY = QT_TRANSLATE_NOOP("domain", "A link is missing here.")
    LINK_NOT_HTTPS = QT_TRANSLATE_NOOP(
        "domain", "The service takes only links that begin with https:// and that everyone can open."
    )
    LINK_PRIVATE = QT_TRANSLATE_NOOP(
        "domain", "The service can't reach this link: it leads into a private network."
    )
    LINK_BROKEN = QT_TRANSLATE_NOOP("domain", "This is not a whole link.")
    LINK_SPACES = QT_TRANSLATE_NOOP("domain", "The link has a space in it, so it is probably not whole.")
    LINK_TO_SHARE_PAGE = QT_TRANSLATE_NOOP("domain", "This link leads to a page of {site}, not to the file.")
    LINK_TO_SHARE_PAGE_ONLY = QT_TRANSLATE_NOOP(
        "domain",
        "This link leads to a page of {site}, not to the file. Download the file there, and add it instead.",
    )
    LINK_WITH_PASSWORD = QT_TRANSLATE_NOOP(
        "domain", "There is a name or password in this link, which others could read. Give one without it."
    )
    USE_DIRECT_LINK = QT_TRANSLATE_NOOP("domain", "Use the direct link")
    USE_DIRECT_LINKS = QT_TRANSLATE_NOOP("domain", "Use the direct links")
    ASSET_NOT_TAKEN = QT_TRANSLATE_NOOP(
        "domain", "{model} doesn't take saved assets (asset://). Give a link that begins with https://."
    )
    ASSET_ONLY = QT_TRANSLATE_NOOP(
        "domain",
        "{model} takes reviewed material only. Have it reviewed in the service's console, "
        "then enter its id here as asset://…",
    )
    ASSET_EMPTY = QT_TRANSLATE_NOOP("domain", "The asset's id is missing after asset://.")
    SECONDS_TOGETHER = QT_TRANSLATE_NOOP(
        "domain", "Reference videos may last {maximum} s together; these last {count} s."
    )
    BYTES_TOGETHER = QT_TRANSLATE_NOOP(
        "domain", "Reference videos may have {maximum} MB together; these have {count} MB."
    )
    PIXELS_BOUND = QT_TRANSLATE_NOOP(
        "domain", "This video has {width} × {height} pixels; each side must have {minimum} to {maximum}."
    )
    VIDEO_BOUNDS = QT_TRANSLATE_NOOP(
        "domain",
        "{model} takes at most {seconds} s and {megabytes} MB of reference video together, "
        "each side with {minimum} to {maximum} pixels.",
    )
    TOGETHER = QT_TRANSLATE_NOOP(
        "domain", "Together {seconds} s of {maximum_seconds} s, {size} MB of {maximum_size} MB."
    )
    TOGETHER_KNOWN = QT_TRANSLATE_NOOP(
        "domain",
        "Together {seconds} s of {maximum_seconds} s, {size} MB of {maximum_size} MB, "
        "not counting {count} not measured.",
    )

    # What blocks nothing, and should be known all the same
    SEE_THROUGH = QT_TRANSLATE_NOOP(
        "domain", "Parts of “{name}” are see-through. The service may fill them with any colour."
    )
    GIVEN_TWICE = QT_TRANSLATE_NOOP("domain", "“{name}” is in here more than once.")
    FRAMES_DIFFER = QT_TRANSLATE_NOOP(
        "domain",
        "The first frame has {first} pixels, the last one {last}: of the two shapes, one may be cut or "
        "stretched.",
    )
    NOT_OF_RATIO = QT_TRANSLATE_NOOP(
        "domain", "This picture has {size} pixels, the video will be {ratio}: it may be cut or stretched."
    )
    STILL_UPLOADING = QT_TRANSLATE_NOOP("domain", "Files are still on their way up.")

    # Problems that only a request made elsewhere can have (the practice service answers with them)
    BODY_NOT_OBJECT = QT_TRANSLATE_NOOP("domain", "The request must be a JSON object.")
    FIELD_UNKNOWN = QT_TRANSLATE_NOOP("domain", "The field “{field}” is not known.")
    FIELD_TYPE = QT_TRANSLATE_NOOP("domain", "The field “{field}” is not of the right type.")
    FIELD_MISSING = QT_TRANSLATE_NOOP("domain", "The field “{field}” is required.")
    FIELD_NOT_TAKEN = QT_TRANSLATE_NOOP("domain", "{model} doesn't take the field “{field}”.")
    IMAGES_AND_FRAMES = QT_TRANSLATE_NOOP("domain", "“images” excludes “first_image” and “last_image”.")
    NOT_OFFERED = QT_TRANSLATE_NOOP("domain", "{model} doesn't offer {value} as {field}.")
    DURATION_BOUNDS = QT_TRANSLATE_NOOP("domain", "{model} makes {minimum} to {maximum} s.")

    # What is billed
    BILLED_VIDEO = QT_TRANSLATE_NOOP("domain", "Billed once per video, whatever its length.")
    BILLED_SECONDS = QT_TRANSLATE_NOOP("domain", "Billed by the second: {seconds} s.")
    BILLED_SECONDS_RESOLUTION = QT_TRANSLATE_NOOP("domain", "Billed by the second: {seconds} s at {size}.")
    BILLED_PLUS_VIDEO = QT_TRANSLATE_NOOP(
        "domain", "Billed by the second: {seconds} s at {size}, and the length of the first reference video."
    )
