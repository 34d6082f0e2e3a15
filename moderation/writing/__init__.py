"""The editor's side: what a page still needs while it is written, the desk, and new pages like others."""
