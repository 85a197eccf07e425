import ast
import math
import re

import pytest

from toolkit.content.fault import ContentError
from toolkit.content.pages import pages
from toolkit.content.tasks import tasks

NUMBERS = sorted(pages().pages)
EVERY = [(page, key) for page in NUMBERS for key in tasks(page).tasks]


@pytest.mark.parametrize("page", NUMBERS)
def test_each_page_has_three_to_five_tasks(page):
    assert 3 <= len(tasks(page).tasks) <= 5


@pytest.mark.parametrize(("page", "key"), EVERY)
def test_a_check_has_one_right_answer_and_words_for_each(page, key):
    check = tasks(page).tasks[key].check
    assert [option.right for option in check.options].count(True) == 1
    assert check.answer.right
    assert len({option.feedback for option in check.options}) == len(check.options) >= 3


@pytest.mark.parametrize(("page", "key"), EVERY)
def test_the_hint_does_not_give_the_answer_away(page, key):
    task = tasks(page).tasks[key]
    assert task.check.answer.text.lower() not in task.hint.lower()
    assert not any(words in task.hint for words in task.solution.words)


def test_the_right_answer_is_not_always_in_the_same_place():
    places = [
        [option.right for option in tasks(page).tasks[key].check.options].index(True) for page, key in EVERY
    ]
    assert len(set(places)) >= 3
    assert max(places.count(place) for place in set(places)) <= 0.6 * len(places)


def test_the_right_answer_is_not_always_the_longest():
    longest = 0
    for page, key in EVERY:
        check = tasks(page).tasks[key].check
        longest += len(check.answer.text) == max(len(option.text) for option in check.options)
    assert longest <= 0.5 * len(EVERY)


@pytest.mark.parametrize(("page", "key"), [(p, k) for p, k in EVERY if tasks(p).tasks[k].solution.python])
def test_lines_of_python_are_python_and_few(page, key):
    solution = tasks(page).tasks[key].solution
    tree = ast.parse(solution.python)
    calls = [node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom)]
    assert 1 <= len(calls) <= 4
    assert solution.shows


def test_a_page_without_tasks_has_none(folder):
    assert tasks("09").tasks == {}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("right: true, ", "", "0 answers are marked"),
        (
            "{text: That., feedback: 'No.'}",
            "{text: That., right: true, feedback: 'No.'}",
            "2 answers are marked",
        ),
        ("feedback: 'No.'", "feedback: 'Yes.'", "same feedback"),
        ("feedback: 'No.'", "feedback: ''", "is empty"),
        ("    cites: [article:A1]\n", "", "'tasks.one.cites' is missing"),
    ],
)
def test_an_unsound_task_is_refused(edit, old, new, says):
    edit("tasks/00.yaml", old, new)
    with pytest.raises(ContentError, match=says):
        tasks("00")


@pytest.mark.parametrize(("page", "key"), [(p, k) for p, k in EVERY if tasks(p).tasks[k].solution.python])
def test_lines_of_python_run_and_print(page, key, capsys):
    exec(compile(tasks(page).tasks[key].solution.python, f"{page}.{key}", "exec"), {})
    assert capsys.readouterr().out.strip()


def printed(page, key, capsys):
    exec(compile(tasks(page).tasks[key].solution.python, f"{page}.{key}", "exec"), {})
    return [float(number) for number in re.findall(r"-?\d+\.?\d*(?:e-?\d+)?|nan", capsys.readouterr().out)]


def test_each_page_has_a_task_with_lines_of_python():
    for page in NUMBERS:
        assert any(task.solution.python for task in tasks(page).tasks.values()), page


