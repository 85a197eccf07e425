"""The daily process as a starsim module: all runners of a lot at once, one step a day.

Written as well as it can be in starsim's way: states that the simulation owns, one distribution for each decision,
arrays throughout, running sums for the windows, the run worked out only for those who go, draws with the
fastest settings unless `crn` asks for the ones that starsim has for comparing scenarios (common random
numbers: the only ones that do what the toolkit's luck always does). Nothing but the running states is kept.
"""

import time

import numpy as np
import starsim as ss
from daily_process import (
    NORMALS,
    SEED,
    UNIFORMS,
    WEEKS,
    Lives,
    Lot,
    SameLuck,
    Timed,
    drawn_lot,
    numbers,
    ramp,
    standing_doses,
    standing_multipliers,
)

from toolkit.history.diary import LONGEST_RUN_KM, LONGEST_RUN_MIN

N = numbers()
LOW, MIDDLE, HIGH = N.bands
STATES = ("km", "sleep", "quality", "stress", "soreness", "pain")
WEEKLY = ("volume of the week", "stress of the week")
DOSES = (
    "break_return",
    "stress",
    "session_10_30",
    "session_30_100",
    "session_over_100",
    "sleep_quality",
    "short_nights",
    "early_return",
    "heavy_block",
)


def tenths(values, most):
    return np.rint(np.clip(values, 0.0, most) * 10.0) / 10.0


def hundredths(values):
    return np.rint(values * 100.0) / 100.0


def _named(decision):
    return "luck_" + decision.replace(" ", "_")


class Window:
    """The mean of the last days of every runner, kept as a running sum over a ring."""

    def __init__(self, days, before):
        self.ring, self.sum, self.at = np.repeat(before[None, :], days, axis=0), before * days, 0

    def push(self, values):
        oldest = self.ring[self.at]
        self.sum += values - oldest
        oldest[:] = values
        self.at = (self.at + 1) % len(self.ring)
        return self.sum / len(self.ring)


