"""Luck and windows of one runner, for the mesa model."""

from collections import deque

from daily_process import SameLuck


class Drawn:
    """Luck from mesa's own generator."""

    def __init__(self, generator):
        self.normal, self.uniform = generator.gauss, generator.random

    def week(self, _):
        return self.normal(0, 1), self.normal(0, 1)

    def day(self, _):
        normal = self.normal
        return self.uniform(), normal(0, 1), self.uniform(), normal(0, 1), normal(0, 1), normal(0, 1)

    def run(self, _):
        normal = self.normal
        return normal(0, 1), normal(0, 1), normal(0, 1), self.uniform()

    def one_uniform(self, *_):
        return self.uniform()

    def one_normal(self, *_):
        return self.normal(0, 1)


class LookedUp:
    """The toolkit's luck of one runner."""

    def __init__(self, same: SameLuck, at: int):
        self.luck = {name: array[:, at].tolist() for name, array in same.luck.items()}

    def of(self, t, *names):
        return tuple(self.luck[name][t] for name in names)

    def week(self, week):
        return self.of(week, "volume of the week", "stress of the week")

    def day(self, t):
        return self.of(t, "falls ill", "stress of the day", "bad night", "night", "sleep quality", "soreness")

    def run(self, t):
        return self.of(t, "distance of the run", "effort of the run", "pace of the run", "miss a run")

    def one_uniform(self, name, t):
        return self.luck[name][t]

    one_normal = one_uniform


class Window:
    """The mean of the last days, kept as a running sum."""

    def __init__(self, days, before):
        self.held, self.sum, self.days = deque([before] * days), before * days, days

    def push(self, value):
        self.sum += value - self.held.popleft()
        self.held.append(value)
        return self.sum / self.days
