"""An inference engine of others, on a network built here from `data/` alone, gives the same belief.

Nothing of `toolkit` but the model under test is used: files are read with a plain YAML reader, the shares of
a setting are met by repeated scaling instead of Newton's method, offsets are found one number at a time.
"""

import itertools
import math
import random
import warnings
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import yaml

from toolkit.pain import PainModel, check_findings
from toolkit.pain.marginals import type_shares
from toolkit.pain.support import support

with warnings.catch_warnings():
    # the engine's own bindings warn about their types while they load; as errors these end the process
    warnings.simplefilter("ignore")
    import pyagrum as gum

DATA = Path(__file__).resolve().parents[2] / "data"
STEPS = (-1.0, 0.0, 1.0)


@cache
def read(name):
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


@cache
def all_findings():
    found = {}
    for path in (DATA / "findings").glob("*.yaml"):
        found |= yaml.safe_load(path.read_text(encoding="utf-8"))["findings"]
    return found


def row_numbers(row):
    values = row["p"] if isinstance(row, dict) else row
    return list(values) if isinstance(values, list) else [values]


@cache
def forms():
    """Type -> its forms with shares, e.g. {'radicular': {'l5': 0.4}}; '' where there is one form only."""
    result = {}
    for name, kind in read("pain_types.yaml")["types"].items():
        details = kind.get("details", {})
        order = [each for each in ("root", "degree", "stage", "grade", "site") if each in details]
        table = {}
        for parts in itertools.product(*(details[each]["of"].items() for each in order)):
            form = ".".join(str(part) for part, _ in parts)
            if form not in kind.get("never", []):
                table[form] = math.prod(share for _, share in parts)
        if order:
            for first, share in details[order[0]]["of"].items():
                total = sum(v for k, v in table.items() if k.split(".")[0] == str(first))
                table |= {k: v * share / total for k, v in table.items() if k.split(".")[0] == str(first)}
        result[name] = table
    return result


def all_kinds():
    return read("pain_types.yaml")["types"] | {"outside": read("pain_types.yaml")["outside"]}


def allowed(there):
    """There: {type: form}. The rules of `data/pain_rules.yaml`, read once more."""
    rules = read("pain_rules.yaml")
    if len(there) > rules["at_most"]:
        return False
    for same in rules["same"]:
        a, b = same["types"]
        if a in there and b in there and there[a].split(".")[0] != there[b].split(".")[0]:
            return False
    for needs in rules["needs"]:
        if needs["type"] in there and not set(needs["beside"]) & set(there):
            return False
    return all(len(set(one["types"]) & set(there)) < 2 for one in rules["one_of"])


def weight(there):
    rules = read("pain_rules.yaml")
    result = math.prod(forms()[kind][form] for kind, form in there.items())
    for same in rules["same"]:
        a, b = same["types"]
        if a in there and b in there:
            details = read("pain_types.yaml")["types"][a]["details"]
            result /= details[same["detail"]]["of"][there[a].split(".")[0]]
    for affinity in rules["affinities"]:
        if set(affinity["pair"]) <= set(there):
            result *= affinity["ratio"]["value"]
    return result


@cache
def states():
    atoms = [(kind, form) for kind, table in forms().items() for form in table]
    result = [(("outside", ""),)]
    for count in range(4):
        result += [
            chosen
            for chosen in itertools.combinations(atoms, count)
            if len({kind for kind, _ in chosen}) == count and allowed(dict(chosen))
        ]
    return result


@cache
def prior(setting):
    """State -> probability, by scaling each type's odds in turn until all shares are met."""
    given = read("settings.yaml")["settings"][setting]
    apart = {(): given["none"]["value"], (("outside", ""),): given["outside"]["value"]}
    none = sum(apart.values())
    kept = [state for state in states() if state not in apart]
    p = np.array([weight(dict(state)) for state in kept])
    p /= p.sum()
    masks = {kind: np.array([kind in dict(state) for state in kept]) for kind in forms()}
    for _ in range(4000):
        worst = 0.0
        for kind, mask in masks.items():
            target = given["priors"][kind]["value"] / (1 - none)
            share = p[mask].sum()
            worst = max(worst, abs(share - target) / target)
            p[mask] *= target / share
            p[~mask] *= (1 - target) / (1 - share)
        if worst < 1e-13:
            break
    return apart | dict(zip(kept, (1 - none) * p, strict=True))


def latents(there):
    """Severity x irritability of a state, the worst of its conditions."""
    kinds, background = all_kinds(), read("pain_rules.yaml")["background"]
    tables = []
    for which in ("severity", "irritability"):
        sources = [kinds[kind][which]["of"] for kind in there] or [background[which]["of"]]
        below = [math.prod(sum(list(each.values())[: step + 1]) for each in sources) for step in range(3)]
        below[-1] = 1.0
        tables.append([below[0], below[1] - below[0], below[2] - below[1]])
    return tables


def loads(finding):
    strength = {"none": 0.0} | {k: v["value"] for k, v in read("pain_rules.yaml")["loadings"].items()}
    return strength[finding.get("severity", "none")], strength[finding.get("irritability", "none")]


