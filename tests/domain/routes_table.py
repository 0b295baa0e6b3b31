"""Every rule of ``service.md``, written down a second time by hand: what the rules file must come to.

The tests compare the program's behaviour with this table, never with the rules file itself.
"""

from __future__ import annotations

from dataclasses import dataclass

WIDE = ("16:9", "9:16", "1:1", "4:3", "3:4", "21:9")
THREE = ("16:9", "9:16", "1:1")
SIZES = ("480p", "720p", "1080p")


@dataclass(frozen=True)
class Expected:
    models: tuple[str, ...]
    billed: str
    seconds: tuple[int, int]
    ratios: tuple[str, ...]
    ratio_default: str = ""
    sizes: tuple[str, ...] = ()
    fixed_size: str = ""
    links: tuple[str, ...] = ("https",)
    images: int | None = None
    frames: str = "either"
    videos: bool = True
    audios: bool = True
    most_audios: int | None = None
    audio_with_frames: bool = True
    audio_needs_company: bool = True
    most_videos: int | None = None
    prompt: int | None = None
    orientation: bool = False


def _full(models: tuple[str, ...], *, videos: bool) -> Expected:
    return Expected(
        models, "second", (4, 12), (*WIDE, "Adaptive"), links=("asset",), videos=videos,
        audio_with_frames=False, audio_needs_company=False, orientation=True,
    )  # fmt: skip


def _sp(models: tuple[str, ...]) -> Expected:
    return Expected(models, "second by resolution", (4, 15), THREE, sizes=SIZES, links=("https", "asset"))


ROUTES = {
    "std": Expected(
        ("seedance2.0-std",), "video", (4, 15), WIDE, ratio_default="16:9", fixed_size="720p", images=9,
        most_audios=3, audio_with_frames=False, audio_needs_company=False,
    ),
    "full": _full(("sd2_mx_720p", "sd2_mx_1080p", "sd2_mx_2k", "sd2_mx_4k"), videos=False),
    "full fast": _full(("sd2_mx_fast_720p", "sd2_mx_fast_1080p"), videos=False),
    "full video": _full(
        ("sd2_mx_video_720p", "sd2_mx_video_1080p", "sd2_mx_video_2k", "sd2_mx_video_4k"), videos=True
    ),
    "full video fast": _full(("sd2_mx_video_fast_720p", "sd2_mx_video_fast_1080p"), videos=True),
    "sp economy": _sp(("seedance2.0-sp", "seedance2.0-fast-sp")),
    "sp official": _sp(("seedance2.0-of-sp", "seedance2.0-of-fast-sp")),
    "mini": Expected(
        ("seedance2.0-mini",), "second by resolution", (4, 15), THREE, sizes=SIZES, videos=False
    ),
    "mini video": Expected(("seedance2.0-mini-video",), "second by resolution", (4, 15), THREE, sizes=SIZES),
    "mini special": Expected(("seedance2.0-mini-sp",), "video", (4, 15), THREE, sizes=("480p", "720p")),
    "md": Expected(
        ("seedance2.0-md", "seedance2.0-fast-md"), "video", (1, 15), THREE, fixed_size="720p", images=4,
        frames="both", audios=False, most_videos=3, prompt=5000,
    ),
    "fast i2v": Expected(
        ("seedance2.0-fast-i2v",), "video", (1, 15), THREE, fixed_size="720p", images=9, videos=False,
        audios=False, prompt=5000,
    ),
}  # fmt: skip

MODELS = [(model, expected) for expected in ROUTES.values() for model in expected.models]
IDS = [model for model, _ in MODELS]

# What a note says beside an option, by a word of it: (model, changes to the draft, field, word)
CAUTIONS = [
    ("sd2_mx_720p", {"duration": 12}, "duration", "15 s"),
    ("sd2_mx_video_4k", {}, "reference_videos", "reference video"),
    ("seedance2.0-sp", {"resolution": "480p"}, "resolution", "480p"),
    ("seedance2.0-fast-sp", {"reference_videos": 1}, "reference_videos", "refuse"),
    ("seedance2.0-mini-video", {}, "reference_videos", "reference video"),
    ("seedance2.0-md", {"duration": 3}, "duration", "less than 4 s"),
]
NO_CAUTION = [
    ("sd2_mx_720p", {"duration": 11}, "duration"),
    ("sd2_mx_720p", {}, "reference_videos"),
    ("seedance2.0-sp", {"resolution": "720p"}, "resolution"),
    ("seedance2.0-sp", {"reference_videos": 1}, "reference_videos"),
    ("seedance2.0-of-sp", {"resolution": "480p"}, "resolution"),
    ("seedance2.0-md", {"duration": 4}, "duration"),
]
