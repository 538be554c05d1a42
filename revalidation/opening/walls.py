"""Walls round a process that opens a foreign file: it sees libraries and typefaces, and no other file, no network.

They are Linux's own (Landlock and seccomp), ask for no rights, and can't be taken down again. Where a kernel lacks one,
the other stands alone; docs/decisions/0014 says what holds where. All numbers are those of the kernel's interface.
"""

import ctypes
import errno
import os
import platform
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

_APP = Path(__file__).resolve().parents[2]
_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64")
_TYPEFACES = ("/usr/share/fonts", "/usr/share/X11/fonts", "/usr/local/share/fonts")  # pdfium looks for them there

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION, _PATH_BENEATH = 1, 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_ALL_OF_FILES = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}  # how many kinds of access each version of Landlock knows
_ALL_OF_TCP, _ALL_OF_SCOPES = 0b11, 0b11

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | errno.EACCES
_OTHER_NUMBERS = 0x40000000  # from here on, an x86-64 kernel counts its calls a second time
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_DENIED = {  # sockets, other programs and processes, their memory; the last can open sockets past a filter
    "x86_64": (41, 56, 57, 58, 435, 59, 322, 101, 310, 311, 438, 425),
    "aarch64": (198, 220, 435, 221, 281, 117, 270, 271, 438, 425),
}


def put_up() -> None:
    """Shut this process off from all that this system can shut it off from, for good."""
    if sys.platform != "linux":
        return
    kernel = ctypes.CDLL(None, use_errno=True)
    kernel.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if landlock_version():
        _shut_off_files(kernel)
    if filters_calls():
        _shut_off_calls(kernel)


def landlock_version() -> int:
    """Which Landlock this kernel has; 0 for none."""
    if sys.platform != "linux":
        return 0
    return max(int(ctypes.CDLL(None).syscall(_CREATE_RULESET, None, 0, _ASK_VERSION)), 0)


def filters_calls() -> bool:
    """Whether we know the numbers of this processor, in which a filter of calls is written."""
    return sys.platform == "linux" and platform.machine() in _ARCHITECTURES and sys.maxsize > 2**32


def _shut_off_files(kernel: ctypes.CDLL) -> None:
    version = landlock_version()
    kinds = (1 << _ALL_OF_FILES.get(version, 16)) - 1
    parts = [kinds, *([_ALL_OF_TCP] if version >= 4 else []), *([_ALL_OF_SCOPES] if version >= 6 else [])]  # noqa: PLR2004 (when they came)
    asked = struct.pack(f"={len(parts)}Q", *parts)
    rules = kernel.syscall(_CREATE_RULESET, asked, len(asked), 0)
    for folder in _readable():
        held = os.open(folder, os.O_PATH)
        kernel.syscall(_ADD_RULE, rules, _PATH_BENEATH, struct.pack("=Qi", _READ_FILE | _READ_FOLDER, held), 0)
        os.close(held)
    kernel.syscall(_RESTRICT_SELF, rules, 0)
    os.close(rules)


def _readable() -> Iterator[str]:
    """Folders of libraries and typefaces that exist; never one that the app itself, and so perhaps its data, is in."""
    for folder in dict.fromkeys((*sys.path, *_LIBRARIES, *_TYPEFACES)):
        path = Path(folder).resolve()
        if path.is_dir() and path != _APP and path not in _APP.parents:
            yield folder


def _shut_off_calls(kernel: ctypes.CDLL) -> None:
    machine = platform.machine()
    denied = _DENIED[machine]
    steps = [
        (_LOAD, 0, 0, 4),  # the architecture
        (_IF_EQUAL, 0, len(denied) + 3, _ARCHITECTURES[machine]),
        (_LOAD, 0, 0, 0),  # the number of the call
        (_IF_AT_LEAST, len(denied) + 1, 0, _OTHER_NUMBERS),
        *((_IF_EQUAL, len(denied) - place, 0, number) for place, number in enumerate(denied)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _DENY),
    ]
    program = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    kernel.prctl(_SET_SECCOMP, _FILTER, struct.pack("@HP", len(steps), ctypes.addressof(program)), 0, 0)
