"""The parts of the search benchmarks: see search.py beside this folder."""
