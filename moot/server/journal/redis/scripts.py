"""What Redis does in one step, as Lua: what is looked at and what is written cannot come apart.

Of a workshop there are, on one shard as they share the tag in braces:

    moot:{id}:journal      a stream; entry N has the id N-0 and the fields `by` and `entry`
    moot:{id}:checkpoint   a hash: position, state
    moot:{id}:forgotten    a set of the lives that were forgotten, for 30 days; with a plus behind, that were replaced

`by` is 8 letters for the workshop's life, which begins with entry 1, and 16 for the append: so a lost answer can be
asked for again, and two journals that differ are told apart by comparing one entry. A stream is never trimmed (J4), so
its length is its last position. What is published is heard over the channel that has the name of the journal:

    N before by entry      kept at N; `before` is the `by` of the one before, or a dash
    N before by            kept at N, too long to be published
    forgotten life
    replaced life
"""

import hashlib
from typing import NamedTuple

LIFE = 8  # letters of `by`
PUBLISHED = 64 << 10  # bytes of the longest entry that is published: followers who lag cost Redis their output buffer
FORGOTTEN_DAYS = 30  # longer than a server stays cut off and then comes back

BEGIN = """
local journal = KEYS[1]
local function by(position)
  local found = redis.call('XRANGE', journal, position .. '-0', position .. '-0')
  return found[1] and found[1][2][2] or ''
end
local function add(position, before, whose, entry)
  redis.call('XADD', journal, position .. '-0', 'by', whose, 'entry', entry)
  local said = position .. ' ' .. (before == '' and '-' or before) .. ' ' .. whose
  if #entry <= PUBLISHED then said = said .. ' ' .. entry end
  redis.call('PUBLISH', journal, said)
end
"""

# journal · position, nonce, `by` of the position before if known, entry → {'kept', by} or {why not, last}
APPEND = """
local position, nonce, known, entry = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4]
local last = redis.call('XLEN', journal)
if last >= position then
  local there = by(position)
  if string.sub(there, LIFE + 1) ~= nonce then return {'taken', last} end
  redis.call('XSETID', journal, last .. '-0')  -- writes nothing new: so that a WAIT that follows has what to wait for
  return {'kept', there}
end
if last < position - 1 then return {'behind', last} end
local before = by(last)
if known ~= '' and known ~= before then return {'other', last} end
local whose = (last == 0 and string.sub(nonce, 1, LIFE) or string.sub(before, 1, LIFE)) .. nonce
add(position, before, whose, entry)
return {'kept', whose}
"""

# journal · position, `by` of it if known → {'kept' or why not, last}; changes nothing, and is waited for nevertheless
SETTLE = """
local position, known = tonumber(ARGV[1]), ARGV[2]
local last = redis.call('XLEN', journal)
if last < position then return {'behind', last} end
if known ~= '' and known ~= by(position) then return {'other', last} end
redis.call('XSETID', journal, last .. '-0')
return {'kept', last}
"""

# journal, checkpoint · position, `by` of it if known, state → {'kept' or why not, last}
KEEP = """
local position, known = tonumber(ARGV[1]), ARGV[2]
local last = redis.call('XLEN', journal)
if last < position then return {'behind', last} end
if known ~= '' and known ~= by(position) then return {'other', last} end
local kept = redis.call('HGET', KEYS[2], 'position')
if not kept or tonumber(kept) < position then
  redis.call('HSET', KEYS[2], 'position', ARGV[1], 'state', ARGV[3])
else
  redis.call('HSET', KEYS[2], 'position', kept)
end
return {'kept', last}
"""

# journal, forgotten · position, life → {last, `by` of the position or of a lower last, 1 if forgotten, 2 replaced}
LOOK = """
local last = redis.call('XLEN', journal)
local position = math.min(last, tonumber(ARGV[1]))
local gone = redis.call('SISMEMBER', KEYS[2], ARGV[2]) + redis.call('SISMEMBER', KEYS[2], ARGV[2] .. '+')
return {last, by(position), gone}
"""

