#!/usr/bin/env python3
"""Holds a secret in the places that it is told, and nowhere else: what memory_scan.py has to find.

usage: MASKED=<hexadecimal of the secret, each byte XOR 0x5a> memory_holder.py heap|stack|guarded|malloc-arena|file ...
"""

import ctypes
import mmap
import os
import sys
import tempfile
import threading
from typing import Any, Callable

_MASK = 0x5A
_LIBC = ctypes.CDLL(None)
_LIBC.malloc.restype = ctypes.c_void_p
_LIBC.pthread_self.restype = ctypes.c_ulong
_PTHREAD_ATTRIBUTES_SIZE = 64
_forever = threading.Event()
_kept: list[Any] = []


def _hold(address: int, secret: str) -> None:
    # Byte by byte, so that Python makes no object that has it whole.
    place = (ctypes.c_ubyte * (len(secret) // 2)).from_address(address)
    for index in range(len(place)):
        place[index] = int(secret[2 * index : 2 * index + 2], 16) ^ _MASK


def _heap(secret: str) -> None:
    _hold(_LIBC.malloc(len(secret)), secret)


def _guarded(secret: str) -> None:
    sodium = ctypes.CDLL("libsodium.so.23")
    sodium.sodium_malloc.restype = ctypes.c_void_p
    assert sodium.sodium_init() >= 0
    _hold(sodium.sodium_malloc(len(secret)), secret)


def _malloc_arena(secret: str) -> None:
    _keep(mmap.mmap(-1, mmap.PAGESIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS), secret)


def _file(secret: str) -> None:
    with tempfile.TemporaryFile() as file:
        file.truncate(mmap.PAGESIZE)
        _keep(mmap.mmap(file.fileno(), mmap.PAGESIZE, flags=mmap.MAP_PRIVATE), secret)


def _stack(secret: str) -> None:
    """That of another thread, far below what it uses."""
    done = threading.Event()

    def live() -> None:
        attributes = ctypes.create_string_buffer(_PTHREAD_ATTRIBUTES_SIZE)
        address, size = ctypes.c_void_p(), ctypes.c_size_t()
        _LIBC.pthread_getattr_np(ctypes.c_ulong(_LIBC.pthread_self()), attributes)
        _LIBC.pthread_attr_getstack(attributes, ctypes.byref(address), ctypes.byref(size))
        assert address.value is not None
        _hold(address.value + 2 * mmap.PAGESIZE, secret)
        done.set()
        _forever.wait()

    threading.Thread(target=live, daemon=True).start()
    done.wait()


def _keep(mapping: mmap.mmap, secret: str) -> None:
    _kept.append(mapping)
    _hold(ctypes.addressof(ctypes.c_char.from_buffer(mapping)), secret)


_PLACES: dict[str, Callable[[str], None]] = {
    "heap": _heap,
    "stack": _stack,
    "guarded": _guarded,
    "malloc-arena": _malloc_arena,
    "file": _file,
}


def main() -> None:
    for place in sys.argv[1:]:
        _PLACES[place](os.environ["MASKED"])
    print("done", flush=True)


if __name__ == "__main__":
    main()
