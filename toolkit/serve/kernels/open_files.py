"""How many files the server may have open: a page takes about ten."""

_MANY = 65_536


def raise_limit() -> int:
    """Raise this process's limit of open files as far as the system lets it, and return it.

    >>> raise_limit() > 100
    True
    """
    try:
        import resource  # noqa: PLC0415 - not there on Windows
    except ImportError:
        return 2048
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return _MANY
    # macOS names no limit and takes no more than the second.
    for wanted in (_MANY, 10_240):
        within = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
        if soft >= within:
            break
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (within, hard))
        except (OSError, ValueError):
            continue
        return int(within)
    return int(soft)
