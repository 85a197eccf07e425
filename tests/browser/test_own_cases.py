"""An educator's folder, offered by the command: its case is there in the clinic and is played, with pages kept ready."""

import sys

import pytest
from serving import free_port, process

from toolkit.content.cases import case_paths


@pytest.mark.parametrize("how", [[], ["--plain"]], ids=["ready", "plain"])
def test_the_clinic_offers_the_folder(visit, tmp_path, how):
    folder = tmp_path / "my cases"
    folder.mkdir()
    text = case_paths()["sit_bone"].read_text(encoding="utf-8")
    (folder / "ours.yaml").write_text(
        text.replace("Sit bone after the long run", "Ours <b>Zoë</b>"), encoding="utf-8"
    )
    (folder / "broken.yaml").write_text("title: [", encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "toolkit.serve.command", "serve", "--no-browser", "--port", str(port)]
    command += ["--cases", str(folder), *how]
    home = f"http://127.0.0.1:{port}/"
    with process(command, f"{home}voila/templates/sciatica/static/theme.css", cwd=tmp_path):
        page = visit.open(f"{home}voila/render/05_clinic.ipynb")
        page.locator("summary", has_text="Another patient").click()
        page.get_by_label("A written patient").select_option("ours")
        page.wait_for_function("document.querySelector('.st-clinic-top h2').innerText === 'Ours <b>Zoë</b>'")
        assert page.locator("option[value=broken]").count() == 0
        visit.leave()
