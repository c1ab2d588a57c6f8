"""What the command line means before anything is done."""

from reader.cli import NOTHING_GIVEN, build_parser


def test_no_arguments_mean_what_the_parser_would_say():
    parsed = vars(build_parser().parse_args([]))
    assert {name: parsed[name] for name in vars(NOTHING_GIVEN)} == vars(NOTHING_GIVEN)