class RunnersModule(ss.Module):
    """Runners, their days and their hazards."""

    def __init__(self, lot: Lot, same: SameLuck | None = None, keep=None):
        super().__init__(name="runners")
        self.lot, self.same, self.keep = lot, same, keep
        for name in (*WEEKLY, *NORMALS, "first pain"):
            setattr(self, _named(name), ss.normal(loc=0.0, scale=1.0))
        for name in UNIFORMS:
            setattr(self, _named(name), ss.random())
        self.define_states(*(ss.FloatArr(f"{name}_now", default=0.0) for name in STATES))

    def luck(self, name, t, uids=None):
        if self.same:
            row = self.same.luck[name][t]
            return row if uids is None else row[uids]
        return getattr(self, _named(name)).rvs(self.all if uids is None else self.all[uids])

    def init_post(self):
        super().init_post()
        lot, habits, asked, usual = self.lot, self.lot.people.habits, self.lot.footprint, self.lot.usual
        self.all, self.t_day, n = self.sim.people.auids, -1, len(self.lot.numbers)
        self.usual_km = habits.shares * (habits.weekly_km / (1.0 - habits.missed_runs))
        self.efforts, self.longest_usual = habits.efforts, habits.weekly_km * habits.shares.max(axis=0)
        self.habits, self.asked = habits, asked
        self.usual = {
            name: getattr(usual, name)[:, 0]
            for name in ("minutes", "load", "run_load", "sleep_h", "sleep_quality", "stress")
        }
        doses, standing = standing_doses(lot), lot.people.standing
        self.untrained = np.maximum(doses["low_activity"], doses["new_runner"])
        self.episodes, self.since = doses["past_episodes"], standing.days_since - lot.days
        self.reference = np.repeat(np.array(N.base)[None, :], n, axis=0)
        self.reference[:, 3] *= np.where(standing.energy_low > 0, N.energy_low, 1.0)
        self.stands = standing_multipliers(lot)
        self.effects = np.array([N.effects[name] for name in DOSES])
        self.between = np.array(list(N.interactions.values()))
        self.weights, self.share = np.concatenate([self.effects, self.between]), np.array(N.share)
        self.ill_until = np.zeros(n)
        self.pain, self.course, self.stress = np.zeros(n), np.zeros(n), None
        self.onset_day, self.onset_cause = np.full(n, -1), np.full(n, -1)
        self.of_usual_load, self.acute = np.ones(n), np.ones(n)
        self.sore = np.full(n, N.soreness_per_load / (1.0 - N.soreness_fades_to))
        self.recent, self.of_event = np.zeros((30, n)), np.zeros((30, n))
        self.week_minutes = Window(7, self.usual["minutes"])
        self.later = np.repeat(self.usual["minutes"][None, :], 7, axis=0)
        self.month_minutes = Window(N.ramps["break_return"][2], self.usual["minutes"])
        self.month_load = Window(N.ramps["heavy_block"][2], self.usual["load"])
        self.past_stress = Window(N.ramps["stress"][2], self.usual["stress"])
        self.quality_week = Window(N.ramps["sleep_quality"][2], self.usual["sleep_quality"])
        self.sleep_week = Window(N.ramps["short_nights"][2], self.usual["sleep_h"])
        self.mean_stress = self.usual["stress"]
        self.last_run, self.last_hard, self.last_soon, self.last_band = (np.full(n, -1000) for _ in range(4))
        self.band = np.zeros(n, dtype=np.int64)
        self.this_week = [self.luck(name, 0) for name in WEEKLY]

    def step(self):
        self.t_day = t = self.t_day + 1
        if t >= self.lot.days:
            return
        weekday = t % 7
        if weekday == 0:
            self.of_week = np.clip(1.0 + self.habits.week_to_week * self.this_week[0], 0.3, 1.7)
            self.next_week = [self.luck(name, t // 7 + 1) for name in WEEKLY]
        begins = np.flatnonzero(self.luck("falls ill", t) < self.habits.illnesses_per_year / 365.25)
        if begins.size:
            span = int(N.illness_longest) - int(N.illness_shortest) + 1
            length = int(N.illness_shortest) + (self.luck("length of illness", t, begins) * span).astype(int)
            self.ill_until[begins] = np.maximum(self.ill_until[begins], t + length)
        ill = t < self.ill_until
        before, pain = self.stress, self.pain
        self.feel(t, weekday)
        self.night(t, weekday, ill, self.stress if before is None else before, pain)
        self.run(t, weekday, ill, pain)
        if weekday == 6:
            self.this_week = self.next_week
        hurt = np.flatnonzero(self.onset_day >= 0)
        self.hazard(t)
        if hurt.size:
            self.recover(t, hurt)
        self.show()

    def show(self):
        for name in STATES:
            getattr(self, f"{name}_now")[:] = getattr(self, name)
        if self.keep:
            self.keep(self)

    def feel(self, t, weekday):
        part = weekday / 7.0
        slow = self.this_week[1] * (1.0 - part) + self.next_week[1] * part
        calm = ((weekday >= 5) - 2.0 / 7.0) * N.stress_weekend
        stress = self.usual["stress"] + N.stress_week_sd * slow - calm + self.asked.stress[t]
        stress = stress + N.stress_day_sd * self.luck("stress of the day", t) + N.stress_per_pain * self.pain
        self.stress = tenths(stress, 10.0)

    def night(self, t, weekday, ill, stress_before, pain):
        self.acute = 0.75 * self.acute + 0.25 * self.of_usual_load
        strained = np.clip(self.acute - 1.0, -1.0, 3.0)
        stressed = stress_before - self.usual["stress"]
        bad = self.luck("bad night", t) < N.sleep_bad_night_share
        slept = self.usual["sleep_h"] + N.sleep_night_sd * self.luck("night", t) + self.asked.sleep[t]
        slept += ((weekday >= 5) - 2.0 / 7.0) * N.sleep_weekend + ill * N.sleep_illness
        slept -= N.sleep_bad_night_cost * (bad - N.sleep_bad_night_share)
        slept += N.sleep_per_load * strained - N.sleep_per_stress * stressed - N.sleep_per_pain * pain
        self.sleep = tenths(slept, 14.0)
        rated = self.usual["sleep_quality"] + N.sleep_quality_night_sd * self.luck("sleep quality", t)
        rated += N.sleep_quality_per_hour * (self.sleep - self.usual["sleep_h"])
        rated -= N.sleep_quality_per_stress * stressed + N.sleep_quality_per_pain * pain
        rated -= N.sleep_quality_per_load * strained
        self.quality = tenths(rated, 10.0)
        self.sore = N.soreness_fades_to * self.sore + N.soreness_per_load * self.of_usual_load
        self.soreness = tenths(self.sore + N.soreness_day_sd * self.luck("soreness", t), 10.0)

    def run(self, t, weekday, ill, pain):
        race = self.asked.race_km[t]
        go = np.flatnonzero(self.asked.running[t] & ~ill & ((race > 0) | (self.usual_km[weekday] > 0)))
        habits, race = self.habits, race[go]
        is_long = habits.long_run_day[go] == weekday
        is_race = race > 0
        long_percent = np.where(is_long & ~is_race, self.asked.long_week_percent[t, go], 0.0)
        scatter = np.clip(1.0 + N.running_distance_sd * self.luck("distance of the run", t, go), 0.5, 1.5)
        km = self.usual_km[weekday, go] * self.asked.volume[t, go] * self.of_week[go] * scatter
        km = np.where(is_race, race, km)
        usual = self.efforts[weekday, go] + is_long * N.running_long_run_effort
        usual = np.where(is_race, N.running_race_effort, usual)
        effort = np.clip(usual + N.running_effort_sd * self.luck("effort of the run", t, go), 1.0, 10.0)
        effort = np.rint(effort * 10.0) / 10.0
        harder = effort - habits.easy_effort[go] - is_long * N.running_long_run_effort
        quicker = 1.0 - N.running_faster_per_effort * harder
        quicker += N.running_pace_sd * self.luck("pace of the run", t, go)
        pace = habits.pace_min_per_km[go] * np.clip(quicker, 0.7, 1.4)
        luck, share = self.luck("miss a run", t, go), habits.missed_runs[go]
        self.planned = np.zeros(len(self.all))
        self.planned[go] = np.where(luck >= share, km * pace * effort / self.usual["load"][go], 0.0)
        more = N.running_missed_per_stress * np.maximum(self.stress[go] - self.usual["stress"][go], 0.0)
        missed = (luck < np.minimum(share + more, 0.8)) & ~is_race & (long_percent == 0)
        left = np.clip(1.0 - N.pain_limits_running * np.maximum(pain[go] - N.pain_tolerated, 0.0), 0.0, 1.0)
        km = hundredths(np.where(missed, 0.0, km) * left)
        km = np.where(km < N.running_shortest_km, 0.0, km)
        row = self.of_event[t % 30]  # still holds the day 30 days ago, the oldest of the window
        due = np.flatnonzero(long_percent > 0)
        longest = self.of_event[:, go[due]].max(axis=0) if due.size else None
        row[:] = 0.0
        row[go] = km
        if due.size:
            longest = np.where(longest > 0, longest, self.longest_usual[go[due]])
            beyond = longest * (1.0 + long_percent[due] / 100.0)
            row[go[due]] = np.minimum(beyond, self.asked.longest_km[0, go[due]])
            km[due] = hundredths(row[go[due]] * left[due])
        km = np.minimum(km, LONGEST_RUN_KM)
        minutes = hundredths(np.minimum(km * pace, LONGEST_RUN_MIN))
        self.km, self.minutes, self.load = (np.zeros(len(self.all)) for _ in range(3))
        self.km[go], self.minutes[go], self.load[go] = km, minutes, np.where(km > 0, effort * minutes, 0.0)
        self.of_usual_load = self.load / self.usual["load"]

    def doses(self, t):
        km, usual = self.km, self.usual
        ran = km > 0
        if t >= 14:
            longest = self.recent.max(axis=0)
            ratio = np.where(longest > 0, km / np.maximum(longest, 1e-12), 0.0)
            band = (ratio > LOW).astype(np.int64) + (ratio > MIDDLE) + (ratio > HIGH)
            self.band = np.where(band > 0, band, self.band)
            self.last_band[band > 0] = t
        self.recent[t % 30] = km
        start, full, days = N.ramps["early_return"]
        self.last_soon[ran & (t - self.last_hard <= full)] = t
        self.last_hard[ran & (self.load >= start * usual["run_load"])] = t
        self.last_run[ran] = t
        hours = np.minimum(self.week_minutes.push(self.minutes) / usual["minutes"], 3.0)
        week_ago = self.later[t % 7].copy()
        self.later[t % 7] = self.minutes
        month = self.month_minutes.push(week_ago)
        load = self.month_load.push(self.load)
        fresh = t - self.last_band < N.ramps["session_10_30"][2]
        found = np.empty((len(DOSES) + len(self.between), len(km)))
        found[0] = ramp(1.0 - month / usual["minutes"], "break_return") * (t - self.last_run < 7)
        found[1] = ramp(self.mean_stress - usual["stress"], "stress")
        for at in (1, 2, 3):
            found[1 + at] = fresh & (self.band == at)
        found[5] = ramp(usual["sleep_quality"] - self.quality_week.push(self.quality), "sleep_quality")
        found[6] = ramp(usual["sleep_h"] - self.sleep_week.push(self.sleep), "short_nights")
        found[7] = t - self.last_soon < days
        found[8] = ramp(load / usual["load"], "heavy_block")
        self.mean_stress = self.past_stress.push(self.stress)
        of_sleep = found[5:9].max(axis=0)
        found[9] = fresh * of_sleep
        found[10] = np.maximum(self.untrained, found[0]) * fresh
        found[11] = found[1] * of_sleep
        found[12] = self.episodes * fresh
        return found, hours

    def hazard(self, t):
        doses, hours = self.doses(t)
        logs = doses.T @ self.weights
        since = self.since + t + 1
        power = (N.past_shape - 1.0) * np.log(np.maximum(since, N.past_first) / 365.0)
        logs[:, 0] += (
            np.where(since < 0, 0.0, N.past_shape * np.exp(power) * self.episodes) * N.past_effect[0]
        )
        hours = hours[:, None]
        relative = np.exp(logs) * self.stands * (1.0 + self.share * np.maximum(hours - 1.0, 0.0))
        by_cause = np.minimum(relative, N.cap) * self.reference
        by_cause *= 1.0 - self.share * np.maximum(1.0 - hours, 0.0)
        chance = np.round(-np.expm1(-by_cause.sum(axis=1)), 9)
        new = np.flatnonzero((self.luck("episode begins", t) < chance) & (self.onset_day < 0))
        if new.size:
            self.onset(t, new, by_cause[new])

    def onset(self, t, new, by_cause):
        self.onset_day[new] = t
        reached = np.round(np.cumsum(by_cause, axis=1) / by_cause.sum(axis=1, keepdims=True), 9)
        luck = self.luck("cause of the episode", t, new)
        self.onset_cause[new] = (luck[:, None] >= reached).sum(axis=1).clip(max=3)
        first = N.first_pain + self.luck("first pain", t, new) * (N.first_high - N.first_low) / 4
        self.course[new] = np.round(np.clip(first, N.first_low, N.first_high), 1)
        self.pain = self.pain.copy()
        self.pain[new] = tenths(self.course[new], 10.0)

    def recover(self, t, hurt):
        now = self.course[hurt]
        keep = 1.0 - 0.693147 / max(N.pain_halving_days, 1.0)
        ran = np.clip(1.0 - N.pain_limits_running * (now - N.pain_tolerated), 0.0, 1.0)
        later = now * keep + N.pain_per_load * np.minimum(self.planned[hurt], 3.0) * ran
        later = later + N.pain_day_sd * self.luck("pain of the day", t, hurt)
        on = (now > 0) & (later >= N.pain_ends_below)
        self.course[hurt] = np.where(on, np.minimum(later, 10.0), 0.0)
        self.pain = self.pain.copy()
        self.pain[hurt] = tenths(self.course[hurt], 10.0)


def simulation(lot: Lot, same: SameLuck | None = None, keep=None, seed: int = SEED) -> ss.Sim:
    """Return a simulation that is ready to run."""
    sim = ss.Sim(
        n_agents=len(lot.numbers),
        modules=RunnersModule(lot, same, keep),
        start=ss.days(0),
        dt=ss.days(1),
        dur=ss.days(lot.days - 1),
        rand_seed=seed,
        verbose=0,
        copy_inputs=False,
    )
    sim.init()
    return sim


def module_of(sim: ss.Sim) -> RunnersModule:
    return next(each for each in sim.modules if isinstance(each, RunnersModule))


def lives(lot: Lot, same: SameLuck) -> Lives:
    kept = np.zeros((len(STATES), lot.days, len(lot.numbers)))

    def keep(module):
        for at, name in enumerate(STATES):
            kept[at, module.t_day] = getattr(module, name)

    sim = simulation(lot, same, keep)
    sim.run()
    module = module_of(sim)
    return Lives(*kept.transpose(0, 2, 1), module.onset_day, module.onset_cause)


def timed(span: tuple[int, int], weeks: int = WEEKS, *, crn: bool = False) -> Timed:
    with ss.options.context(crn=crn):
        simulation(drawn_lot((0, 20), 4)).run()
        sim = simulation(drawn_lot(span, weeks))
        start, cpu = time.perf_counter(), time.process_time()
        sim.run()
        end, cpu = time.perf_counter(), time.process_time() - cpu
    module = module_of(sim)
    if module.t_day + 1 < module.lot.days:
        raise RuntimeError(f"starsim lived {module.t_day + 1} days of {module.lot.days}.")
    return Timed(start, end, cpu, len(module.all) * module.lot.days, int((module.onset_day >= 0).sum()))
