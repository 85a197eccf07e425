import json

import pytest

from toolkit.content.catalogue import CATALOGUE
from toolkit.content.schema import schema_for, schema_name, write_schemas


@pytest.mark.parametrize("pattern", sorted(CATALOGUE))
def test_every_content_file_has_a_schema_that_refuses_unknown_keys(pattern):
    schema = schema_for(pattern)
    assert schema["$schema"].startswith("https://json-schema.org/")
    groups = [part for part in (schema, *schema.get("$defs", {}).values()) if "properties" in part]
    assert groups
    assert all(part["additionalProperties"] is False for part in groups)


def test_an_unknown_file_names_the_known_ones():
    with pytest.raises(KeyError, match=r"claims\.yaml"):
        schema_for("nothing.yaml")


def test_schemas_are_written_with_the_editors_settings(tmp_path):
    written = write_schemas(tmp_path / "schemas")
    assert len(written) == len(CATALOGUE) + 1
    places = json.loads((tmp_path / "schemas" / "yaml-schemas.json").read_text("utf-8"))["yaml.schemas"]
    assert places["./claims.schema.json"] == "data/claims.yaml"
    assert places["./evidence.schema.json"] == "data/evidence/*.yaml"
    for file in written:
        json.loads(file.read_text("utf-8"))


def test_no_two_files_share_a_schema():
    names = [schema_name(pattern) for pattern in CATALOGUE]
    assert len(set(names)) == len(names)


def test_a_schema_says_what_the_model_demands():
    schema = schema_for("evidence/*.yaml")
    assert set(schema["required"]) == {"references", "figures"}
    assert schema["$defs"]["Status"]["enum"] == ["V", "V2", "M-h", "C"]
    assert "population" in schema["$defs"]["Figure"]["required"]
