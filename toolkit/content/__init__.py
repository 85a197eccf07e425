"""Read the content files of `data/`, and refuse what is wrong with file, line and remedy."""

__all__: list[str] = []
