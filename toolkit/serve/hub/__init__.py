"""The dashboards behind a faculty's JupyterHub."""
