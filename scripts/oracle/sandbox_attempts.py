#!/usr/bin/env python3
"""Tries, in place of the program, what the sandbox of its units has to refuse, and what it has to allow.

Writes one JSON object to standard output: for each attempt "done", or the name of the error.
"""

import ctypes
import errno
import json
import mmap
import os
import socket
import sys

LIBC = ctypes.CDLL(None, use_errno=True)
CLONE_NEWUSER = 0x10000000
STATE = os.environ["STATE_DIRECTORY"].split(":")[0]


def call(name, *arguments):
    if getattr(LIBC, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)


def write(path):
    with open(path, "w") as file:
        file.write("x")


def read(path):
    with open(path, "rb") as file:
        file.read(1)


def set_user_bit():
    path = f"{STATE}/program"
    write(path)
    os.chmod(path, 0o4700)


def visible_processes():
    others = [name for name in os.listdir("/proc") if name.isdigit() and int(name) != os.getpid()]
    if not others:
        raise OSError(errno.ENOENT, "processes")


ATTEMPTS = {
    "write /etc": lambda: write("/etc/x"),
    "write /usr": lambda: write("/usr/bin/x"),
    "write /var/lib": lambda: write("/var/lib/x"),
    "list /home": lambda: os.listdir("/home"),
    "list /root": lambda: os.listdir("/root"),
    "list where credentials come from": lambda: os.listdir("/etc/cloud-extractor/credentials"),
    "read the kernel's log": lambda: read("/dev/kmsg"),
    "set a kernel variable": lambda: write("/proc/sys/kernel/hostname"),
    "see other processes": visible_processes,
    "set the host's name": lambda: call("sethostname", b"x", 1),
    "set the clock": lambda: call("settimeofday", ctypes.create_string_buffer(16), None),
    "make a user namespace": lambda: call("unshare", CLONE_NEWUSER),
    "mount": lambda: call("mount", b"none", b"/tmp", b"tmpfs", 0, None),
    "change the personality": lambda: call("personality", 0x0008),
    "become root": lambda: os.setuid(0),
    "set a set-user-id bit": set_user_bit,
    "run at real time": lambda: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1)),
    "write memory that is executed": lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_WRITE | mmap.PROT_EXEC),
    "a netlink socket": lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW),
    "a packet socket": lambda: socket.socket(socket.AF_PACKET, socket.SOCK_RAW),
    "write the state": lambda: write(f"{STATE}/x"),
    "write /tmp": lambda: write("/tmp/x"),
    "read a credential": lambda: read(f"{os.environ['CREDENTIALS_DIRECTORY']}/role-id"),
    "read the configuration": lambda: os.listdir("/etc/cloud-extractor"),
    "read the boot id": lambda: read("/proc/sys/kernel/random/boot_id"),
    "lock memory": lambda: call("mlock", ctypes.create_string_buffer(4096), 4096),
    "ask for Landlock's version": lambda: call("syscall", 444, None, ctypes.c_ulong(0), 1),
    "a TCP socket": lambda: socket.socket(socket.AF_INET6, socket.SOCK_STREAM),
    "a local socket": lambda: socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM),
}


def attempted(action):
    try:
        action()
        return "done"
    except OSError as error:
        return errno.errorcode[error.errno]


json.dump({name: attempted(action) for name, action in ATTEMPTS.items()}, sys.stdout)
