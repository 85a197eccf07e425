"""A notebook's page, made once from what the warm process showed, and given to each visitor."""

from collections.abc import AsyncIterator
from typing import Any

import nbformat
from voila.notebook_renderer import NotebookRenderer
from voila.utils import get_page_config

PLACE = "00000000-0000-4000-8000-5c1a71ca0000"
"""Stands in the page where each visitor's kernel id will be."""


class WarmRenderer(NotebookRenderer):
    """Voilà's renderer, which takes outputs that are there already instead of running cells."""

    outputs: list[list[dict[str, Any]]]

    @classmethod
    async def of(cls, server: Any, notebook: str) -> "WarmRenderer":
        """Return the renderer of one notebook, with the server's own settings.

        Args:
            server: the Voilà application.
            notebook: the notebook's path under the served folder.
        """
        settings = server.app.settings
        about = {
            "base_url": server.base_url,
            "settings": settings,
            "log": server.log,
            "voila_configuration": server.voila_configuration,
        }
        page_config = get_page_config(**about)
        hook = server.voila_configuration.page_config_hook
        if hook:
            page_config = hook(page_config, **about, notebook_path=notebook)
        renderer = cls(
            voila_configuration=server.voila_configuration,
            traitlet_config=server.config,
            notebook_path=notebook,
            template_paths=server.template_paths,
            config_manager=server.config_manager,
            contents_manager=server.contents_manager,
            base_url=server.base_url,
            kernel_spec_manager=server.kernel_spec_manager,
            page_config=page_config,
            mathjax_config=settings.get("mathjax_config"),
            mathjax_url=settings.get("mathjax_url"),
        )
        await renderer.initialize()
        return renderer

    def cells(self) -> list[str | None]:
        """Return the code of each cell, None for a cell of text."""
        return [cell.source if cell.cell_type == "code" else None for cell in self.notebook.cells]

    async def page(self, outputs: list[list[dict[str, Any]]]) -> list[str]:
        """Return the page as the texts between which a kernel's id belongs.

        Raises:
            ValueError: the template has no place for a kernel.
        """
        self.outputs = outputs
        parts = (await self.generate_content_str(PLACE, None)).split(PLACE)
        if len(parts) < 2:
            raise ValueError("the page's template names no kernel")
        return parts

    async def _jinja_kernel_start(self, nb: Any, kernel_id: str, kernel_future: Any) -> str:  # noqa: ARG002
        return PLACE

    async def _jinja_notebook_execute(self, nb: Any, kernel_id: str) -> None:  # noqa: ARG002
        self._fill(nb)

    async def _jinja_cell_generator(self, nb: Any, kernel_id: str) -> AsyncIterator[Any]:  # noqa: ARG002
        self._fill(nb)
        for cell in nb.cells:
            yield cell

    def _fill(self, nb: Any) -> None:
        for cell, shown in zip(nb.cells, self.outputs, strict=True):
            if cell.cell_type == "code":
                cell.outputs = [nbformat.from_dict(output) for output in shown]
