"""Keys that put things in order: between any two there is room for another (fractional indexing, after D. Greenspan).

A key is an integer part whose first letter tells its length (`a0` … `az`, `b00` …; `Zz` comes before `a0`), and a
fraction that does not end in `0`. Appending makes keys longer only every 62nd, then every 3,844th time.
"""

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def between(lower: str, upper: str) -> str:
    """A key above `lower` and below `upper`; an empty one leaves that side open. Two need `lower < upper`."""
    if not lower:
        return _before(upper) if upper else "a0"
    if not upper:
        return _after(lower)
    if lower >= upper:
        raise ValueError(f"no key between {lower!r} and {upper!r}")
    whole_lower, whole_upper = _whole(lower), _whole(upper)
    if whole_lower == whole_upper:
        return whole_lower + _middle(lower[len(whole_lower) :], upper[len(whole_upper) :])
    following = _step(whole_lower, 1)
    return following if following and following < upper else whole_lower + _middle(lower[len(whole_lower) :], "")


def _after(lower: str) -> str:
    whole = _whole(lower)
    return _step(whole, 1) or whole + _middle(lower[len(whole) :], "")


def _before(upper: str) -> str:
    whole = _whole(upper)
    if whole < upper:
        return whole
    return _step(whole, -1) or whole + _middle("", upper[len(whole) :])


def _whole(key: str) -> str:
    head = key[0]
    return key[: ord(head) - ord("a") + 2 if head >= "a" else ord("Z") - ord(head) + 2]


def _step(whole: str, by: int) -> str:
    """The next or previous integer part; empty when there is none."""
    head, digits = whole[0], list(whole[1:])
    full, empty = (DIGITS[-1], DIGITS[0]) if by > 0 else (DIGITS[0], DIGITS[-1])
    for at in reversed(range(len(digits))):
        if digits[at] != full:
            digits[at] = DIGITS[DIGITS.index(digits[at]) + by]
            return head + "".join(digits)
        digits[at] = empty
    if head == ("Z" if by > 0 else "a"):
        return "a0" if by > 0 else "Z" + DIGITS[-1]
    if head == ("z" if by > 0 else "A"):
        return ""
    following = chr(ord(head) + by)
    grows = (by > 0) == (following >= "a")
    return following + "".join([*digits, empty] if grows else digits[:-1])


def _middle(lower: str, upper: str) -> str:
    """A fraction strictly between two; an empty `upper` stands for one."""
    made = ""
    while True:
        if upper:
            same = _same_start(lower, upper)
            made, lower, upper = made + upper[:same], lower[same:], upper[same:]
        low = DIGITS.index(lower[0]) if lower else 0
        high = DIGITS.index(upper[0]) if upper else len(DIGITS)
        if high - low > 1:
            return made + DIGITS[(low + high) // 2]
        if len(upper) > 1:
            return made + upper[0]
        made, lower, upper = made + DIGITS[low], lower[1:], ""


def _same_start(lower: str, upper: str) -> int:
    """How many digits of `upper` are those of `lower`, which goes on with zeros."""
    same = 0
    while same < len(upper) and (lower[same] if same < len(lower) else DIGITS[0]) == upper[same]:
        same += 1
    return same