# journal, forgotten · last, `by` of it, then `by` and entry of those that follow → 1 when they were put back
PUT_BACK = """
local last, before = tonumber(ARGV[1]), ARGV[2]
if redis.call('XLEN', journal) ~= last or by(last) ~= before then return 0 end
if redis.call('SISMEMBER', KEYS[2], string.sub(ARGV[3], 1, LIFE)) == 1 then return 0 end
for at = 3, #ARGV, 2 do
  last = last + 1
  add(last, before, ARGV[at], ARGV[at + 1])
  before = ARGV[at]
end
return 1
"""

# journal, checkpoint, forgotten · life if known
FORGET = """
local life = ARGV[1]
if redis.call('XLEN', journal) > 0 then life = string.sub(by(1), 1, LIFE) end
if life ~= '' then
  redis.call('SADD', KEYS[3], life)
  redis.call('EXPIRE', KEYS[3], FORGOTTEN_DAYS * 86400)
end
redis.call('DEL', KEYS[1], KEYS[2])
redis.call('PUBLISH', journal, 'forgotten ' .. life)
return 1
"""


# journal, checkpoint, forgotten · last, `by` of it if known, nonce, state, entries → {'kept', by} or {why not, last}
REPLACE = """
local last, known, nonce = tonumber(ARGV[1]), ARGV[2], ARGV[3]
local there, first = redis.call('XLEN', journal), by(1)
local whose = string.sub(nonce, 1, LIFE) .. nonce
if first == whose then
  redis.call('XSETID', journal, there .. '-0')
  return {'kept', whose}
end
if there ~= last then return {there < last and 'behind' or 'taken', there} end
if known ~= '' and known ~= by(last) then return {'other', there} end
local life = string.sub(first, 1, LIFE)
redis.call('SADD', KEYS[3], life, life .. '+')
redis.call('EXPIRE', KEYS[3], FORGOTTEN_DAYS * 86400)
redis.call('DEL', KEYS[1], KEYS[2])
for at = 5, #ARGV do
  redis.call('XADD', journal, (at - 4) .. '-0', 'by', whose, 'entry', ARGV[at])
end
redis.call('HSET', KEYS[2], 'position', #ARGV - 4, 'state', ARGV[4])
redis.call('PUBLISH', journal, 'replaced ' .. life)
return {'kept', whose}
"""


class Script(NamedTuple):
    source: str
    digest: str


class Scripts:
    """The scripts for one kind of server: a cluster publishes to one shard."""

    def __init__(self, sharded: bool) -> None:
        self._sharded = sharded
        self.append = self._made(APPEND)
        self.settle = self._made(SETTLE)
        self.keep = self._made(KEEP)
        self.look = self._made(LOOK)
        self.put_back = self._made(PUT_BACK)
        self.forget = self._made(FORGET)
        self.replace = self._made(REPLACE)

    def _made(self, body: str) -> Script:
        source = BEGIN.replace("PUBLISHED", str(PUBLISHED)) + body
        source = source.replace("FORGOTTEN_DAYS", str(FORGOTTEN_DAYS)).replace("LIFE", str(LIFE))
        if self._sharded:
            source = source.replace("'PUBLISH'", "'SPUBLISH'")
        return Script(source, hashlib.sha1(source.encode(), usedforsecurity=False).hexdigest())


def journal_key(workshop: str) -> str:
    return f"moot:{{{workshop}}}:journal"


def checkpoint_key(workshop: str) -> str:
    return f"moot:{{{workshop}}}:checkpoint"


def forgotten_key(workshop: str) -> str:
    return f"moot:{{{workshop}}}:forgotten"


def workshop_of(key: bytes) -> str:
    """Of a journal's key, which is also the name of its channel."""
    return key.decode().removeprefix("moot:{").removesuffix("}:journal")
