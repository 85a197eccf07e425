"""Where each statement of the article is demonstrated, and which one is demonstrated nowhere."""

from toolkit.content.claims import claims
from toolkit.content.fault import Fault, shown_path
from toolkit.content.pages import pages
from toolkit.content.place import data_dir
from toolkit.content.quantity import ClaimId, PageNumber
from toolkit.content.tasks import TaskFile, tasks
from toolkit.content.yaml_file import parse_file, read_yaml


def demonstrated(page: PageNumber) -> frozenset[ClaimId]:
    """Return the statements that a page's texts and tasks cite.

    >>> "E5" in demonstrated("03")
    True
    """
    found = set(pages().pages[page].cites)
    for task in tasks(page).tasks.values():
        found |= {source.removeprefix("article:") for source in task.cites if source.startswith("article:")}
    return frozenset(found)


def undemonstrated() -> list[Fault]:
    """Return statements promised to a page that does not cite them, and pages or tasks that do not match."""
    known = pages().pages
    name = "claims.yaml"
    parsed = parse_file(data_dir() / name, name)
    shown = {page: demonstrated(page) for page in known}
    faults = []
    for part, entries in (("claims", claims().claims), ("added", claims().added)):
        for key, entry in entries.items():
            for index, page in enumerate(entry.pages):
                line = parsed.line((part, key, "pages", index))
                if page not in known:
                    remedy = f"Known pages: {', '.join(sorted(known))}."
                    faults.append(Fault(name, line, f"'{key}' names the unknown page '{page}'.", remedy))
                elif part == "claims" and key not in shown[page]:
                    what = f"'{key}' should be demonstrated on page {page}, but nothing there cites it."
                    remedy = f"Add 'article:{key}' to the 'cites' of a block in pages.yaml or of a task."
                    faults.append(Fault(name, line, what, remedy))
    return faults + _misplaced_tasks()


def _misplaced_tasks() -> list[Fault]:
    faults = []
    for file in sorted((data_dir() / "tasks").glob("*.yaml")):
        page = read_yaml(file, TaskFile).page
        if page != file.stem or page not in pages().pages:
            what = f"The file is for page '{page}', which is not its own name or no known page."
            faults.append(Fault(shown_path(file, data_dir()), 1, what, "Name the file after its page."))
    return faults
