"""One gesture each: a pane emits, a flow works, a pane shows."""