def key_for(finding, kind, form):
    parts = set(form.split(".")) if form else set()
    best = None
    for key in finding["given"]:
        name, *details = key.split(".")
        if name == kind and set(details) <= parts and (best is None or len(details) > best[0]):
            best = (len(details), key)
    if best:
        return best[1]
    return "others" if "others" in finding["given"] and kind != "outside" else None


@cache
def offset(name, key, step):
    """The shift that keeps the average push, found by halving."""
    finding = all_findings()[name]
    s, t = loads(finding)
    if s == t == 0.0:
        return 0.0
    kinds = all_kinds()
    if key == "others":
        named = {each for each in finding["given"] if "." not in each}
        sources = [kind for kind in kinds if kind not in named and kind != "outside"]
    else:
        sources = [key.split(".")[0]]
    shares = np.mean(
        [
            np.outer(list(kinds[k]["severity"]["of"].values()), list(kinds[k]["irritability"]["of"].values()))
            for k in sources
        ],
        axis=0,
    )
    target = push(finding, key, step)
    low, high = -9.0, 9.0
    for _ in range(64):
        middle = (low + high) / 2
        mean = sum(
            shares[a][b]
            / (1 + math.exp(-(math.log(target / (1 - target)) + middle + s * STEPS[a] + t * STEPS[b])))
            for a in range(3)
            for b in range(3)
        )
        low, high = (middle, high) if mean < target else (low, middle)
    return (low + high) / 2


def push(finding, key, step):
    leak, p = row_numbers(finding["leak"])[step], row_numbers(finding["given"][key])[step]
    return min(max(1 - (1 - p) / (1 - leak), 1e-12), 1 - 1e-12)


@cache
def chances(name, keys, a, b):
    """P(level) of a finding that follows none, given the rows met and the steps of the latents."""
    finding = all_findings()[name]
    s, t = loads(finding)
    leak = row_numbers(finding["leak"])
    below = []
    for step, base in enumerate(leak):
        spared = 1 - base
        for key in keys:
            if row_numbers(finding["given"][key])[step] - base > 1e-12:
                c = push(finding, key, step)
                x = math.log(c / (1 - c)) + offset(name, key, step) + s * STEPS[a] + t * STEPS[b]
                spared *= 1 - 1 / (1 + math.exp(-x))
        below.append(spared)
    for step in range(len(below) - 2, -1, -1):
        below[step] = min(below[step], below[step + 1])
    lapse, count = read("pain_rules.yaml")["lapse"]["value"], len(leak) + 1
    edges = [0.0, *below, 1.0]
    return [(1 - lapse) * (edges[i + 1] - edges[i]) + lapse / count for i in range(count)]


def rows_met(name, there):
    finding = all_findings()[name]
    keys = [key_for(finding, kind, form) for kind, form in there.items()]
    return tuple(sorted(key for key in keys if key))


def own(names):
    return [name for name in names if "follows" not in all_findings()[name]]


def node(net, name, values):
    net.add(gum.LabelizedVariable(name, name, [str(value) for value in values]))


def fill(net, name, table):
    """Set a table of shape (parents in the order of their arcs ..., own values)."""
    order = [each for each in reversed(net.cpt(name).names) if each != name]
    parents = [net.variable(each).name() for each in net.parents(name)]
    axes = list(table["order"])
    assert set(axes) == set(parents) == set(order)
    values = np.moveaxis(table["values"], range(len(axes)), [order.index(each) for each in axes])
    net.cpt(name)[:] = np.ascontiguousarray(values)


def network_of_conditions(kinds, setting, names):
    """One node per type, one for the constraint 'an allowed combination', two latents, the findings."""
    net = gum.BayesNet("conditions")
    values = {kind: ["absent", *forms()[kind]] for kind in kinds}
    for kind in kinds:
        node(net, kind, [f"_{each}" for each in values[kind]])
        net.cpt(kind).fillWith(1.0 / len(values[kind]))
    configs = list(itertools.product(*(range(len(values[kind])) for kind in kinds)))
    there = [
        {kind: values[kind][at] for kind, at in zip(kinds, config, strict=True) if at} for config in configs
    ]
    shares = prior(setting)
    order = list(forms())
    mass = [
        shares.get(tuple(sorted(each.items(), key=lambda item: order.index(item[0]))), 0.0)
        if allowed(each)
        else 0.0
        for each in there
    ]
    shape = [len(values[kind]) for kind in kinds]

    def table(per_config, width):
        return {"order": kinds, "values": np.array(per_config).reshape(*shape, width)}

    for name in ("together", "severity", "irritability"):
        node(net, name, ["no", "yes"] if name == "together" else range(3))
        for kind in kinds:
            net.addArc(kind, name)
    top = max(mass)
    fill(net, "together", table([[1 - each / top, each / top] for each in mass], 2))
    both = [latents(each) for each in there]
    fill(net, "severity", table([each[0] for each in both], 3))
    fill(net, "irritability", table([each[1] for each in both], 3))
    for name in names:
        finding = all_findings()[name]
        node(net, name, finding["levels"])
        parents = [k for k in kinds if any(key_for(finding, k, form) for form in forms()[k])]
        for parent in (*parents, "severity", "irritability"):
            net.addArc(parent, name)
        sizes = [len(values[kind]) for kind in parents]
        cells = []
        for config in itertools.product(*(range(size) for size in sizes)):
            here = {kind: values[kind][at] for kind, at in zip(parents, config, strict=True) if at}
            keys = rows_met(name, here)
            cells.append([[chances(name, keys, a, b) for b in range(3)] for a in range(3)])
        full = np.array(cells).reshape(*sizes, 3, 3, len(finding["levels"]))
        fill(net, name, {"order": [*parents, "severity", "irritability"], "values": full})
    return net


