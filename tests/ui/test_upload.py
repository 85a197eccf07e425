"""Files come in acknowledged pieces; what is out of order or too large is refused in one sentence."""

import pytest

from toolkit.ui.controls import Upload


class Sender:
    def __init__(self, limit_mb=1):
        self.got = []
        self.acks = []
        self.upload = Upload("Your log", ".csv", limit_mb, self._received)
        self.upload.send = lambda content, buffers=None: self.acks.append(content["ack"])

    def _received(self, files):
        self.got.append(files)
        return "Read."

    def piece(self, data, index=0, count=1, piece=0, pieces=1, name="log.csv"):
        content = {
            "name": name,
            "index": index,
            "count": count,
            "piece": piece,
            "pieces": pieces,
            "size": len(data),
        }
        self.upload._handle_custom_msg(content, [memoryview(data)])


def test_a_file_in_two_pieces_arrives_whole():
    sender = Sender()
    sender.piece(b"abc", pieces=2)
    sender.piece(b"def", piece=1, pieces=2)
    assert sender.got == [[("log.csv", b"abcdef")]]
    assert sender.acks == ["next", "next"]
    assert sender.upload.message == "Read."


def test_several_files_arrive_together():
    sender = Sender()
    sender.piece(b"a", count=2, name="a.fit")
    sender.piece(b"b", index=1, count=2, name="b.fit")
    assert sender.got == [[("a.fit", b"a"), ("b.fit", b"b")]]


def test_pieces_out_of_order_stop_with_a_sentence():
    sender = Sender()
    sender.piece(b"abc", piece=1, pieces=2)
    assert sender.acks == ["stop"]
    assert "Choose it again" in sender.upload.message
    assert sender.got == []


def test_more_than_the_limit_stops():
    sender = Sender(limit_mb=1)
    for number in range(3):
        sender.piece(b"x" * 500_000, piece=number, pieces=3)
    assert sender.acks[-1] == "stop"
    assert sender.got == []


def test_a_forged_message_stops_and_a_new_file_can_follow():
    sender = Sender()
    sender.upload._handle_custom_msg({"name": "x"}, [])
    sender.upload._handle_custom_msg("x", [])
    sender.piece(b"abc")
    assert sender.acks == ["stop", "stop", "next"]
    assert sender.got == [[("log.csv", b"abc")]]


@pytest.mark.parametrize(
    ("error", "said"),
    [(ValueError("Line 3 has no date."), "Line 3"), (RuntimeError("x"), "could not be read")],
)
def test_a_reader_that_fails_still_answers(error, said):
    sender = Sender()

    def fails(files):
        raise error

    sender.upload._received = fails
    sender.piece(b"abc")
    assert said in sender.upload.message
    assert sender.acks == ["next"]
