"""JSON schemas of the content files, so that an editor completes and checks them while they are written."""

import json
from pathlib import Path
from typing import Any

from toolkit.content.catalogue import CATALOGUE


def schema_name(pattern: str) -> str:
    """Return the schema's file name for an entry of the catalogue.

    >>> schema_name("tasks/*.yaml"), schema_name("claims.yaml")
    ('tasks.schema.json', 'claims.schema.json')
    """
    return f"{pattern.removesuffix('.yaml').removesuffix('/*').replace('/', '-')}.schema.json"


def schema_for(pattern: str) -> dict[str, Any]:
    """Return the JSON schema of the files that an entry of the catalogue names.

    Args:
        pattern: a key of `CATALOGUE`, for example 'tasks/*.yaml'.

    Raises:
        KeyError: the catalogue has no such entry.

    >>> schema_for("claims.yaml")["additionalProperties"]
    False
    """
    if pattern not in CATALOGUE:
        raise KeyError(f"'{pattern}' is not in the catalogue. Known: {', '.join(sorted(CATALOGUE))}.")
    schema = CATALOGUE[pattern].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write every schema, and a settings file by which editors find them; return the files written.

    The settings file, `yaml-schemas.json`, maps each schema to its content files in the form that the YAML
    extensions of common editors read under `yaml.schemas`.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    places = {}
    for pattern in CATALOGUE:
        file = folder / schema_name(pattern)
        file.write_text(
            json.dumps(schema_for(pattern), indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        written.append(file)
        places[f"./{file.name}"] = f"data/{pattern}"
    settings = folder / "yaml-schemas.json"
    settings.write_text(json.dumps({"yaml.schemas": places}, indent=2) + "\n", encoding="utf-8")
    return (*written, settings)
