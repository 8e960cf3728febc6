"""Loopback: in a fresh network namespace (`unshare -rn`) it is down until somebody raises it.

Tests that serve a page need 127.0.0.1 and nothing else; being the root of such a namespace, we may
raise its loopback interface, and touch no other.
"""

import fcntl
import socket
import struct
import sys

_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 0x1  # linux/sockios.h, linux/if.h


def raise_loopback() -> None:
    """Set the interface `lo` up where it is down and we may; elsewhere do nothing."""
    if not sys.platform.startswith("linux"):
        return
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        request = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16sh14x", fcntl.ioctl(control, _SIOCGIFFLAGS, request))[1]
        if not flags & _IFF_UP:
            fcntl.ioctl(control, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | _IFF_UP))
