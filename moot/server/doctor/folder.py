"""The folder of the embedded journal: whether it can be written, on which kind of file system, with how much room."""

import os
import shutil
import tempfile
from pathlib import Path

from moot.server.doctor.pace import SLOW, Stopwatch, judged
from moot.server.doctor.verdict import Verdict, mind, ok, wrong

MOUNTS = Path("/proc/self/mounts")
# Locks and fsync over a network are promises of somebody else, and SQLite's WAL needs memory shared by all.
NETWORK = frozenset(
    "nfs nfs4 cifs smb3 smbfs 9p afs ceph glusterfs lustre gpfs ocfs2 gfs2 fuse.sshfs fuse.s3fs".split()
)
GONE = {
    "tmpfs": "in memory, and gone when the machine restarts",
    "ramfs": "in memory, and gone when the machine restarts",
    "overlay": "a container's own, and gone with the container",
}
LITTLE, TOO_LITTLE = 1 << 30, 100 << 20  # bytes; a workshop is some megabytes
SYNCS, PATIENCE = 20, 3.0
PAGE = b"moot" * 1024


def folder(path: Path) -> list[Verdict]:
    """Writes nothing but a file without a name, which goes with this process."""
    place = path.resolve()
    there = next(folder for folder in (place, *place.parents) if os.access(folder, os.F_OK))
    try:
        with tempfile.TemporaryFile(dir=there) as file:
            measured = [room(shutil.disk_usage(there).free), sync_time(file.fileno())]
    except OSError as error:
        change = f"let whoever runs moot serve write there (chown, chmod 700 {there}), or name another folder by --data"
        return [wrong("folder", f"{there} cannot be written: {error.strerror}", change), file_system(place)]
    return [_found(place, there == place), file_system(place), *measured]


def _found(place: Path, is_there: bool) -> Verdict:
    if is_there:
        return ok("folder", f"{place} can be written")
    change = "nothing, if it is to be a new one; else name the right one by --data"
    return mind("folder", f"{place} is not there; moot serve makes it", change)


def file_system(place: Path, mounts: str = "") -> Verdict:
    """Of a path without links; `mounts` as in /proc/self/mounts."""
    kind = kind_of(place, mounts or (MOUNTS.read_text() if MOUNTS.exists() else ""))
    change = "put the folder on a disk of this machine: --data FOLDER"
    if kind in NETWORK:
        return mind("file system", f"{kind}, over a network: locks and durable writes are not to be relied on", change)
    if kind in GONE:
        return mind("file system", f"{kind}: {GONE[kind]}", f"{change}, in a container on a volume")
    return ok("file system", kind or "not known on this system")


def kind_of(place: Path, mounts: str) -> str:
    """Of the innermost mount that the place is in; of several over each other the last one."""
    best, kind = -1, ""
    for line in mounts.splitlines():
        where = Path(line.split(" ")[1].encode().decode("unicode_escape"))
        if (place == where or where in place.parents) and len(where.parts) >= best:
            best, kind = len(where.parts), line.split(" ")[2]
    return kind


def room(free: int) -> Verdict:
    found = f"{free / (1 << 30):.1f} GiB are free"
    change = "make room, or put the folder on a greater disk: --data FOLDER"
    if free < TOO_LITTLE:
        return wrong("room", found, change)
    return mind("room", found, change) if free < LITTLE else ok("room", found)


def sync_time(file: int) -> Verdict:
    watch = Stopwatch(SYNCS, PATIENCE)
    try:
        while watch.goes_on:
            with watch:
                os.write(file, PAGE)
                os.fsync(file)
    except OSError as error:
        return wrong("disk", f"a write did not come to the disk: {error.strerror}", "look at the disk: dmesg, df")
    return judged("disk", "writes that are on the disk", watch.took, SLOW, "a faster disk: an SSD of this machine")
