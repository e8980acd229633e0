"""The part of an address that stands for one household or one customer."""

from __future__ import annotations

from ipaddress import IPv4Address, ip_address


def address_block(address: str) -> str:
    """/24 of IPv4, /56 of IPv6: what one household or provider's customer may change at will."""
    try:
        parsed = ip_address(address.strip("[]"))
    except ValueError:
        return "unknown"
    bits = 8 if isinstance(parsed, IPv4Address) else 72
    return f"{parsed.version}:{int(parsed) >> bits:x}"
