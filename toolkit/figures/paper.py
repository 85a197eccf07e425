"""What every figure shares: type, colours of the paper, thin grid, no frame."""

from typing import Any

from toolkit.content.look import look

TEXT_SIZE_PX = 13.5
SMALL_SIZE_PX = 13


def token(name: str) -> str:
    """Return one colour or measure of the look.

    >>> token("accent")
    '#0B6E74'
    """
    return look().tokens[name]


def paper_layout(height_px: float, **more: Any) -> dict[str, Any]:
    """Return the layout that every figure starts from."""
    return {
        "height": height_px,
        "margin": {"l": 64, "r": 16, "t": 24, "b": 40, "pad": 2},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": token("font"), "size": TEXT_SIZE_PX, "color": token("ink")},
        "showlegend": False,
        "hovermode": "x",
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": token("card"),
            "bordercolor": token("edge"),
            "font": {"size": TEXT_SIZE_PX},
        },
        **more,
    }


def axis(**more: Any) -> dict[str, Any]:
    """Return an axis with a thin grid that cannot be dragged away."""
    return {
        "gridcolor": "#ECE9E1",
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "tickfont": {"size": SMALL_SIZE_PX, "color": token("muted")},
        **more,
    }


def axis_title(words: str, *, standoff: float = 8) -> dict[str, Any]:
    """Return the title of an axis, small and muted; `standoff` is its distance from the numbers, px."""
    return {"text": words, "standoff": standoff, "font": {"size": SMALL_SIZE_PX, "color": token("muted")}}


def row_title(name: str, unit: str, top: float, size: float, **shifts: float) -> dict[str, Any]:
    """Return the name of a figure's row with its unit, above the row and at its left.

    Args:
        name: of what is drawn.
        unit: in words.
        top: of the row, as a share of the figure's height.
        size: of the type, px.
        shifts: `xshift` and `yshift`, px.
    """
    return {
        "text": f"<b>{name}</b> <span style='color:{token('muted')}'>{unit}</span>",
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": top,
        "xanchor": "left",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": size, "color": token("ink")},
        **shifts,
    }


def faded(colour: str, share: float) -> str:
    """Return a colour with an opacity, as plotly and CSS write it.

    >>> faded("#0B6E74", 0.2)
    'rgba(11,110,116,0.2)'
    """
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share:g})"
