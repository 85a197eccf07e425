"""Where each statement of the article is demonstrated, and which one is demonstrated nowhere."""

from toolkit.content.claims import claims
from toolkit.content.fault import Fault, shown_path
from toolkit.content.pages import pages
from toolkit.content.place import data_dir
from toolkit.content.quantity import ClaimId, Id, PageNumber
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


def added_on(page: PageNumber) -> frozenset[Id]:
    """Return what a page teaches that the article does not name; the words of safety stand on every page.

    >>> "cauda_equina" in added_on("00")
    True
    """
    blocks = pages().pages[page].blocks.values()
    return frozenset(pages().safety.adds).union(*(block.adds for block in blocks))


def undemonstrated() -> list[Fault]:
    """Return statements promised to a page that does not cite them, and pages or tasks that do not match."""
    known = pages().pages
    name = "claims.yaml"
    parsed = parse_file(data_dir() / name, name)
    promised = (
        (
            "claims",
            claims().claims,
            {page: demonstrated(page) for page in known},
            "'article:{}' to the 'cites'",
        ),
        ("added", claims().added, {page: added_on(page) for page in known}, "'{}' to the 'adds'"),
    )
    faults = []
    for part, entries, shown, add in promised:
        for key, entry in entries.items():
            for index, page in enumerate(entry.pages):
                line = parsed.line((part, key, "pages", index))
                if page not in known:
                    remedy = f"Known pages: {', '.join(sorted(known))}."
                    faults.append(Fault(name, line, f"'{key}' names the unknown page '{page}'.", remedy))
                elif key not in shown[page]:
                    what = f"'{key}' should be demonstrated on page {page}, but nothing there cites it."
                    remedy = f"Add {add.format(key)} of a block in pages.yaml that says it."
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
