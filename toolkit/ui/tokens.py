"""The style sheet's tokens, made from `data/look.yaml`: run `python -m toolkit.ui.tokens` after a change."""

from toolkit.content.look import look
from toolkit.ui.static_module import static_dir


def tokens_css() -> str:
    """Return the style sheet that names every token.

    >>> "--st-accent: #0B6E74;" in tokens_css()
    True
    """
    lines = [f"  --st-{name}: {value};" for name, value in look().tokens.items()]
    signs = {**look().families, **look().factors, "baseline": look().baseline}
    lines += [f"  --st-{name.replace('_', '-')}: {sign.colour};" for name, sign in signs.items()]
    return "/* Made from data/look.yaml; change that file. */\n:root {\n" + "\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    (static_dir() / "tokens.css").write_text(tokens_css(), encoding="utf-8")
