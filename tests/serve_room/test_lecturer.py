"""The lecturer's key, and the visitor's cookie: who is let in, who is turned away."""

import asyncio
import re
from contextlib import asynccontextmanager

import pytest
import tornado.escape
import tornado.httpserver
import tornado.web
from tornado.httpclient import AsyncHTTPClient
from tornado.testing import bind_unused_port

from toolkit.serve.room.lecturer import LecturerKey


class Door(tornado.web.RequestHandler):
    base_url = "/"

    def get(self):
        key = self.settings["key"]
        if key.fits(self.get_query_argument("key", "")):
            key.admit(self)
        first, second = key.visitor_of(self), key.visitor_of(self)
        self.finish({"allowed": key.allows(self), "visitor": first, "same": first == second})


@asynccontextmanager
async def door(key, cookie_secret="s" * 32):
    app = tornado.web.Application([("/", Door)], key=key, cookie_secret=cookie_secret)
    socket, port = bind_unused_port()
    server = tornado.httpserver.HTTPServer(app)
    server.add_socket(socket)

    async def ask(path="/", cookie=""):
        answer = await AsyncHTTPClient().fetch(
            f"http://127.0.0.1:{port}{path}", headers={"Cookie": cookie} if cookie else {}
        )
        given = "; ".join(line.split(";")[0] for line in answer.headers.get_list("Set-Cookie"))
        return tornado.escape.json_decode(answer.body), given

    try:
        yield ask
    finally:
        server.stop()
        await server.close_all_connections()


def test_only_who_has_said_the_secret_is_the_lecturer():
    async def go():
        key = LecturerKey()
        async with door(key) as ask:
            said, student = await ask()
            assert not said["allowed"]
            for wrong in ("guess", "%00", "", "ä", key.secret[:-1], key.secret + "x"):
                _, given = await ask(f"/?key={tornado.escape.url_escape(wrong)}")
                assert "st-lecturer" not in given
            _, lecturer = await ask(f"/?key={key.secret}")
            assert (await ask(cookie=lecturer))[0]["allowed"]
            assert not (await ask(cookie=student))[0]["allowed"]
            assert not (await ask(cookie="st-lecturer=1"))[0]["allowed"]
            return lecturer

    cookie = asyncio.run(go())

    async def tomorrow():
        async with door(LecturerKey()) as ask:
            assert not (await ask(cookie=cookie))[0]["allowed"], "yesterday's key opens today's room"

    asyncio.run(tomorrow())


def test_key_is_frozen_drawn_anew_and_not_shown():
    key = LecturerKey()
    assert key.secret not in repr(key)
    assert len(key.secret) >= 24
    assert key.secret != LecturerKey().secret
    with pytest.raises(AttributeError):
        key.secret = "mine"


def test_visitor_is_the_same_until_the_cookie_is_forged():
    async def go():
        async with door(LecturerKey()) as ask:
            said, cookie = await ask()
            assert said["same"]
            again, none = await ask(cookie=cookie)
            assert again["visitor"] == said["visitor"]
            assert none == ""
            forged, new = await ask(cookie=cookie[:-3] + "000")
            assert forged["visitor"] != said["visitor"]
            assert re.match(r"st-visitor-\d+=", new)

    asyncio.run(go())


def test_a_second_server_on_this_computer_takes_nobodys_place():
    """A browser sends the cookies of one port to the other: each server must find its own among them."""

    async def go():
        async with door(LecturerKey(), "a" * 32) as mine, door(LecturerKey(), "b" * 32) as other:
            said, cookie = await mine()
            _, more = await other(cookie=cookie)
            box = dict(each.split("=", 1) for each in (*cookie.split("; "), *more.split("; ")))
            both = "; ".join(f"{name}={value}" for name, value in box.items())
            again, none = await mine(cookie=both)
            assert again["visitor"] == said["visitor"]
            assert none == ""

    asyncio.run(go())