@pytest.mark.parametrize("page", NUMBERS)
def test_a_worked_example_prints_to_the_letter_what_the_notebook_says(page, capsys):
    example = pages().pages[page].example
    exec(compile(example.python, page, "exec"), {})
    assert capsys.readouterr().out.rstrip() == example.prints
    calls = [
        node for node in ast.parse(example.python).body if not isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert 1 <= len(calls) <= 4


def test_the_emergency_question_as_the_solution_says(capsys):
    said = output("00", "emergency_words", capsys)
    assert said.split() == ["absent", "none", "6", "changed", "same_day", "6"]


def test_the_paradox_as_the_solution_says(capsys):
    below, of_episodes, lower, of_lower = printed("06", "paradox", capsys)
    assert 0.6 < below < 0.8
    assert of_episodes > 0.5 > of_lower
    assert lower < below


def test_more_runners_narrow_the_interval_as_the_solution_says(capsys):
    few, many = output("06", "intervals", capsys).splitlines()
    low, high = ([float(n) for n in re.findall(r"0\.\d+", line)] for line in (few, many))
    assert high[1] - high[0] < low[1] - low[0]
    assert high[3] - high[2] < low[3] - low[2]


def test_monotony_is_undefined_for_equal_days_as_the_solution_says(capsys):
    numbers = printed("07", "monotony", capsys)
    assert all(math.isnan(number) for number in numbers[:7])
    assert numbers[7] == max(numbers[7:])


def test_the_case_of_another_truth_contradicts_itself_as_the_solution_says(capsys):
    said = output("10", "neighbour", capsys)
    assert "'radicular' is believed at 0 %" in said
    assert "cause 'tendon'" in said


def test_the_pair_as_the_solution_says(capsys):
    assert "parts them most" in output("10", "pair", capsys)


def test_the_long_run_stands_out_alone_as_its_solution_says(capsys):
    numbers = printed("01", "find_the_long_run", capsys)
    singles, (with_run, quiet) = numbers[:28], numbers[28:]
    assert [number for number in singles if number > 1.3] == [1.7]
    assert 1 < with_run < quiet


def test_most_lives_stay_well_as_the_solution_says(capsys):
    with_events, without = printed("01", "two_hundred_lives", capsys)
    assert 100 < with_events <= 200
    assert abs(with_events - without) < 20


def test_the_eight_bars_add_up_as_the_solution_says(capsys):
    reference, parts, chance = printed("02", "eighth_bar", capsys)
    assert reference + parts == pytest.approx(chance, abs=1e-9)
    assert reference > parts


def test_orders_differ_as_little_as_the_solution_says(capsys):
    first, average, last = printed("02", "order_matters", capsys)
    assert 0 < abs(last - first) < 0.5 * average


def test_the_return_from_a_break_looks_as_the_solution_says(capsys):
    singles = printed("02", "break_and_return", capsys)
    assert math.isnan(singles[1])
    assert singles[6] > 1.1


def output(page, key, capsys, old="", new=""):
    lines = tasks(page).tasks[key].solution.python
    assert old in lines
    exec(compile(lines.replace(old, new) if old else lines, f"{page}.{key}", "exec"), {})
    return capsys.readouterr().out


def test_plans_for_one_history_part_as_the_solution_says(capsys):
    said = output("04", "same_history", capsys)
    assert "keep_running_referred" in said
    assert "hold_running_radicular" in said
    same, only = int(said.split()[0]), said.count("'") // 2
    assert same > only


def test_the_trend_decides_about_running_as_the_solution_says(capsys):
    assert output("04", "run_or_not", capsys).startswith("No. The trend")
    assert output("04", "run_or_not", capsys, "enumerate(row)", "enumerate(row[::-1])").startswith("Yes.")


def test_not_yet_running_as_the_solution_says(capsys):
    assert output("04", "back_to_running", capsys).startswith("not_yet")


def test_what_a_tendon_rules_out_as_the_solution_says(capsys):
    said = output("04", "explore", capsys)
    assert "'prone_extension': 'now'" in said
    assert "'childs_pose': 'ruled_out'" in said
    assert "'slr_mobilisation': 'ruled_out'" in said


def test_three_types_hold_together_as_the_solution_says(capsys):
    values = printed("03", "three_flags", capsys)
    assert all(value > 0.15 for value in values)
    assert sum(values) > 1


def test_tendon_and_nerve_stand_as_the_solution_says(capsys):
    tendon, nerve, radicular = printed("03", "nerve_or_tendon", capsys)
    assert tendon > nerve > radicular


def test_root_and_fibular_nerve_change_places_as_the_solution_says(capsys):
    fibular, root, level = output("03", "l5_or_fibular", capsys).split()
    assert (float(fibular) > float(root), level) == (True, "urgent")
    weak = '"power_inversion": "mrc4", "power_hip_abduction": "mrc4"'
    fibular, root, level = output("03", "l5_or_fibular", capsys, weak.replace("mrc4", "mrc5"), weak).split()
    assert (float(fibular) < float(root), level) == (True, "urgent")


def test_absence_is_information_and_missing_is_none_as_the_solution_says(capsys):
    said = output("03", "absence", capsys)
    nothing, missing, absent, positive = (float(line.rsplit(" ", 1)[1]) for line in said.splitlines())
    assert nothing == missing
    assert absent < nothing < positive


def test_a_test_in_the_buttock_moves_belief_as_the_solution_says(capsys):
    before, after = printed("03", "buttock", capsys)
    assert 1.5 * before < after < 0.3


def test_where_the_numbers_come_from_is_as_the_solution_says(capsys):
    lines = output("02", "which_evidence", capsys).splitlines()
    assert ["measured in runners" in line for line in lines] == [True, True, True, False]
    assert "back pain" in lines[3]
    assert not any("back" in line for line in lines[:3])
