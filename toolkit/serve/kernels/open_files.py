"""How many files the server may have open: a page takes about ten."""


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
    wanted = 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (OSError, ValueError):
            return int(soft)
        return int(wanted)
    return int(soft) if soft != resource.RLIM_INFINITY else 65_536
