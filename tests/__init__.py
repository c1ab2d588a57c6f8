"""The tests mirror `reader/`. Packages, so that two folders may each have a `test_files.py`."""
