"""A filter that makes the kernel refuse system calls a decoder never needs.

It closes what Landlock leaves open: UDP and local sockets, other processes, new programs.
"""

import ctypes
import errno
import platform

_PR_SET_SECCOMP, _FILTER_MODE = 22, 2
_LOAD, _EQUALS, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM
_NUMBER_AT, _ARCHITECTURE_AT = 0, 4

# socket, connect, bind, execve, kill, ptrace, process_vm_readv, process_vm_writev,
# execveat, bpf, io_uring_setup, pidfd_getfd
_REFUSED = {
    "x86_64": (0xC000003E, (41, 42, 49, 59, 62, 101, 310, 311, 322, 321, 425, 438)),
    "aarch64": (0xC00000B7, (198, 203, 200, 221, 129, 117, 270, 271, 281, 280, 425, 438)),
}
_X32 = 0x40000000
"""Calls of the x32 kind have numbers from here on; the filter refuses them all."""
_AT_LEAST = 0x35


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("if_true", ctypes.c_uint8),
        ("if_false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("first", ctypes.POINTER(_Instruction)))


def refuse_system_calls(libc: ctypes.CDLL) -> bool:
    """Whether the filter holds now; not on other processors or kernels without filters."""
    if platform.machine() not in _REFUSED:
        return False
    architecture, numbers = _REFUSED[platform.machine()]
    last = len(numbers)
    instructions = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_EQUALS, 0, last + 3, architecture),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_AT_LEAST, last + 1, 0, _X32),
        *((_EQUALS, last - index, 0, number) for index, number in enumerate(numbers)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    array = (_Instruction * len(instructions))(*instructions)
    program = _Program(len(instructions), array)
    return libc.prctl(_PR_SET_SECCOMP, _FILTER_MODE, ctypes.byref(program), 0, 0) == 0
