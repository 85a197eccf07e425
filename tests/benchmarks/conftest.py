"""Nothing here is a test: these scripts are run by a person, and some need peers that the tests do without."""

collect_ignore_glob = ["*.py"]
