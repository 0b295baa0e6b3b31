"""A frame of a video as a picture, with the colours that FFmpeg gives it, made by the FFmpeg that Qt brings.

WORKAROUND for `QVideoFrame.toImage()`, which without a graphics card ignores the colours' matrix (26 of 255
off for BT.709) and shows nothing of 10 bits (PySide6 6.11, measured). This takes an eighth of its time, too.
Where the library isn't found, Qt's own is used.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTransform
from shiboken6 import VoidPtr

from seedance_gui.ui.player.multimedia import ffmpeg_library

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QVideoFrame

_FORMATS: Final = {
    "Format_YUV420P": b"yuv420p", "Format_YUV422P": b"yuv422p", "Format_YUV420P10": b"yuv420p10le",
    "Format_NV12": b"nv12", "Format_P010": b"p010le", "Format_P016": b"p016le",
}  # fmt: skip
"""FFmpeg's names of what decoders give. What isn't here is left to Qt."""
_MATRICES: Final = {"ColorSpace_BT601": 6, "ColorSpace_BT709": 1, "ColorSpace_BT2020": 9}
UNSAID: Final = 2
"""The matrix of a video that names none: FFmpeg takes BT.601."""
_BICUBIC, _EXACT = 4, 0x42000
_AT_A_TIME = 64


class FramePictures:
    """Makes pictures of the frames of one player. To be made once the player has a frame."""

    def __init__(self) -> None:
        self._scaler: int | None = None
        self._scaler_for: tuple[object, ...] = ()
        self._swscale: Any = None
        with suppress(OSError, AttributeError):
            self._formats = ffmpeg_library("avutil", 59).av_get_pix_fmt
            self._swscale = _declared(ffmpeg_library("swscale", 8))

    def close(self) -> None:
        """Free what was made for the last frame."""
        if self._scaler is not None:
            self._swscale.sws_freeContext(self._scaler)
            self._scaler, self._scaler_for = None, ()

    def of(self, frame: QVideoFrame, matrix: int, *, exact: bool) -> QImage:
        """Return a frame upright, at its full size; not ``exact`` in a twentieth of the time.

        ``matrix``: that of the video (as FFmpeg counts them), where its frames tell none.
        """
        name = _FORMATS.get(frame.pixelFormat().name)
        if self._swscale is None or name is None or not frame.map(type(frame).MapMode.ReadOnly):
            return frame.toImage()
        try:
            picture = self._converted(frame, name, matrix, exact)
        finally:
            frame.unmap()
        look = frame.surfaceFormat()
        turned = QTransform().rotate(look.rotation().value)
        picture = picture if turned.isIdentity() else picture.transformed(turned)
        return picture.flipped(Qt.Orientation.Horizontal) if look.isMirrored() else picture

    def _converted(self, frame: QVideoFrame, name: bytes, matrix: int, exact: bool) -> QImage:
        look, width, height = frame.surfaceFormat(), frame.width(), frame.height()
        matrix = _MATRICES.get(look.colorSpace().name, matrix)
        full = look.colorRange().name == "ColorRange_Full"
        wanted = (width, height, name, matrix, full, exact)
        if wanted != self._scaler_for:
            self.close()
            self._scaler = self._make_scaler(*wanted)
            self._scaler_for = wanted
        planes = range(frame.planeCount())
        # FFmpeg writes some pixels at a time, and beyond the end of a row and of the last one.
        wide = -(-width // _AT_A_TIME) * _AT_A_TIME
        picture = QImage(wide, height if wide == width else height + 1, QImage.Format.Format_RGB32)
        self._swscale.sws_scale(
            self._scaler,
            (ctypes.c_void_p * 4)(*(_address(frame.bits(plane)) for plane in planes)),
            (ctypes.c_int * 4)(*(frame.bytesPerLine(plane) for plane in planes)),
            0,
            height,
            (ctypes.c_void_p * 4)(_address(picture.bits())),
            (ctypes.c_int * 4)(picture.bytesPerLine()),
        )
        return picture if wide == width else picture.copy(0, 0, width, height)

    def _make_scaler(self, width: int, height: int, name: bytes, matrix: int, full: bool, exact: bool) -> int:
        swscale, formats = self._swscale, self._formats
        how = _BICUBIC | (_EXACT if exact else 0)
        scaler: int = swscale.sws_getContext(
            width, height, formats(name), width, height, formats(b"bgra"), how, None, None, None
        )
        own, rgb = (swscale.sws_getCoefficients(each) for each in (matrix, UNSAID))
        swscale.sws_setColorspaceDetails(scaler, own, full, rgb, 1, 0, 1 << 16, 1 << 16)
        return scaler


def _address(memory: object) -> int:
    pointer: Any = VoidPtr(memory)  # type: ignore[arg-type] # its stubs know of numbers alone
    return int(pointer)


def _declared(swscale: ctypes.CDLL) -> ctypes.CDLL:
    pointer: Any = ctypes.c_void_p
    number: Any = ctypes.c_int
    swscale.sws_getContext.restype = swscale.sws_getCoefficients.restype = pointer
    swscale.sws_getContext.argtypes = [number] * 7 + [pointer] * 3
    swscale.sws_setColorspaceDetails.argtypes = [pointer, pointer, number, pointer] + [number] * 4
    swscale.sws_scale.argtypes = [pointer, pointer, pointer, number, number, pointer, pointer]
    swscale.sws_freeContext.argtypes = [pointer]
    return swscale
