"""When what is acknowledged is where, and what is lost when: the wanted durability against what Redis does."""

from moot.server.doctor.redis.told import Told
from moot.server.doctor.verdict import Verdict, mind, ok, wrong
from moot.server.journal.redis.durability import Durability

ALWAYS, BEGIN = "appendfsync always", "appendonly yes appendfsync always"
LOST = {"always": "nothing", "everysec": "up to 2 seconds", "no": "what the system had not written yet, half a minute"}


def keeping(told: Told, wanted: Durability, waits: bool, fails_over: bool) -> list[Verdict]:
    """`waits`: the server has WAITAOF. `fails_over`: a replica takes over by itself."""
    match wanted:
        case Durability.DISK:
            first = on_disk(told, waits, fails_over)
        case Durability.REPLICA:
            first = on_replicas(told)
        case Durability.MEMORY:
            first = in_memory(told)
    return [first, writing(told), snapshots(told), loading(told)]


def on_disk(told: Told, waits: bool, fails_over: bool) -> Verdict:
    check, when = "durability", told.settings.get("appendfsync")
    after = "; a failover may lose the newest, which moot's servers put back while they run" if fails_over else ""
    if not told.number("aof_enabled"):
        found = "disk: it keeps nothing on its disk (appendonly no), so that moot does not start"
        return wrong(check, found, f"{told.to_set(BEGIN)}; or --durability replica")
    if when == "always" and told.settings.get("no-appendfsync-on-rewrite") == "yes":
        found = "disk: while it rewrites its file, it does not wait for its disk"
        return wrong(check, found, told.to_set("no-appendfsync-on-rewrite no"))
    if when == "always" or waits:
        how = "appendfsync always" if when == "always" else "WAITAOF"
        return ok(check, f"disk: acknowledged is on the primary's disk ({how}){after}")
    if when is None:
        found = f"disk: neither moot nor its doctor can look at appendfsync: {told.refused}"
        return wrong(
            check, found, "allow CONFIG GET, or take Redis 7.2 or Valkey, which have WAITAOF; or --durability replica"
        )
    found = f"disk: Redis 7.0 with appendfsync {when} does not say when its disk has it, so that moot does not start"
    return wrong(check, found, f"{told.to_set(ALWAYS)}; or --durability replica")


def on_replicas(told: Told) -> Verdict:
    check, count = "durability", sum(replica.get("state") == "online" for replica in told.replicas)
    if not count:
        change = f"on another machine: REPLICAOF {told.address.name} {told.address.port}; or --durability disk"
        return wrong(check, "replica: there is none, so that nothing is ever acknowledged", change)
    found = f"replica: acknowledged is in the memory of one of {count} replicas; lost when all lose power at once"
    if not told.number("aof_enabled"):
        found += ", or when the primary comes back empty, as they copy that"
        return mind(check, found, told.to_set(BEGIN))
    return ok(check, found)


def in_memory(told: Told) -> Verdict:
    check, when = "durability", told.settings.get("appendfsync", "")
    change = f"{told.to_set(BEGIN)}; and --durability disk"
    if told.number("aof_enabled"):
        found = f"memory: a crash of Redis or its machine loses {LOST.get(when, 'what it had not written to its disk')}"
        return ok(check, found) if when == "always" else mind(check, found, change)
    lost = "what came since its last snapshot" if told.settings.get("save") else "all workshops"
    if told.refused:
        lost = "what came since its last snapshot, if it makes any"
    changes = f"{told.number('rdb_changes_since_last_save'):,} changes by now"
    return mind(check, f"memory: a restart or crash of Redis loses {lost}, {changes}", change)


def writing(told: Told) -> Verdict:
    if told.info.get("aof_last_write_status") == "err":
        change = "make room on its disk (CONFIG GET dir says where); writes are taken again by themselves"
        return wrong("append-only file", "the last write to it failed, so that Redis refuses all others", change)
    if told.info.get("aof_last_bgrewrite_status") == "err":
        return mind("append-only file", "could not be rewritten, so it grows", "look at Redis' log, then BGREWRITEAOF")
    return ok("append-only file", "is written" if told.number("aof_enabled") else "none")


def snapshots(told: Told) -> Verdict:
    plan = told.settings.get("save", "")
    told_plan = f"save {plan}" if plan else "none are made by themselves"
    if told.info.get("rdb_last_bgsave_status") == "err":
        change = "make room on its disk (CONFIG GET dir says where), then BGSAVE"
        if plan and told.settings.get("stop-writes-on-bgsave-error") == "yes":
            return wrong("snapshots", "the last one failed, so that Redis refuses all writes (MISCONF)", change)
        return mind("snapshots", "the last one failed", change)
    return ok("snapshots", "cannot look at when they are made" if told.refused else told_plan)


def loading(told: Told) -> Verdict:
    if told.number("loading"):
        found = f"it is at {told.info.get('loading_loaded_perc', '?')} %, and answers nothing before its end"
        return wrong("loading", found, "wait, then run moot doctor again")
    return ok("loading", "all is loaded")
