"""What failed, and what to do."""

from reader.errors import ReaderError


def test_an_error_reads_as_problem_and_remedy() -> None:
    error = ReaderError("The disk is full.", remedy="Make room.")
    assert str(error) == "The disk is full. Make room."
    assert (error.problem, error.remedy) == ("The disk is full.", "Make room.")
