import re

from toolkit.content.glossary import glossary
from toolkit.content.pages import pages


def test_there_are_words_enough():
    assert len(glossary().terms) >= 60


def test_the_patient_word_is_not_the_clinical_word():
    for key, term in glossary().terms.items():
        assert term.patient.lower() != term.clinical.lower(), key


def test_patient_words_hold_no_short_forms():
    for key, term in glossary().terms.items():
        shouted = re.findall(r"\b[A-Z]{2,}\b", term.patient)
        assert not shouted, (key, shouted)


def test_no_clinical_word_stands_twice():
    words = [word.lower() for term in glossary().terms.values() for word in (term.clinical, *term.also)]
    twice = {word for word in words if words.count(word) > 1}
    assert not twice


def test_words_that_may_harm_say_what_helps_instead():
    for key in ("slipped_disc", "degeneration", "nociplastic_pain", "non_specific"):
        assert glossary().terms[key].care, key


def test_the_pain_types_of_the_model_are_explained():
    wanted = {
        *("referred_pain", "radicular_pain", "radiculopathy", "hamstring_tendinopathy", "tendon_nerve"),
        *(
            "deep_gluteal",
            "hamstring_strain",
            "sacroiliac",
            "hip_referred",
            "fibular_palsy",
            "polyneuropathy",
        ),
        *("upper_motor_neurone", "bone_stress_injury", "cauda_equina_syndrome", "axial_spondyloarthritis"),
    }
    assert wanted <= set(glossary().terms)


def test_short_forms_on_the_pages_are_explained():
    texts = [page.model_dump_json() for page in pages().pages.values()]
    used = set(re.findall(r"\b[A-Z][A-Z-]+[A-Z]\b", " ".join(texts)))
    assert used <= set(glossary().acronyms), used - set(glossary().acronyms)