def ask(net, answers, targets, extra=()):
    engine = gum.LazyPropagation(net)
    engine.setEvidence({name: str(level) for name, level in (*answers.items(), *extra)})
    for target in targets:
        engine.addTarget(target)
    engine.makeInference()
    return {target: engine.posterior(target).toarray() for target in targets}


def random_answers(rng, names):
    """Answers that do not contradict one another: with a contradiction the model falls back on its prior."""
    while True:
        answers = {name: rng.choice(list(all_findings()[name]["levels"])) for name in names}
        if not check_findings(answers):
            return answers


GROUPS = (
    (
        "referred",
        "radicular",
        "radiculopathy",
        "hamstring_tendinopathy",
        "tendon_nerve_irritation",
        "deep_gluteal",
    ),
    ("radicular", "radiculopathy", "fibular_palsy", "polyneuropathy", "upper_motor_neurone", "cauda_equina"),
    ("referred", "hamstring_strain", "sacroiliac", "hip_referred", "bone_stress", "inflammatory", "vascular"),
    (
        "radicular",
        "referred",
        "infection",
        "malignancy",
        "fracture",
        "hip_referred",
        "hamstring_tendinopathy",
    ),
)


@pytest.mark.parametrize("kinds", GROUPS, ids=lambda kinds: kinds[0])
def test_the_network_of_conditions_agrees(kinds):
    rng = random.Random(f"{kinds}")
    setting = rng.choice(["gp", "running_clinic", "spinal_triage"])
    names = rng.sample(own(all_findings()), 12)
    net = network_of_conditions(list(kinds), setting, names)
    held = support()
    inside = np.array([all(key.split(".")[0] in kinds for key in held.keys(at)) for at in range(held.size)])
    for _ in range(5):
        answers = random_answers(rng, rng.sample(names, 8))
        theirs = ask(net, answers, kinds, [("together", "yes")])
        joint = PainModel(setting).posterior(answers).joint * inside[:, None, None]
        ours = type_shares(joint / joint.sum())
        for kind in kinds:
            assert 1 - theirs[kind][0] == pytest.approx(ours[held.types.index(kind)], abs=1e-9)


def network_of_states(setting, names):
    """One node that holds every joint state; types hang on it."""
    net = gum.BayesNet("states")
    held = states()
    node(net, "state", range(len(held)))
    shares = prior(setting)
    net.cpt("state")[:] = np.array([shares[state] for state in held])
    for at, name in enumerate(("severity", "irritability")):
        node(net, name, range(3))
        net.addArc("state", name)
        fill(
            net, name, {"order": ["state"], "values": np.array([latents(dict(state))[at] for state in held])}
        )
    for kind in forms():
        node(net, kind, ["no", "yes"])
        net.addArc("state", kind)
        there = np.array([float(kind in dict(state)) for state in held])
        fill(net, kind, {"order": ["state"], "values": np.stack([1 - there, there], axis=1)})
    for name in names:
        node(net, name, all_findings()[name]["levels"])
        cells = [
            [[chances(name, rows_met(name, dict(state)), a, b) for b in range(3)] for a in range(3)]
            for state in held
        ]
        s, t = loads(all_findings()[name])
        full, order = np.array(cells), ["state", "severity", "irritability"]
        if t == 0:
            full, order = full[:, :, 0], ["state", "severity"]
        if s == 0:
            full, order = full[:, 0], [each for each in order if each != "severity"]
        for parent in order:
            net.addArc(parent, name)
        fill(net, name, {"order": order, "values": full})
    return net


@pytest.fixture(scope="module")
def whole():
    rng = random.Random(2)
    names = rng.sample(own(all_findings()), 20)
    return names, network_of_states("running_clinic", names)


def test_the_whole_support_agrees(whole):
    names, net = whole
    rng = random.Random(3)
    model = PainModel("running_clinic")
    assert len(states()) == support().size
    for count in (1, 5, 20):
        answers = random_answers(rng, rng.sample(names, count))
        belief = model.posterior(answers)
        theirs = ask(net, answers, list(forms()))
        for kind, share in belief.probabilities.items():
            assert theirs[kind][1] == pytest.approx(share, abs=1e-9)
