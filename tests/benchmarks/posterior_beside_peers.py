"""One posterior with 20 findings beside pyAgrum and pgmpy, and the other speeds of `toolkit.pain`.

    python tests/benchmarks/posterior_beside_peers.py

What is compared: the probability of every pain type after 20 findings. The network is built from `data/` by the tests of
`toolkit.pain` (`tests/pain/test_agreement.py`), which use nothing of the toolkit: one node holds the joint states, and
types, severity, irritability and 20 findings hang on it. Two patients are asked about in turn, so that no engine
lives on what it kept of one.

How fairly:
- pyAgrum gets this network ready made; building it, which takes seconds, lies outside the clock. The clock runs from
  findings to the probabilities of all types, once with a new engine for each patient (as in the tests) and once with one
  engine that is kept and only given new findings. The ratio that counts is the one with the quicker of the two.
- pgmpy gets the same tables. Its variable elimination goes findings first, then severity and irritability, which is the
  cheapest order here; anything else would fill the memory. It is asked for the state and sums the types itself.
- toolkit: `PainModel.posterior(...).probabilities`, reading and checking of the answers included, tables loaded.
- Engines take turns in every round, medians are told; agreement is shown before any time.

The peers live in an environment of their own; see `cohort_beside_peers.py`.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import against, by_turns, machine, repeated  # isort: skip - sets the number of threads before numpy

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "pain"))
import pyagrum as gum
import test_agreement as builder

from toolkit.content.findings import findings
from toolkit.pain import PainModel

SETTING, FINDINGS = "running_clinic", 20


class KeptEngine:
    """pyAgrum with one engine for all patients; only the findings change."""

    def __init__(self, net):
        self.engine = gum.LazyPropagation(net)
        for kind in builder.forms():
            self.engine.addTarget(kind)

    def __call__(self, answers):
        self.engine.setEvidence({name: str(level) for name, level in answers.items()})
        self.engine.makeInference()
        return {kind: float(self.engine.posterior(kind).toarray()[1]) for kind in builder.forms()}


def new_engine(net, answers):
    found = builder.ask(net, answers, list(builder.forms()))
    return {kind: float(found[kind][1]) for kind in builder.forms()}


class Pgmpy:
    """The same tables in pgmpy."""

    def __init__(self, net, names):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from pgmpy.factors.discrete import TabularCPD
            from pgmpy.inference import VariableElimination
            from pgmpy.models import DiscreteBayesianNetwork

        keep = ["state", "severity", "irritability", *names]
        model = DiscreteBayesianNetwork()
        model.add_nodes_from(keep)
        for name in keep:
            variable = net.variable(name)
            table = net.cpt(name)
            order = [each for each in reversed(table.names) if each != name]  # as the array has its axes
            model.add_edges_from((parent, name) for parent in order)
            sizes = [net.variable(each).domainSize() for each in order]
            values = np.moveaxis(np.asarray(table.toarray()), -1, 0).reshape(variable.domainSize(), -1)
            states = {each: list(net.variable(each).labels()) for each in (name, *order)}
            model.add_cpds(
                TabularCPD(
                    name,
                    variable.domainSize(),
                    values,
                    evidence=order or None,
                    evidence_card=sizes or None,
                    state_names=states,
                )
            )
        self.engine = VariableElimination(model)
        held = builder.states()
        self.types = {
            kind: np.array([float(kind in dict(state)) for state in held]) for kind in builder.forms()
        }

    def __call__(self, answers):
        evidence = {name: str(level) for name, level in answers.items()}
        order = ["irritability", "severity"]
        unasked = [
            node
            for node in self.engine.model.nodes()
            if node not in {"state", *order} and node not in evidence
        ]
        found = self.engine.query(
            ["state"], evidence=evidence, elimination_order=[*unasked, *order], show_progress=False
        )
        return {kind: float(found.values @ there) for kind, there in self.types.items()}


def one_posterior(rounds, times, *, with_pgmpy):
    rng = random.Random(11)
    names = rng.sample(builder.own(builder.all_findings()), FINDINGS)
    patients = [builder.random_answers(rng, names) for _ in range(2)]
    net, model = builder.network_of_states(SETTING, names), PainModel(SETTING)
    engines = {
        "toolkit": lambda answers: model.posterior(answers).probabilities,
        "pyAgrum, new engine": lambda answers: new_engine(net, answers),
        "pyAgrum, kept engine": KeptEngine(net),
    }
    if with_pgmpy:
        engines["pgmpy"] = Pgmpy(net, names)
    print(
        f"One posterior: {len(builder.states()):,} joint states, {FINDINGS} findings, {len(patients)} patients"
    )
    for name, engine in engines.items():
        apart = 0.0
        for answers in patients:
            ours, theirs = model.posterior(answers).probabilities, engine(answers)
            apart = max(apart, *(abs(ours[kind] - theirs[kind]) for kind in builder.forms()))
        print(f"  {name:22} largest difference of a probability: {apart:.1e}")
        if apart > 1e-9:
            raise SystemExit(f"{name} does not agree; nothing is compared.")
    works = {}
    for name, engine in engines.items():

        def work(engine=engine):
            for answers in patients:
                engine(answers)

        works[name] = repeated(work, times if name == "toolkit" else 1)
    found = by_turns(works, rounds)
    print(f"Medians of {rounds} rounds; {machine()}:")
    each = {name: spent.cpu / len(patients) for name, spent in found.items()}
    for name, spent in found.items():
        clock = 1000 * spent.wall / len(patients)
        print(
            f"  {name:22} {1000 * each[name]:10.2f} ms of processor a posterior; by the clock {clock:.2f} ms"
        )
    quicker = min(each["pyAgrum, new engine"], each["pyAgrum, kept engine"])
    ratio = quicker / each["toolkit"]
    clock = min(found[name].wall for name in found if "pyAgrum" in name) / found["toolkit"].wall
    said = against(ratio, 50, at_least=True, unit=" x")
    print(f"  pyAgrum (the quicker way) / toolkit: {ratio:.0f} x; by the clock {clock:.0f} x; {said}")
    if with_pgmpy:
        print(f"  pgmpy / toolkit: {each['pgmpy'] / each['toolkit']:.0f} x")


def next_question(rounds):
    rng, model = random.Random(13), PainModel(SETTING)
    found = {}
    for count in (0, 3, 8, 20):
        names = rng.sample(builder.own(builder.all_findings()), count)
        answers = builder.random_answers(rng, names) if names else {}
        open_ = len(model.value_of_questions(answers))
        work = repeated(lambda answers=answers: model.best_questions(answers), 10)
        found[f"{count} answered, {open_} open"] = work
    print(f"\nBest next question of {len(findings())} findings, belief included; {machine()}:")
    for name, spent in by_turns(found, rounds).items():
        said = against(1000 * spent.cpu, 5, at_least=False, unit=" ms")
        print(
            f"  {name:22} {1000 * spent.cpu:.2f} ms of processor; by the clock {1000 * spent.wall:.2f} ms; {said}"
        )


def many_patients(rounds):
    model = PainModel(SETTING)
    model.sample(100, seed=1)
    work = {"all": repeated(lambda: model.sample(100_000, seed=3), 1)}
    spent = by_turns(work, max(rounds // 2, 1))["all"]
    said = against(spent.cpu, 5, at_least=False, unit=" s")
    print(f"\n100,000 patients with all {len(findings())} findings; {machine()}:")
    print(f"  {spent.cpu:.2f} s of processor; by the clock {spent.wall:.2f} s; {said}")


IMPORT = """
import time
wall, cpu = time.perf_counter(), time.process_time()
import toolkit.pain
print(time.perf_counter() - wall, time.process_time() - cpu)
"""


def importing(rounds):
    with TemporaryDirectory() as compiled:
        # compiled once before, as an installed package is, whatever this machine keeps of compiled files
        kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        kept["PYTHONPYCACHEPREFIX"] = compiled
        each = []
        for _ in range(max(rounds, 5) + 1):
            told = subprocess.run(
                [sys.executable, "-c", IMPORT], check=True, capture_output=True, text=True, env=kept
            )
            each.append([float(number) for number in told.stdout.split()])
    wall, cpu = (statistics.median(numbers) for numbers in zip(*each[1:], strict=True))
    said = against(cpu, 0.25, at_least=False, unit=" s")
    print(f"\nimport toolkit.pain in a new process; {machine()}:")
    print(f"  {cpu:.3f} s of processor; by the clock {wall:.3f} s; {said}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--times", type=int, default=20, help="posteriors of the toolkit in each round")
    parser.add_argument("--without-pgmpy", action="store_true")
    asked = parser.parse_args()
    print(machine())
    one_posterior(asked.rounds, asked.times, with_pgmpy=not asked.without_pgmpy)
    next_question(asked.rounds)
    many_patients(asked.rounds)
    importing(asked.rounds)


if __name__ == "__main__":
    main()
