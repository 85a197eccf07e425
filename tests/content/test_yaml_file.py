import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import Field, model_validator

from toolkit.content.fault import ContentError
from toolkit.content.quantity import Id, Number, Quantity, Strict, Text
from toolkit.content.yaml_file import line_of, parse_yaml, read_yaml


class Leg(Strict):
    side: Text
    power: Number = Field(ge=0, le=5)

    @model_validator(mode="after")
    def _left_or_right(self):
        if self.side not in {"left", "right"}:
            raise ValueError("a leg is left or right")
        return self


class Patient(Strict):
    name: Text
    legs: tuple[Leg, ...] = ()
    notes: dict[Id, Text] = Field(default={})
    age: int | None = None
    measure: Quantity | Text | None = None


GOOD = """\
# a comment in front
name: Maya
legs:
  - side: left
    power: 5
  - {side: right, power: 4}
notes:
  sleep: short
"""


@pytest.fixture
def read(tmp_path):
    def reading(text):
        file = tmp_path / "patient.yaml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_yaml(file, Patient)

    return reading


@pytest.fixture
def faults(read):
    def failing(text):
        with pytest.raises(ContentError) as caught:
            read(text)
        return caught.value.faults

    return failing


def one(faults):
    assert len(faults) == 1, faults
    return faults[0]


def test_a_sound_file_is_read(read):
    patient = read(GOOD)
    assert patient.legs[1] == Leg(side="right", power=4)
    assert patient.notes == {"sleep": "short"}


def test_values_are_frozen(read):
    with pytest.raises(ValueError, match="frozen"):
        read(GOOD).name = "Tom"


def test_unknown_key_in_a_list_names_its_line_and_the_nearest_key(faults):
    fault = one(faults(GOOD.replace("    power: 5", "    power: 5\n    sidee: left")))
    assert (fault.file, fault.line) == ("patient.yaml", 6)
    assert "'sidee' is not a known key" in fault.what
    assert fault.remedy == "Did you mean 'side'?"


def test_unknown_key_offers_only_keys_of_its_own_place(faults):
    fault = one(faults(GOOD.replace("power: 4", "power: 4, notes: x")))
    assert fault.line == 6
    assert fault.remedy == "Remove it; known here: power, side."


def test_unknown_key_at_the_top(faults):
    assert one(faults("name: Maya\n\nzzz: 1\n")).line == 3


def test_missing_key_names_the_part_it_is_missing_from(faults):
    fault = one(faults(GOOD.replace("    power: 5\n", "")))
    assert fault.line == 4
    assert fault.what == "'legs.0.power' is missing."
    assert fault.remedy == "Add 'power'."


def test_missing_key_of_the_whole_file_names_the_first_line_of_content(faults):
    assert one(faults("# a comment\n\nage: 3\n")).line == 3


def test_wrong_type_in_a_list(faults):
    fault = one(faults(GOOD.replace("power: 4", "power: strong")))
    assert fault.line == 6
    assert fault.what == "'legs.1.power' should be a number."
    assert "decimal point" in fault.remedy


@pytest.mark.parametrize("said", ["'4'", "true", "1e0", "4.0.1"])
def test_a_number_is_written_as_a_number(faults, said):
    assert "should be a number" in one(faults(GOOD.replace("power: 4", f"power: {said}"))).what


@pytest.mark.parametrize("said", ["12", "yes", "2025-01-02"])
def test_words_that_yaml_reads_as_something_else_need_quotation_marks(faults, said):
    fault = one(faults(GOOD.replace("sleep: short", f"sleep: {said}")))
    assert (fault.line, fault.remedy) == (8, "Put it in quotation marks.")


@pytest.mark.parametrize("said", [".inf", ".nan"])
def test_infinity_and_nan_are_refused(faults, said):
    assert one(faults(GOOD.replace("power: 4", f"power: {said}"))).line == 6


def test_a_limit_is_told(faults):
    assert "less than or equal to 5" in one(faults(GOOD.replace("power: 4", "power: 6"))).what


def test_a_rule_of_a_nested_model_names_the_entry(faults):
    fault = one(faults(GOOD.replace("side: right", "side: middle")))
    assert fault.line == 6
    assert fault.what == "'legs.1' is not right: a leg is left or right."


def test_a_list_where_a_group_should_be(faults):
    fault = one(faults(GOOD.replace("  sleep: short", "  - short")))
    assert (fault.line, fault.what) == (7, "'notes' should be a group of named values.")


def test_a_word_where_a_list_should_be(faults):
    fault = one(faults("name: Maya\nlegs: two\n"))
    assert (fault.line, fault.what) == (2, "'legs' should be a list.")


def test_a_name_that_yaml_reads_as_false(faults):
    fault = one(faults(GOOD.replace("sleep:", "no:")))
    assert fault.line == 8
    assert "quotation marks" in fault.remedy


def test_a_name_of_the_wrong_form_says_which_form_is_right(faults):
    fault = one(faults(GOOD.replace("sleep:", "Sleep-Hours:")))
    assert fault.line == 8
    assert "small letters" in fault.remedy


def test_a_fault_inside_a_choice_of_types_names_its_own_line(faults):
    text = GOOD + "measure:\n  value: 3\n  unit: h\n  mark: mine\n  source: teaching\n  why: So.\n"
    lines = {fault.line for fault in faults(text)}
    assert 12 in lines


def test_every_fault_is_told_with_its_own_line(faults):
    found = faults("name: 5\nlegs:\n  - side: left\n  - power: 9\nage: x\n")
    assert [fault.line for fault in found] == [1, 3, 4, 4, 5]


def test_repeated_key(faults):
    fault = one(faults(GOOD + "name: Tom\n"))
    assert (fault.line, fault.what) == (9, "The key 'name' stands here twice.")


