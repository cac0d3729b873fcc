"""Shuts the calling process in: after `confine` it reads only what it was given.

Landlock needs Linux 5.13 (files) and 6.7 (TCP); older kernels keep the resource limits and
the filter on system calls. Call it before any other thread exists: both hold for the
calling thread and those it starts.
"""

import ctypes
import os
import resource
import sys
from collections.abc import Sequence
from pathlib import Path

from headrace.media.seccomp import refuse_system_calls

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_PR_SET_NO_NEW_PRIVS = 38
_RULE_PATH_BENEATH = 1
_READ_FILE, _READ_DIR = 1 << 2, 1 << 3
_FILE_RIGHTS_BY_ABI = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_TCP_BIND_AND_CONNECT = 0b11
_ABSTRACT_SOCKETS_AND_SIGNALS = 0b11


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("files", ctypes.c_uint64),
        ("network", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def confine(*, readable: Sequence[Path], memory: int) -> int:
    """Only the `readable` folders can be read, nothing written, no network, `memory` bytes.

    Returns the kernel's Landlock version, 0 when it has none.
    """
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, 128)
    _limit(resource.RLIMIT_AS, memory)
    if sys.platform != "linux":
        return 0
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    abi = _landlock(libc, readable)
    refuse_system_calls(libc)
    return abi


def allow_seconds(seconds: float) -> None:
    """Processor time from now on; the kernel ends the process when it is used up."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _limit(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(which, (value, value))


def _landlock(libc: ctypes.CDLL, readable: Sequence[Path]) -> int:
    abi = int(libc.syscall(_CREATE_RULESET, None, 0, 1))
    if abi < 1:
        return 0
    rules = _Ruleset(
        files=(1 << _FILE_RIGHTS_BY_ABI.get(abi, 16)) - 1,
        network=_TCP_BIND_AND_CONNECT if abi >= 4 else 0,
        scoped=_ABSTRACT_SOCKETS_AND_SIGNALS if abi >= 6 else 0,
    )
    ruleset = _called(libc, _CREATE_RULESET, ctypes.byref(rules), _size_for(abi), 0)
    for folder in readable:
        _allow_reading(libc, ruleset, folder)
    _called(libc, _RESTRICT_SELF, ruleset, 0)
    os.close(ruleset)
    return abi


def _size_for(abi: int) -> int:
    return 24 if abi >= 6 else 16 if abi >= 4 else 8


def _allow_reading(libc: ctypes.CDLL, ruleset: int, folder: Path) -> None:
    descriptor = os.open(folder, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = _PathBeneath(_READ_FILE | _READ_DIR, descriptor)
        _called(libc, _ADD_RULE, ruleset, _RULE_PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(descriptor)


def _called(libc: ctypes.CDLL, number: int, *arguments: object) -> int:
    result = int(libc.syscall(number, *arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), "landlock")
    return result
