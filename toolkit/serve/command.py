"""The command `sciatica-toolkit`."""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from toolkit import __version__

EXAMPLES = """\
examples:
  sciatica-toolkit serve                 open the dashboards in a browser
  sciatica-toolkit serve --port 9000     ... on a port of your choice
  sciatica-toolkit serve --class 40      open them for 40 students in the same Wi-Fi, with a page for the projector
  sciatica-toolkit lab                   open your own copy of the notebooks in JupyterLab
  sciatica-toolkit check                 is the content sound, and is this machine ready?
  sciatica-toolkit serve --cases my_cases             offer your own patients in the clinic, beside ours
  sciatica-toolkit case check my_cases                are these case files sound?
  sciatica-toolkit case paper calf_line sit_bone      print cases, for the day on which the network fails
  sciatica-toolkit rehearse --students 60             will this laptop hold a class?
  sciatica-toolkit cohort --n 100000 --out runners.csv    invented runners for a seminar

exit codes: 0 all is well, 1 something is wrong (it says what), 2 the command was not understood
"""


def parser() -> argparse.ArgumentParser:
    """Return the command's parser."""
    top = argparse.ArgumentParser(
        prog="sciatica-toolkit",
        description="Dashboards that teach what stands behind 'sciatica'. A teaching simulation, not advice.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"sciatica-toolkit {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    serve = commands.add_parser("serve", help="open the dashboards on this machine")
    serve.add_argument(
        "--port", type=_port, help="a port from 1024 to 65535; the first free one from 8866 on when left out"
    )
    serve.add_argument(
        "--base-url", type=_prefix, default="/", help="the prefix of a hub or proxy, such as /user/ann/"
    )
    serve.add_argument(
        "--known-as",
        type=_name,
        action="append",
        default=[],
        metavar="NAME",
        help="a name under which a proxy serves it, such as teaching.example.org; under other names it does not answer",
    )
    serve.add_argument(
        "--class",
        dest="students",
        nargs="?",
        type=_students,
        const=60,
        metavar="N",
        help="open a room for N students (60 when left out) in the local network; without it, only this machine is "
        "served",
    )
    serve.add_argument(
        "--address",
        default="",
        help="with --class: the one address of this computer to listen at and to show; all of them when left out",
    )
    serve.add_argument(
        "--keep",
        type=Path,
        metavar="FILE",
        help="with --class: keep the class board's answers, without names, in this .sqlite file",
    )
    serve.add_argument("--no-browser", action="store_true", help="print the address only")
    serve.add_argument("--plain", action="store_true", help="start every page plainly; keep none ready")
    _with_cases(serve)
    serve.add_argument("--debug", action="store_true", help="show tracebacks on the pages, for developers")
    serve.add_argument(
        "--hub", action="store_true", help="be a server of the JupyterHub that starts this (docs/faculty.md)"
    )
    serve.add_argument(
        "--places", type=_places, help="with --hub: how many pages may be open at once on this server"
    )

    lab = commands.add_parser("lab", help="open your own copy of the notebooks in JupyterLab")
    lab.add_argument(
        "--folder",
        type=Path,
        help="where your copy lies; 'sciatica-notebooks' in your home folder when left out",
    )
    lab.add_argument("--port", type=_port)
    lab.add_argument("--base-url", type=_prefix, default="/", help="the prefix of a hub or proxy")
    lab.add_argument("--token", help="the secret in the address; drawn anew each time when left out")
    lab.add_argument("--no-browser", action="store_true")
    _with_cases(lab)
    lab.add_argument("--hub", action="store_true", help="be a server of the JupyterHub that starts this")

    many = commands.add_parser("cohort", help="live many invented runners and write a file, one row a runner")
    many.add_argument("--n", type=_count, default=10_000, help="runners; 10,000 when left out")
    many.add_argument("--out", type=Path, required=True, help="a new file that ends in .parquet or .csv")
    many.add_argument("--weeks", type=int, choices=range(4, 105), default=52, metavar="4..104")
    many.add_argument("--seed", type=int, default=0)

    rehearsal = commands.add_parser(
        "rehearse", help="load this machine as a class would, and say whether it will hold"
    )
    rehearsal.add_argument("--students", type=_count, default=60)

    case = commands.add_parser("case", help="work on case files: check them, print them, complete them")
    tasks = case.add_subparsers(dest="task", required=True, metavar="TASK")
    checking = tasks.add_parser("check", help="say what is wrong in files, with line and remedy")
    checking.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="case files, or a folder of them"
    )
    paper = tasks.add_parser("paper", help="write a sheet for students and one for the lecturer, to print")
    paper.add_argument(
        "cases", nargs="*", metavar="CASE", help="names, files or folders; all of ours when left out"
    )
    paper.add_argument(
        "--out", type=Path, default=Path("cases-on-paper"), help="a folder; 'cases-on-paper' when left out"
    )
    schema = tasks.add_parser("schema", help="write the JSON schema by which an editor completes a case file")
    schema.add_argument("--out", type=Path, default=Path("case.schema.json"))

    commands.add_parser("check", help="say in plain words whether content and machine are in order")
    return top


def _with_cases(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--cases",
        type=Path,
        metavar="FOLDER",
        help="a folder of case files that the clinic offers beside ours",
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    chosen = parser().parse_args(arguments)
    try:
        return _run(chosen)
    except KeyboardInterrupt:
        return 0
    except BrokenPipeError:
        # Whoever read our words has stopped reading; nothing is wrong.
        return 0
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"sciatica-toolkit: {where}{error.strerror or error}", file=sys.stderr)
        return 1


def _run(chosen: argparse.Namespace) -> int:
    # Each command imports what it needs: `--help` answers at once.
    if chosen.command in {"serve", "lab"}:
        return _open(chosen)
    if chosen.command == "cohort":
        return _cohort(chosen)
    if chosen.command == "rehearse":
        return _rehearse(chosen.students)
    if chosen.command == "case":
        return _case(chosen)
    from toolkit.serve.launch.diagnosis import report  # noqa: PLC0415

    text, code = report()
    print(text)
    return code


def _open(chosen: argparse.Namespace) -> int:
    if chosen.cases is not None:
        from toolkit.serve.launch.own_cases import offer  # noqa: PLC0415

        if not offer(chosen.cases):
            return 1
    if chosen.command == "serve" and chosen.hub:
        from toolkit.serve.hub.dashboards import serve_behind_hub  # noqa: PLC0415

        return serve_behind_hub(pages_at_once=chosen.places)
    if chosen.command == "serve" and chosen.students is not None:
        return _serve_class(chosen)
    if chosen.command == "serve":
        from toolkit.serve.launch.dashboards import serve  # noqa: PLC0415

        for_a_class = {"--keep": chosen.keep, "--address": chosen.address}
        wrong = next((name for name, given in for_a_class.items() if given), None)
        if wrong:
            print(
                f"sciatica-toolkit: {wrong} belongs to --class; without it only this machine is served.",
                file=sys.stderr,
            )
            return 1
        return serve(
            chosen.port,
            base_url=chosen.base_url,
            known_as=chosen.known_as,
            open_browser=not chosen.no_browser,
            debug=chosen.debug,
            plain=chosen.plain,
        )
    from toolkit.serve.launch.lab import USUAL_FOLDER, lab  # noqa: PLC0415

    return lab(
        chosen.folder or Path.home() / USUAL_FOLDER,
        port=chosen.port,
        base_url=chosen.base_url,
        token=chosen.token,
        open_browser=not chosen.no_browser,
        hub=chosen.hub,
    )


def _cohort(chosen: argparse.Namespace) -> int:
    from toolkit.reports.cohort_file import CohortFileError, write_cohort  # noqa: PLC0415

    def progress(done: int, n: int) -> None:
        print(f"\r  {done:,} of {n:,} runners", end="", file=sys.stderr, flush=True)

    try:
        lived = write_cohort(chosen.n, chosen.out, weeks=chosen.weeks, seed=chosen.seed, progress=progress)
    except CohortFileError as error:
        print(f"sciatica-toolkit: {error}", file=sys.stderr)
        return 1
    print(f"\n{lived.runners:,} invented runners of {chosen.weeks} weeks are in {chosen.out.name}.")
    return 0


def _serve_class(chosen: argparse.Namespace) -> int:
    from toolkit.serve.launch.classroom import serve_class  # noqa: PLC0415

    if chosen.base_url != "/" or chosen.known_as:
        print(
            "sciatica-toolkit: a room stands in the local network and not behind a hub or proxy: leave out --base-url "
            "and --known-as.",
            file=sys.stderr,
        )
        return 1
    try:
        return serve_class(
            chosen.students,
            chosen.port,
            address=chosen.address,
            open_browser=not chosen.no_browser,
            debug=chosen.debug,
            plain=chosen.plain,
            keep=chosen.keep,
        )
    except ValueError as error:
        print(f"sciatica-toolkit: {error}", file=sys.stderr)
        return 1


def _rehearse(students: int) -> int:
    from toolkit.serve.room.rehearsal import rehearse  # noqa: PLC0415

    try:
        outcome = rehearse(students)
    except ValueError as error:
        print(f"sciatica-toolkit: {error}", file=sys.stderr)
        return 1
    print(outcome.report())
    return 0 if outcome.holds else 1


def _case(chosen: argparse.Namespace) -> int:
    from toolkit.serve.launch import own_cases  # noqa: PLC0415

    if chosen.task == "check":
        return own_cases.check(chosen.files)
    if chosen.task == "schema":
        return own_cases.write_schema(chosen.out)
    return own_cases.write_paper(chosen.cases, chosen.out)


def _count(text: str) -> int:
    plain = text.replace(",", "").replace("_", "")
    if not plain.isdigit() or not 1 <= int(plain) <= 100_000_000:
        raise argparse.ArgumentTypeError(f"a number of runners from 1 to 100,000,000, not {text!r}")
    return int(plain)


def _places(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 2000:
        raise argparse.ArgumentTypeError(f"a number of pages from 1 to 2000, not {text!r}")
    return int(text)


def _port(text: str) -> int:
    if not text.isdigit() or not 1024 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"a port is a whole number from 1024 to 65535, not {text!r}")
    return int(text)


def _students(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 500:
        raise argparse.ArgumentTypeError(f"a room is for 1 to 500 students, not for {text!r}")
    return int(text)


def _name(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", text):
        raise argparse.ArgumentTypeError(
            f"a name as it stands in an address, without http:// and port, not {text!r}"
        )
    return text.lower()


def _prefix(text: str) -> str:
    return "/" + text.strip("/") + "/" if text.strip("/") else "/"


if __name__ == "__main__":
    sys.exit(main())
