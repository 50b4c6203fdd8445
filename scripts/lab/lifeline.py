"""How long the lab lives: as long as whoever started it."""

import os
import select
import signal
import sys
from types import FrameType


class Stop(BaseException):
    """A signal asked the lab to end. Not an `Exception`, so that nothing on the way takes it for a failure."""


class Lifeline:
    def __init__(self) -> None:
        self._parent = os.getppid()
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._stop)

    def wait(self) -> None:
        """Returns when standard input ends or the parent process is gone."""
        try:
            # Not PR_SET_PDEATHSIG, which fires when the starting *thread* ends; thread pools do that at any time.
            parent = os.pidfd_open(self._parent)
        except ProcessLookupError:
            return
        if os.getppid() != self._parent:
            return
        poll = select.poll()
        poll.register(parent, select.POLLIN)
        poll.register(sys.stdin.fileno(), select.POLLIN)
        while True:
            for descriptor, _ in poll.poll():
                if descriptor == parent or not self._still_open(descriptor):
                    return

    def ignore_signals(self) -> None:
        """From here on nothing may interrupt the cleaning up."""
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)

    @staticmethod
    def _still_open(descriptor: int) -> bool:
        try:
            return bool(os.read(descriptor, 4096))
        except OSError:
            return False

    @staticmethod
    def _stop(number: int, frame: FrameType | None) -> None:
        raise Stop
