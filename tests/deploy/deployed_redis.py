"""A Redis or Valkey with `deploy/redis.conf` itself, on a port and in a folder of its own."""

import subprocess

from tests.deploy.front import DEPLOY
from tests.redis_servers import RedisServer


class DeployedRedis(RedisServer):
    def _run(self) -> "subprocess.Popen[bytes]":
        own = ("--port", str(self.port), "--dir", str(self.folder), "--logfile", str(self.folder / "log"))
        words = [self.program, str(DEPLOY / "redis.conf"), *own]
        quiet = subprocess.DEVNULL
        return subprocess.Popen(words, stdin=quiet, stdout=quiet, stderr=quiet, process_group=0)
