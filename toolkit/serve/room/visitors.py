"""Visitors made of code: each opens a page as a browser does, waits for its widgets, and moves a control.

They only ever visit this machine, their number and their time are bounded, and they leave when they are done.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from toolkit.serve.room.visited_page import VisitError, open_page

MOST_VISITORS = 500


@dataclass
class Visit:
    """What one visitor met with.

    Attributes:
        number: which visitor.
        page_seconds: from the first request to the whole page.
        ready_seconds: from the first request to the first answer of a moved control.
        moves_ms: each further move, from sending it to the kernel's having done with it.
        bytes_at_load: what crossed the websocket until the widgets were known.
        kernel_id: whose kernel it was.
        failed: empty, or what went wrong.
    """

    number: int
    page_seconds: float = 0.0
    ready_seconds: float = 0.0
    moves_ms: list[float] = field(default_factory=list)
    bytes_at_load: int = 0
    kernel_id: str = ""
    failed: str = ""


async def visit(
    number: int,
    address: str,
    *,
    delay: float = 0.0,
    moves: int = 0,
    every: float = 2.0,
    seconds: float = 120.0,
    gathered: asyncio.Event | None = None,
    arrived: Callable[[Visit], None] | None = None,
) -> Visit:
    """Visit a page once, and tell how it was.

    Args:
        number: which visitor this is.
        address: the page's address, on this machine.
        delay: seconds to wait before.
        moves: how often to move the control after the first time.
        every: seconds between moves.
        seconds: when to give up waiting for the page.
        gathered: moves begin when it is set, so that all are there.
        arrived: called when the page is ready or has failed.
    """
    outcome = Visit(number)
    await asyncio.sleep(delay)
    begun = time.perf_counter()
    told = False
    try:
        async with asyncio.timeout(seconds) as limit, open_page(address, seconds=seconds) as page:
            outcome.page_seconds = time.perf_counter() - begun
            outcome.kernel_id = page.kernel_id
            await page.load()
            outcome.bytes_at_load = page.bytes_read
            control = page.control()
            if control is not None:
                await page.move(control(0))
            outcome.ready_seconds = time.perf_counter() - begun
            if arrived is not None:
                arrived(outcome)
            told = True
            limit.reschedule(None)
            if gathered is not None:
                await asyncio.wait_for(gathered.wait(), seconds)
            for n in range(1, moves + 1 if control is not None else 1):
                await asyncio.sleep(every * (0.5 + (number * 0.618 + n * 0.382) % 1))
                assert control is not None
                outcome.moves_ms.append(await asyncio.wait_for(page.move(control(n)), 60))
    except TimeoutError:
        outcome.failed = f"no answer within {seconds:.0f} s"
    except (VisitError, OSError) as error:
        outcome.failed = str(error) or type(error).__name__
    if arrived is not None and not told:
        arrived(outcome)
    return outcome


async def crowd(
    address: str,
    visitors: int,
    *,
    within: float = 2.0,
    moves: int = 0,
    every: float = 2.0,
    seconds: float = 120.0,
    gathered: Callable[[], None] | None = None,
) -> list[Visit]:
    """Let visitors come evenly within a time, wait for each other, move, and leave.

    Args:
        address: the page's address, on this machine.
        visitors: how many, at most `MOST_VISITORS`.
        within: seconds in which they come; 0 for all at once.
        moves: how often each moves a control once all are there.
        every: seconds between two moves of one visitor, on average.
        seconds: when a visitor gives up.
        gathered: called when all are there, before they move: the moment to measure.

    Raises:
        ValueError: too many visitors, or not this machine.
    """
    if not 1 <= visitors <= MOST_VISITORS:
        raise ValueError(f"From 1 to {MOST_VISITORS} visitors can be sent, not {visitors}.")
    everybody = asyncio.Event()
    missing = visitors

    def arrived(_: Visit) -> None:
        nonlocal missing
        missing -= 1
        if missing == 0:
            if gathered is not None:
                gathered()
            everybody.set()

    return await asyncio.gather(
        *(
            visit(
                number,
                address,
                delay=within * number / visitors,
                moves=moves,
                every=every,
                seconds=seconds,
                gathered=everybody,
                arrived=arrived,
            )
            for number in range(visitors)
        )
    )
