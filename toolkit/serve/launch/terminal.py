"""What the terminal says of requests that failed: it may be on the projector, and any neighbour can send bad ones."""

import logging
from pathlib import Path

_TORNADO = ("tornado.access", "tornado.application", "tornado.general")


class Discreet(logging.Filter):
    """Leaves out who asked for what, and says of a fault of ours in one line where it is."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record is said at all; it is shortened here.

        >>> record = logging.LogRecord("", logging.WARNING, "", 0, "403 GET /x (10.0.0.7): No.", (), None)
        >>> Discreet().filter(record)
        False
        """
        if record.levelno < logging.ERROR:
            return False
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            where = error.__traceback__
            while where is not None and where.tb_next is not None:
                where = where.tb_next
            place = f" in {Path(where.tb_frame.f_code.co_filename).name}" if where is not None else ""
            record.msg, record.args = f"A request could not be answered ({type(error).__name__}{place}).", ()
            record.exc_info = None
        return True


def keep_discreet() -> None:
    """Let tornado's own loggers say no more than `Discreet` lets them."""
    for name in _TORNADO:
        logger = logging.getLogger(name)
        if not any(isinstance(each, Discreet) for each in logger.filters):
            logger.addFilter(Discreet())
