"""How much Redis may keep in its memory, and that it never makes room by itself."""

from moot.server.doctor.redis.told import Told
from moot.server.doctor.verdict import Verdict, mind, ok, wrong

FULL = 0.8


def eviction(told: Told) -> Verdict:
    policy, most = told.info.get("maxmemory_policy", ""), told.number("maxmemory")
    if most and policy != "noeviction":
        found = f"{policy}: when its memory is full, Redis throws workshops away"
        return wrong("eviction", found, told.to_set("maxmemory-policy noeviction"))
    return ok("eviction", policy if most else f"never, as there is no maxmemory ({policy})")


def used(told: Told) -> Verdict:
    limit, machine, there = (told.number(name) for name in ("maxmemory", "total_system_memory", "used_memory"))
    if not limit:
        found = f"{_mib(there)} of {_mib(machine)} of its machine"
        return mind("memory", found, "a machine with more memory") if there > FULL * machine else ok("memory", found)
    found = f"{_mib(there)} of {_mib(limit)} (maxmemory)"
    change = told.to_set(f"maxmemory {2 * max(limit, there) + (1 << 20) >> 20}mb")
    if there >= limit:
        return wrong("memory", f"{found}: every write is refused (OOM)", change)
    return mind("memory", found, change) if there > FULL * limit else ok("memory", found)


def _mib(size: int) -> str:
    return f"{size / (1 << 20):,.1f} MiB"
