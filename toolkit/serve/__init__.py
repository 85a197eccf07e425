"""Getting the pages to people: the command, the dashboards, warm kernels, the room."""
