"""An educator's folder, offered by the command: its case is there in the clinic and is played, with pages kept ready."""

import sys

import pytest
from serving import free_port, process

from toolkit.content.cases import case_paths


@pytest.mark.parametrize("how", [[], ["--plain"]], ids=["ready", "plain"])
def test_the_clinic_offers_the_folder_as_it_is_now(visit, again, tmp_path, how):
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
        # what is added and changed while it runs is there when a page is opened again, and so is what is wrong
        (folder / "ours.yaml").write_text(
            text.replace("Sit bone after the long run", "Ours, changed"), "utf-8"
        )
        (folder / "later.yaml").write_text(
            text.replace("Sit bone after the long run", "Added later"), "utf-8"
        )
        page = again.open(f"{home}voila/render/05_clinic.ipynb")
        page.locator("summary", has_text="Another patient").click()
        assert "Ours, changed" in page.locator("option[value=ours]").inner_text()
        page.get_by_label("A written patient").select_option("later")
        page.wait_for_function("document.querySelector('.st-clinic-top h2').innerText === 'Added later'")
        page = again.open(f"{home}voila/render/10_case_studio.ipynb")
        assert page.get_by_label("Begin with").locator("option[value=later]").count() == 1
        assert "broken.yaml, line" in page.locator(".st-notice").first.inner_text()
        again.leave()
