"""The parts of the checks that need no clean machine: folders compared, mounts read, pictures looked at."""

import os
import struct
import sys
import zlib
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[2] / "packaging" / "checks"))  # the checks are scripts beside one another

from checking import CheckFailed, differences, one_of, require, tree_of, wait_for
from machine import mounts_below
from pictures import Box, Picture

WHITE, BLACK, RED = (struct.pack("<I", color) for color in (0xFFFFFF, 0x000000, 0xFF0000))
MOUNTS = """\
/dev/vda / ext4 rw 0 0
proc /proc proc rw 0 0
overlay /srv/machine/root overlay rw,lowerdir=/srv/minimal 0 0
tmpfs /srv/machine/root/dev/shm tmpfs rw 0 0
tmpfs /srv/machine\\040of\\040another tmpfs rw 0 0
/dev/vdb /srv/machine-2 ext4 rw 0 0
"""


def painted(rows: list[bytes], width: int) -> Picture:
    return Picture(width, len(rows), b"".join(rows))


def test_what_is_mounted_in_a_folder_is_found_the_last_first() -> None:
    below = mounts_below(Path("/srv/machine"), MOUNTS)
    assert below == [Path("/srv/machine/root/dev/shm"), Path("/srv/machine/root")]


def test_a_folder_beside_it_with_a_longer_name_is_another() -> None:
    assert mounts_below(Path("/srv/mach"), MOUNTS) == []


def test_a_mounted_folder_itself_and_spaces_in_its_name_are_known() -> None:
    assert mounts_below(Path("/srv/machine of another"), MOUNTS) == [Path("/srv/machine of another")]


@pytest.mark.skipif(not Path("/proc/self/mounts").exists(), reason="only Linux tells what is mounted in /proc")
def test_the_mounts_of_this_computer_can_be_read(tmp_path: Path) -> None:
    assert mounts_below(tmp_path) == []
    assert Path("/proc") in mounts_below(Path("/"))


def test_equal_folders_have_no_differences(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "file").write_text("same", "utf-8")
    assert differences(tree_of(tmp_path), tree_of(tmp_path)) == []


def test_what_came_went_and_changed_is_told_by_path(tmp_path: Path) -> None:
    for name in ("changed", "gone", "kept"):
        (tmp_path / name).write_text(name, "utf-8")
    before = tree_of(tmp_path)
    (tmp_path / "changed").write_text("otherwise", "utf-8")
    (tmp_path / "gone").unlink()
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "left").write_text("", "utf-8")
    told = [line.split(" (")[0] for line in differences(before, tree_of(tmp_path))]
    assert told == ["changed: changed", "gone: gone", "left: new", "left: new/left"]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_other_rights_are_a_change(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("same", "utf-8")
    (tmp_path / "file").chmod(0o644)
    before = tree_of(tmp_path)
    (tmp_path / "file").chmod(0o666)
    assert len(differences(before, tree_of(tmp_path))) == 1


def test_folders_that_are_left_out_are_not_looked_into(tmp_path: Path) -> None:
    (tmp_path / "var" / "cache").mkdir(parents=True)
    (tmp_path / "var" / "cache" / "file").write_text("", "utf-8")
    assert list(tree_of(tmp_path, without=["var/cache"])) == ["var"]


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_links_are_compared_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path.parent)
    assert tree_of(tmp_path) == {"link": f"link to {tmp_path.parent}"}


def test_the_only_file_of_a_build_is_found_and_none_or_two_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckFailed, match=r"no a_\*\.deb"):
        one_of("a_*.deb", tmp_path)
    (tmp_path / "a_1.deb").touch()
    assert one_of("a_*.deb", tmp_path) == tmp_path / "a_1.deb"
    (tmp_path / "a_2.deb").touch()
    with pytest.raises(CheckFailed, match=r"several"):
        one_of("a_*.deb", tmp_path)


def test_a_fact_that_does_not_hold_is_a_sentence() -> None:
    require(True, "never said")
    with pytest.raises(CheckFailed, match=r"^There is no window\.$"):
        require([], "There is no window.")


def test_waiting_looks_again_and_gives_what_it_found() -> None:
    answers = iter([None, "", "found"])
    assert wait_for(lambda: next(answers), "something") == "found"


def test_waiting_ends_with_what_was_missing() -> None:
    with pytest.raises(CheckFailed, match=r"still not: a window\."):
        wait_for(lambda: None, "a window", seconds=0)


def test_the_screen_is_read_out_of_the_file_of_the_server(tmp_path: Path) -> None:
    """A header of 25 words, a name, a table of colours, and lines that are longer than what is seen."""
    words = [104, 7, 2, 24, 2, 2, 0, 0, 32, 0, 32, 32, 12, 4, 0xFF0000, 0xFF00, 0xFF, 8, 1, 1, 2, 2, 0, 0, 0]
    lines = WHITE + RED + BLACK + RED + WHITE + BLACK
    file = tmp_path / "screen"
    file.write_bytes(struct.pack(">25I", *words) + b"Xvf\0" + bytes(12) + lines)
    assert Picture.of_screen(file) == Picture(2, 2, WHITE + RED + RED + WHITE)


def test_a_picture_of_another_kind_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "screen"
    file.write_bytes(struct.pack(">25I", *[100, 6, *[0] * 23]))
    with pytest.raises(ValueError, match="no picture"):
        Picture.of_screen(file)


def test_the_box_of_what_changed_is_the_smallest() -> None:
    before = painted([WHITE * 4] * 4, 4)
    after = painted([WHITE * 4, WHITE + RED + WHITE * 2, WHITE * 2 + RED + WHITE, WHITE * 4], 4)
    assert after.changed_box(before) == Box(1, 1, 2, 2)
    assert before.changed_box(before) is None


def test_ink_is_what_has_another_colour_than_the_surface() -> None:
    page = painted([WHITE * 4, WHITE + BLACK + WHITE * 2, WHITE * 4], 4)
    assert page.ink() == pytest.approx(1 / 12)
    assert page.ink_box() == Box(1, 1, 1, 1)
    assert painted([WHITE * 4], 4).ink() == 0
    assert painted([WHITE * 4], 4).ink_box() is None


def test_a_part_is_cut_out_and_off_at_the_edge() -> None:
    page = painted([WHITE + RED, BLACK + WHITE], 2)
    assert page.part(Box(1, 0, 1, 2)) == Picture(1, 2, RED + WHITE)
    assert page.part(Box(1, 1, 9, 9)) == Picture(1, 1, WHITE)


def test_a_picture_is_kept_as_png(tmp_path: Path) -> None:
    painted([WHITE + RED], 2).save_png(tmp_path / "folder" / "page.png")
    content = (tmp_path / "folder" / "page.png").read_bytes()
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack_from(">II", content, 16) == (2, 1)
    length = struct.unpack_from(">I", content, 33)[0]
    assert zlib.decompress(content[41 : 41 + length]) == b"\0\xff\xff\xff\xff\x00\x00"
