"""The daily process as a plain mesa model: one agent a runner, one step a day.

Written as one would write it for speed without leaving mesa's way: running sums for the windows, nothing drawn or
worked out on a day that does not need it, no hazard once an episode has begun. It keeps no table of days; the
toolkit keeps eleven columns of all.
"""

import math
import time
from collections import deque

import numpy as np
from daily_process import (
    SEED,
    WEEKS,
    Lives,
    Lot,
    SameLuck,
    Timed,
    drawn_lot,
    numbers,
    standing_doses,
    standing_multipliers,
)
from mesa import Agent, Model
from mesa_luck import Drawn, LookedUp, Window

from toolkit.history.diary import LONGEST_RUN_KM, LONGEST_RUN_MIN

N = numbers()
LOW, MIDDLE, HIGH = N.bands


def tenths(value, most):
    return round(min(max(value, 0.0), most) * 10.0) / 10.0


def between(value, low, high):
    if value < low:
        return low
    if value > high:  # quicker than a call of min
        return high
    return value


class RunnerAgent(Agent):
    """One runner."""

    def __init__(self, model, lot: Lot, at: int, luck):
        super().__init__(model)
        habits, standing, usual, asked = lot.people.habits, lot.people.standing, lot.usual, lot.footprint
        self.luck = luck or Drawn(model.random)
        self.days = lot.days
        for name in ("weekly_km", "week_to_week", "missed_runs", "easy_effort", "pace_min_per_km"):
            setattr(self, name, float(getattr(habits, name)[at]))
        usual_km = habits.shares * (habits.weekly_km / (1.0 - habits.missed_runs))
        self.usual_km, self.efforts = usual_km[:, at].tolist(), habits.efforts[:, at].tolist()
        self.long_day = int(habits.long_run_day[at])
        self.longest_usual = self.weekly_km * float(habits.shares[:, at].max())
        self.longest_km = float(asked.longest_km[0, at])
        self.ill_rate = float(habits.illnesses_per_year[at]) / 365.25
        self.volume, self.running, self.long_percent, self.race = (
            column[:, at].tolist()
            for column in (asked.volume, asked.running, asked.long_week_percent, asked.race_km)
        )
        self.more_stress, self.more_sleep = asked.stress[:, at].tolist(), asked.sleep[:, at].tolist()
        for name in ("minutes", "load", "run_load", "sleep_h", "sleep_quality", "stress"):
            setattr(self, f"usual_{name}", float(getattr(usual, name)[at, 0]))
        doses = {name: float(dose[at]) for name, dose in standing_doses(lot).items()}
        self.untrained = max(doses["low_activity"], doses["new_runner"])
        self.episodes, self.since = doses["past_episodes"], float(standing.days_since[at]) - lot.days
        reference = list(N.base)
        reference[3] *= N.energy_low if standing.energy_low[at] > 0 else 1.0
        self.reference = reference
        self.stands = standing_multipliers(lot)[at].tolist()
        self.begin()

    def begin(self):
        self.t = -1
        self.stress_of_week = self.luck.week(0)
        self.ill_until = 0
        self.pain = self.course = 0.0
        self.onset_day = self.onset_cause = -1
        self.stress = None
        self.of_usual_load, self.acute = 1.0, 1.0
        self.sore = N.soreness_per_load / (1.0 - N.soreness_fades_to)
        self.recent = deque(maxlen=30)  # distances, for the longest of 30 days
        self.of_event = deque(maxlen=30)  # the same before pain's share of an event's long run
        self.week_minutes = Window(7, self.usual_minutes)
        self.later = deque([self.usual_minutes] * 7)
        self.month_minutes = Window(N.ramps["break_return"][2], self.usual_minutes)
        self.month_load = Window(N.ramps["heavy_block"][2], self.usual_load)
        self.past_stress = Window(N.ramps["stress"][2], self.usual_stress)
        self.quality_week = Window(N.ramps["sleep_quality"][2], self.usual_sleep_quality)
        self.sleep_week = Window(N.ramps["short_nights"][2], self.usual_sleep_h)
        self.mean_stress = self.usual_stress
        self.last_run = self.last_hard = self.last_soon = self.last_band = -1000
        self.band = 0

    def step(self):
        self.t = t = self.t + 1
        weekday = t % 7
        if weekday == 0:
            volume, _ = self.stress_of_week
            self.of_week = between(1.0 + self.week_to_week * volume, 0.3, 1.7)
            self.next_week = self.luck.week(t // 7 + 1)
        luck = self.luck.day(t)
        if luck[0] < self.ill_rate:
            span = int(N.illness_longest) - int(N.illness_shortest) + 1
            length = int(N.illness_shortest) + int(self.luck.one_uniform("length of illness", t) * span)
            self.ill_until = max(self.ill_until, t + length)
        ill = t < self.ill_until
        before, pain = self.stress, self.pain
        self.feel(t, weekday, luck[1])
        self.night(luck, weekday, t, ill, (self.stress if before is None else before), pain)
        self.planned = 0.0
        self.run(t, weekday, ill, pain)
        if weekday == 6:
            self.stress_of_week = self.next_week
        if self.onset_day < 0:
            self.hazard(t)
        else:
            self.recover(t)
        if self.model.keep:
            self.model.keep(self)

    def feel(self, t, weekday, luck):
        part = weekday / 7.0
        slow = self.stress_of_week[1] * (1.0 - part) + self.next_week[1] * part
        calm = ((weekday >= 5) - 2.0 / 7.0) * N.stress_weekend
        stress = self.usual_stress + N.stress_week_sd * slow + N.stress_day_sd * luck - calm
        stress += self.more_stress[t] + N.stress_per_pain * self.pain
        self.stress = tenths(stress, 10.0)

    def night(self, luck, weekday, t, ill, stress_before, pain):
        _, _, bad, night, quality, soreness = luck
        self.acute = 0.75 * self.acute + 0.25 * self.of_usual_load
        strained = between(self.acute - 1.0, -1.0, 3.0)
        stressed = stress_before - self.usual_stress
        slept = self.usual_sleep_h + N.sleep_night_sd * night + ((weekday >= 5) - 2.0 / 7.0) * N.sleep_weekend
        slept -= N.sleep_bad_night_cost * ((bad < N.sleep_bad_night_share) - N.sleep_bad_night_share)
        slept += self.more_sleep[t] + ill * N.sleep_illness
        slept += N.sleep_per_load * strained - N.sleep_per_stress * stressed - N.sleep_per_pain * pain
        self.sleep = tenths(slept, 14.0)
        rated = self.usual_sleep_quality + N.sleep_quality_night_sd * quality
        rated += N.sleep_quality_per_hour * (self.sleep - self.usual_sleep_h)
        rated -= N.sleep_quality_per_stress * stressed + N.sleep_quality_per_pain * pain
        rated -= N.sleep_quality_per_load * strained
        self.quality = tenths(rated, 10.0)
        self.sore = N.soreness_fades_to * self.sore + N.soreness_per_load * self.of_usual_load
        self.soreness = tenths(self.sore + N.soreness_day_sd * soreness, 10.0)

    def run(self, t, weekday, ill, pain):
        km = minutes = load = 0.0
        race = self.race[t]
        if self.running[t] and not ill and (race > 0 or self.usual_km[weekday] > 0):
            km, minutes, load = self.on_a_running_day(t, weekday, race, pain)
        else:
            self.of_event.append(0.0)
        self.km, self.minutes, self.load = km, minutes, load
        self.of_usual_load = load / self.usual_load

    def on_a_running_day(self, t, weekday, race, pain):
        distance, effort, pace, miss = self.luck.run(t)
        is_long = weekday == self.long_day
        long_percent = self.long_percent[t] if is_long and not race > 0 else 0.0
        km = race
        if not race > 0:
            km = self.usual_km[weekday] * self.volume[t] * self.of_week
            km *= between(1.0 + N.running_distance_sd * distance, 0.5, 1.5)
        usual = (
            N.running_race_effort if race > 0 else self.efforts[weekday] + is_long * N.running_long_run_effort
        )
        effort = round(between(usual + N.running_effort_sd * effort, 1.0, 10.0) * 10.0) / 10.0
        harder = effort - self.easy_effort - is_long * N.running_long_run_effort
        quicker = 1.0 - N.running_faster_per_effort * harder + N.running_pace_sd * pace
        pace = self.pace_min_per_km * between(quicker, 0.7, 1.4)
        if miss >= self.missed_runs:
            self.planned = km * pace * effort / self.usual_load
        more = N.running_missed_per_stress * max(self.stress - self.usual_stress, 0.0)
        if not race > 0 and not long_percent > 0 and miss < min(self.missed_runs + more, 0.8):
            km = 0.0
        left = 1.0
        if pain > N.pain_tolerated:
            left = max(1.0 - N.pain_limits_running * (pain - N.pain_tolerated), 0.0)
        km = round(km * left * 100.0) / 100.0
        if km < N.running_shortest_km:
            km = 0.0
        if long_percent > 0:
            longest = max(self.of_event, default=0.0) or self.longest_usual
            km = min(longest * (1.0 + long_percent / 100.0), self.longest_km)
            self.of_event.append(km)
            km = round(km * left * 100.0) / 100.0
        else:
            self.of_event.append(km)
        km = min(km, LONGEST_RUN_KM)
        minutes = round(min(km * pace, LONGEST_RUN_MIN) * 100.0) / 100.0
        return km, minutes, effort * minutes if km > 0 else 0.0

    def doses(self, t):
        """Return the doses that are not 0 today, by element."""
        found = {}
        km, recent = self.km, self.recent
        if km > 0:
            if t >= 14 and (longest := max(recent)) > 0:
                ratio = km / longest
                band = (ratio > LOW) + (ratio > MIDDLE) + (ratio > HIGH)
                if band:
                    self.band, self.last_band = band, t
            if t - self.last_hard <= N.ramps["early_return"][1] and self.last_hard < t:
                self.last_soon = t
            if self.load >= N.ramps["early_return"][0] * self.usual_run_load:
                self.next_hard = t
            self.last_run = t
        recent.append(km)
        hours = self.week_minutes.push(self.minutes) / self.usual_minutes
        self.later.append(self.minutes)
        month = self.month_minutes.push(self.later.popleft())
        load = self.month_load.push(self.load)
        quality, sleep = self.quality_week.push(self.quality), self.sleep_week.push(self.sleep)
        if t - self.last_run < 7:
            found["break_return"] = self.dose("break_return", 1.0 - month / self.usual_minutes)
        found["stress"] = self.dose("stress", self.mean_stress - self.usual_stress)
        if t - self.last_band < N.ramps["session_10_30"][2]:
            found[("session_10_30", "session_30_100", "session_over_100")[self.band - 1]] = 1.0
        found["sleep_quality"] = self.dose("sleep_quality", self.usual_sleep_quality - quality)
        found["short_nights"] = self.dose("short_nights", self.usual_sleep_h - sleep)
        if t - self.last_soon < N.ramps["early_return"][2]:
            found["early_return"] = 1.0
        found["heavy_block"] = self.dose("heavy_block", load / self.usual_load)
        self.mean_stress = self.past_stress.push(self.stress)
        if getattr(self, "next_hard", -1) == t:
            self.last_hard = t
        return {name: dose for name, dose in found.items() if dose > 0}, min(hours, 3.0)

    def dose(self, name, value):
        start, full, _ = N.ramps[name]
        return between((value - start) / (full - start), 0.0, 1.0)

    def hazard(self, t):
        doses, hours = self.doses(t)
        by_cause = self.by_cause(t, doses, hours)
        chance = round(-math.expm1(-sum(by_cause)), 9)
        if self.luck.one_uniform("episode begins", t) < chance:
            self.onset(t, by_cause)

    def by_cause(self, t, doses, hours):
        logs = [0.0, 0.0, 0.0, 0.0]
        for name, dose in doses.items():
            for cause, effect in enumerate(N.effects[name]):
                logs[cause] += dose * effect
        of_training = 1.0 if t - self.last_band < N.ramps["session_10_30"][2] else 0.0
        of_sleep = max(
            doses.get(n, 0.0) for n in ("sleep_quality", "short_nights", "early_return", "heavy_block")
        )
        of_rest = max(self.untrained, doses.get("break_return", 0.0))
        held = (
            of_training * of_sleep,
            of_rest * of_training,
            doses.get("stress", 0.0) * of_sleep,
            self.episodes * of_training,
        )
        for both, effects in zip(held, N.interactions.values(), strict=True):
            if both > 0:
                for cause, effect in enumerate(effects):
                    logs[cause] += both * effect
        since = self.since + t + 1
        if self.episodes > 0 and since >= 0:
            power = (N.past_shape - 1.0) * math.log(max(since, N.past_first) / 365.0)
            fallen = N.past_shape * math.exp(power) * self.episodes
            logs[0] += fallen * N.past_effect[0]
        found = []
        more, fewer = max(hours - 1.0, 0.0), max(1.0 - hours, 0.0)
        for log, stands, base, share in zip(logs, self.stands, self.reference, N.share, strict=True):
            relative = math.exp(log) * stands * (1.0 + share * more)
            found.append(min(relative, N.cap) * base * (1.0 - share * fewer))
        return found

    def onset(self, t, by_cause):
        self.onset_day = t
        total, reached, luck = sum(by_cause), 0.0, self.luck.one_uniform("cause of the episode", t)
        self.onset_cause = 0
        for each in by_cause[:-1]:
            reached += each
            self.onset_cause += luck >= round(reached / total, 9)
        first = N.first_pain + self.luck.one_normal("first pain", t) * (N.first_high - N.first_low) / 4
        self.course = round(between(first, N.first_low, N.first_high), 1)
        self.pain = tenths(self.course, 10.0)

    def recover(self, t):
        now = self.course
        if now > 0:
            keep = 1.0 - 0.693147 / max(N.pain_halving_days, 1.0)
            ran = between(1.0 - N.pain_limits_running * (now - N.pain_tolerated), 0.0, 1.0)
            luck = N.pain_day_sd * self.luck.one_normal("pain of the day", t)
            now = now * keep + N.pain_per_load * min(self.planned, 3.0) * ran + luck
            self.course = min(now, 10.0) if now >= N.pain_ends_below else 0.0
        self.pain = tenths(self.course, 10.0)


class RunnersModel(Model):
    """All runners of a lot; one step a day."""

    def __init__(self, lot: Lot, same: SameLuck | None = None, keep=None, seed: int = SEED):
        super().__init__(seed=seed)
        self.keep = keep
        for at in range(len(lot.numbers)):
            RunnerAgent(self, lot, at, LookedUp(same, at) if same else None)

    def step(self):
        self.agents.do("step")


def lives(lot: Lot, same: SameLuck) -> Lives:
    kept = np.zeros((6, lot.days, len(lot.numbers)))

    def keep(agent):
        kept[:, agent.t, agent.unique_id - 1] = (
            agent.km,
            agent.sleep,
            agent.quality,
            agent.stress,
            agent.soreness,
            agent.pain,
        )

    model = RunnersModel(lot, same, keep)
    for _ in range(lot.days):
        model.step()
    first = np.array([[agent.onset_day, agent.onset_cause] for agent in model.agents]).T
    return Lives(*kept.transpose(0, 2, 1), *first)


def timed(span: tuple[int, int], weeks: int = WEEKS) -> Timed:
    lot = drawn_lot(span, weeks)
    model = RunnersModel(lot)
    start, cpu = time.perf_counter(), time.process_time()
    for _ in range(lot.days):
        model.step()
    end = time.perf_counter()
    episodes = sum(agent.onset_day >= 0 for agent in model.agents)
    return Timed(start, end, time.process_time() - cpu, len(lot.numbers) * lot.days, episodes)
