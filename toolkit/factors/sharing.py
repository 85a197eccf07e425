"""Share a cohort's blocks among processes: each lives every so-manieth block and hands back its counts.

Own processes instead of `multiprocessing`: they need no guard in a student's script, copy no running kernel,
and end with their pipes.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import BinaryIO, TypeVar

Result = TypeVar("Result")
Span = tuple[int, int]


def shared(job: Callable[[Span], Result], spans: list[Span], workers: int) -> Iterator[Result]:
    """Return the results of a job for each span, in their order, worked out by some processes.

    A process waits when nobody takes its results, so memory stays flat; all end when the iterator is closed.

    Args:
        job: a picklable function of a span.
        spans: first and one past the last of each block.
        workers: processes; 1 stays in this one.

    Raises:
        ChildProcessError: a process ended before its work was done.

    >>> from functools import partial
    >>> list(shared(partial(divmod, 7), [2, 3], workers=1))
    [(3, 1), (2, 1)]
    """
    if workers == 1:
        yield from map(job, spans)
        return
    with ExitStack() as stack:
        pipes = [_start(stack, job, spans[first::workers]) for first in range(min(workers, len(spans)))]
        for at in range(len(spans)):
            try:
                well, result = pickle.load(pipes[at % len(pipes)])  # noqa: S301 - written by our own process
            except (EOFError, pickle.UnpicklingError):
                well, result = False, "it ended early"
            if not well:
                raise ChildProcessError(
                    f"A process of the cohort failed: {result}. Try again with workers=1."
                )
            yield result


def _start(stack: ExitStack, job: Callable[[Span], Result], spans: list[Span]) -> BinaryIO:
    environment = {
        **os.environ,
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    process = subprocess.Popen(
        [sys.executable, "-c", "from toolkit.factors.sharing import work; work()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    stack.callback(_end, process)
    if process.stdin is None or process.stdout is None:
        raise ChildProcessError("A process of the cohort has no pipes.")
    pickle.dump((job, spans), process.stdin)
    process.stdin.close()
    return process.stdout  # type: ignore[return-value]


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    if process.stdout is not None:
        process.stdout.close()
    process.wait()


def work() -> None:
    """Do the spans that the process which started this one asks for; results go back over the pipe."""
    told = sys.stdout.buffer
    job, spans = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by the process that started this one
    for span in spans:
        try:
            answer = (True, job(span))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told in one sentence
            answer = (False, str(error) or type(error).__name__)
        try:
            pickle.dump(answer, told)
            told.flush()
        except BrokenPipeError:
            return
