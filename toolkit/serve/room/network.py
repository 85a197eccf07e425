"""The addresses under which the class can reach this computer."""

import ipaddress
import re
import socket
from collections.abc import Mapping, Sequence

import psutil

_ELSEWHERE = "203.0.113.1"
"""An address of nobody's, set aside for documentation: asking for the way there sends nothing."""

_NOT_FOR_PHONES = re.compile(
    r"^(docker|br-|veth|virbr|vmnet|vbox|tun|tap|utun|wg|lo|awdl|llw|bridge|vEthernet|zt)", re.IGNORECASE
)


def addresses() -> list[str]:
    """Return this computer's addresses in its networks, the most likely one first; empty when it is in none.

    No packet is sent, and the internet is not needed.

    >>> all(ipaddress.ip_address(address) for address in addresses())
    True
    """
    up = {name for name, state in psutil.net_if_stats().items() if state.isup}
    own = {
        name: [entry.address for entry in entries if entry.family == socket.AF_INET]
        for name, entries in psutil.net_if_addrs().items()
        if name in up
    }
    return in_order(own, way_out())


def way_out() -> str:
    """Return the address from which this computer would send to the world; empty when there is no way."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((_ELSEWHERE, 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def in_order(own: Mapping[str, Sequence[str]], first: str = "") -> list[str]:
    """Return addresses in the order in which a class would try them.

    Args:
        own: name of an interface -> its IPv4 addresses.
        first: the address that leads out.

    >>> in_order({"docker0": ["172.17.0.1"], "wlan0": ["192.168.1.20"], "lo": ["127.0.0.1"]})
    ['192.168.1.20', '172.17.0.1']
    >>> in_order({"eth0": ["169.254.3.4"], "wlan0": ["10.0.0.4"], "eth1": ["10.9.0.4"]}, first="10.9.0.4")
    ['10.9.0.4', '10.0.0.4', '169.254.3.4']
    """
    found = [
        # A private network over the internet may lead out, and still no phone in the room is in it.
        (
            ipaddress.ip_address(address).is_link_local,
            bool(_NOT_FOR_PHONES.match(name)),
            address != first,
            address,
        )
        for name, every in own.items()
        for address in every
        if not ipaddress.ip_address(address).is_loopback
    ]
    return [address for *_, address in sorted(found)]