def test_repeated_key_deep_inside_a_list(faults):
    assert one(faults(GOOD.replace("power: 4", "side: left"))).line == 6


def test_tab(faults):
    fault = one(faults(GOOD.replace("  - side: left", "\t- side: left")))
    assert fault.line == 4
    assert "tab" in fault.what
    assert "spaces" in fault.remedy


def test_colon_in_words(faults):
    fault = one(faults("name: Maya: the runner\n"))
    assert (fault.line, "quotation marks" in fault.remedy) == (1, True)


def test_words_that_begin_with_an_asterisk(faults):
    assert "asterisk" in one(faults("name: Maya\nage: *x\n")).remedy


def test_comma_in_unquoted_words_within_braces(faults):
    found = faults("name: Maya\nlegs:\n  - {side: left, that is, power: 3}\n")
    assert found[0].line == 3
    assert "comma" in found[0].remedy


def test_alias_is_refused_where_it_would_hide_what_the_file_says(faults):
    fault = one(faults("name: &n Maya\nnotes:\n  sleep: *n\n"))
    assert "alias" in fault.what


def test_an_alias_to_itself_does_not_hang(faults):
    assert "alias" in one(faults("name: &n [*n]\n")).what


def test_unclosed_bracket(faults):
    assert one(faults("name: Maya\nlegs: [\n")).what.startswith("Not valid YAML")


def test_two_documents(faults):
    assert one(faults("name: Maya\n---\nname: Tom\n")).what.startswith("Not valid YAML")


def test_a_python_object_is_not_made(faults):
    assert one(faults("name: !!python/object/apply:os.getcwd []\n")).what.startswith("Not valid YAML")


def test_an_impossible_date(faults):
    assert "quotation marks" in one(faults("name: 2025-13-40\n")).remedy


def test_a_key_that_is_a_list(faults):
    assert "plain name" in one(faults("? [a, b]\n: Maya\n")).what


def test_control_character(faults):
    fault = one(faults("name: Maya\nage: \x07\n"))
    assert (fault.line, fault.remedy) == (2, "Remove it.")


def test_not_utf_8_names_the_line(faults):
    fault = one(faults("name: Maya\nnotes:\n  sleep: kürzer\n".encode("latin-1")))
    assert (fault.line, fault.what, fault.remedy) == (3, "The file is not UTF-8 text.", "Save it as UTF-8.")


def test_byte_order_mark_is_no_part_of_the_text(read):
    assert read(b"\xef\xbb\xbf" + GOOD.encode()).name == "Maya"


def test_windows_line_ends(read, faults):
    assert read(GOOD.replace("\n", "\r\n")).name == "Maya"
    assert one(faults(GOOD.replace("power: 4", "power: x").replace("\n", "\r\n"))).line == 6


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "~\n"])
def test_empty_file(faults, text):
    assert one(faults(text)).what == "The file is empty."


def test_missing_file(tmp_path):
    with pytest.raises(ContentError, match=r"^nobody\.yaml: The file is missing\. Put it back"):
        read_yaml(tmp_path / "nobody.yaml", Patient)


def test_a_folder_in_place_of_a_file(tmp_path):
    (tmp_path / "patient.yaml").mkdir()
    with pytest.raises(ContentError, match="cannot be read"):
        read_yaml(tmp_path / "patient.yaml", Patient)


def test_a_huge_file_is_refused_unread(tmp_path):
    file = tmp_path / "patient.yaml"
    with file.open("wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(ContentError, match="larger than 4 MB"):
        read_yaml(file, Patient)


@pytest.mark.parametrize(
    "text",
    ["name: " + "[" * 50_000, "name: " + "{a: " * 50_000, "- " * 50_000 + "x", "? " * 50_000 + "x"],
    ids=["lists", "groups", "dashes", "questions"],
)
def test_deep_nesting_is_refused_and_does_not_end_the_process(faults, text):
    assert one(faults(text)).what == "The file is nested too deeply."


def test_the_message_does_not_tell_where_the_toolkit_lies(tmp_path):
    with pytest.raises(ContentError) as caught:
        read_yaml(tmp_path / "nobody.yaml", Patient)
    assert str(tmp_path) not in str(caught.value)


def test_line_of_a_path_that_ends_early_is_the_parents(tmp_path):
    file = tmp_path / "patient.yaml"
    file.write_text(GOOD, encoding="utf-8")
    assert line_of(file, ("legs", 1, "nothing")) == 6
    assert line_of(file, ("notes", "sleep")) == 8
    assert line_of(file, ()) == 2


@given(st.lists(st.text("abc", min_size=1, max_size=4), min_size=1, max_size=12, unique=True), st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_the_line_is_right_wherever_the_fault_is(tmp_path, names, data):
    blanks = data.draw(st.lists(st.integers(0, 2), min_size=len(names), max_size=len(names)))
    broken = data.draw(st.integers(0, len(names) - 1))
    lines = ["name: Maya", "notes:"]
    for index, name in enumerate(names):
        lines += ["  # between"] * blanks[index]
        if index == broken:
            expected = len(lines) + 1
        lines.append(f"  n{name}: {7 if index == broken else 'words'}")
    file = tmp_path / "patient.yaml"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        read_yaml(file, Patient)
    assert [fault.line for fault in caught.value.faults] == [expected]


@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
def test_whatever_the_bytes_are_it_is_a_value_or_a_sentence(tmp_path, content):
    file = tmp_path / "any.yaml"
    file.write_bytes(content)
    faults = []
    try:
        parse_yaml(file, "any.yaml")
    except ContentError as error:
        faults = error.faults
    assert all(fault.what and fault.remedy for fault in faults)
