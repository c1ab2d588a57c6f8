"""Machines that have nothing else: minimal Debian roots to install into, each thrown away afterwards.

A check that uses them runs in namespaces of its own (`enter_own_namespaces`): what it mounts nobody else sees, and when
it ends, however it ends, the kernel undoes every mount and ends every process. Needs Linux, root, debootstrap, unshare.
"""

import argparse
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from checking import CheckFailed, require, say, wait_for

OLDEST_SUITE = "bookworm"  # the one that is promised; newer ones are tried by hand
READER = "anna"  # the ordinary user
SOCKETS = Path("/tmp/.X11-unix")  # of X servers: here our own only, so that none has to be asked for its number
NAMESPACES_MARK = "READALSO_CHECK_NAMESPACES"
TOOLS = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
MEMORY_WANTED = 4 * 1024**3  # a machine with a desktop holds 0.6 GB
CLONE_NEWNET = 0x40000000  # of linux/sched.h
DONE = ".complete"  # beside a finished root, so that one that was broken off is not taken for it
TEXT = {"text": True, "errors": "replace"}


def enter_own_namespaces() -> None:
    """Start this program again where mounts and processes are its own. Call first of all; returns in the new one."""
    if os.environ.pop(NAMESPACES_MARK, None):
        # the first process of a namespace gets no signal that it does not ask for
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        SOCKETS.mkdir(mode=0o1777, exist_ok=True)
        subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=1777", "tmpfs", str(SOCKETS)], check=True)
        return
    require(sys.platform == "linux", "This check makes Debian roots and needs Linux.")
    require(os.geteuid() == 0, "This check mounts folders and changes roots: start it as root.")
    for tool in ("unshare", "debootstrap", "chroot"):
        require(shutil.which(tool, path=TOOLS), f"This check needs {tool}.")
    os.environ[NAMESPACES_MARK] = "yes"
    separate = ["unshare", "--mount", "--propagation", "private", "--pid", "--fork", "--kill-child", "--mount-proc"]
    sys.stdout.flush()
    os.execvp(separate[0], [*separate, sys.executable, *sys.orig_argv[1:]])


def leave_network() -> None:
    """From here on nothing that is started sees a network, not even the machine's own address."""
    require(ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWNET) == 0, "The network could not be taken away.")
    say("there is no network from here on")


def free_memory() -> int:
    """Bytes that programs could still have; 0 where it is not known."""
    lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), 0)


def mounts_below(folder: Path, table: str | None = None) -> list[Path]:
    """What is mounted in the folder, or on it, the last first. `table`: what /proc/self/mounts said, if not now."""
    text = Path("/proc/self/mounts").read_text("utf-8", "surrogateescape") if table is None else table
    found = [Path(_unescaped(line.split(" ")[1])) for line in text.splitlines() if line.count(" ") >= 3]
    return [path for path in reversed(found) if path == folder or folder in path.parents]


def _unescaped(name: str) -> str:
    """Spaces, tabs, line ends and backslashes stand as three octal digits in the table."""
    for sign in " \t\n\\":
        name = name.replace(f"\\{ord(sign):03o}", sign)
    return name


def remove_folder(folder: Path) -> None:
    """Delete a folder of ours, never what is mounted in it."""
    folder = folder.resolve()

    def nothing_mounted() -> bool:
        for path in mounts_below(folder):
            subprocess.run(["umount", str(path)], check=False, capture_output=True)
        return not mounts_below(folder)

    # a process that has just ended holds its root a moment longer
    wait_for(nothing_mounted, f"{folder} without anything mounted in it, so it is not deleted", seconds=20)
    subprocess.run(["rm", "-rf", "--one-file-system", "--", str(folder)], check=True)


def add_machine_options(parser: argparse.ArgumentParser) -> None:
    """What every check on machines of their own can be told."""
    parser.add_argument("--dist", type=Path, default=Path("dist"), help="where the build left the packages (dist)")
    parser.add_argument("--root", type=Path, help="a folder that keeps the minimal Debian for the next check")
    parser.add_argument("--suite", default=OLDEST_SUITE, help=f"the release of Debian ({OLDEST_SUITE})")
    parser.add_argument("--mirror", default="", help="the Debian mirror (debootstrap's own)")


class Roots:
    """The folder that keeps what costs time: the minimal root, and packages that were fetched. Made when missing."""

    def __init__(self, folder: Path | None, *, suite: str = OLDEST_SUITE, mirror: str = "") -> None:
        self._ours = folder is None
        self.folder = Path(tempfile.mkdtemp(prefix="readalso-roots-")) if folder is None else folder.absolute()
        self._suite, self._mirror = suite, mirror

    def __enter__(self) -> "Roots":
        if self._ours and free_memory() > 2 * MEMORY_WANTED:
            subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(self.folder)], check=True)
        return self

    def __exit__(self, *_: object) -> None:
        if self._ours:
            remove_folder(self.folder)

    @property
    def archives(self) -> Path:
        """Packages that apt has fetched: shared by all machines, so that each is fetched once."""
        folder = self.folder / f"archives-{self._suite}"
        (folder / "partial").mkdir(parents=True, exist_ok=True)
        return folder

    def minimal(self) -> Path:
        """A Debian with the essential packages and apt, as debootstrap makes it, and the lists of packages."""
        root, done = self.folder / self._suite, self.folder / f"{self._suite}{DONE}"
        if done.exists():
            return root
        if root.exists():
            remove_folder(root)
        root.parent.mkdir(parents=True, exist_ok=True)
        say(f"making a minimal Debian ({self._suite}) in {root}")
        command = [
            "debootstrap",
            "--variant=minbase",
            self._suite,
            str(root),
            *([self._mirror] if self._mirror else []),
        ]
        made = subprocess.run(command, check=False, capture_output=True, **TEXT)
        require(made.returncode == 0, f"debootstrap failed: {_last_lines(made.stdout + made.stderr)}")
        # a root for minutes: nothing has to be safe against a loss of power, and no service is to be started
        (root / "etc/dpkg/dpkg.cfg.d/quick").write_text("force-unsafe-io\n", "ascii")
        (root / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n", "ascii")
        (root / "usr/sbin/policy-rc.d").chmod(0o755)
        shutil.copyfile("/etc/resolv.conf", root / "etc/resolv.conf")
        updated = subprocess.run(
            ["chroot", str(root), "apt-get", "--quiet", "update"],
            check=False,
            capture_output=True,
            env={"PATH": TOOLS},
            **TEXT,
        )
        require(updated.returncode == 0, f"apt-get update failed: {_last_lines(updated.stdout + updated.stderr)}")
        done.touch()
        say("the minimal Debian is there")
        return root


class Machine:
    """One machine: a copy of the minimal root that costs nothing, with an ordinary user. Gone at the end of `with`."""

    def __init__(self, roots: Roots, *, in_memory: bool = True) -> None:
        self._in_memory = in_memory and free_memory() > MEMORY_WANTED
        self._minimal = roots.minimal()
        self._archives = roots.archives
        self._folder = Path(tempfile.mkdtemp(prefix="readalso-machine-", dir=roots.folder)).resolve()
        self._log = self._folder / "output.log"
        self.root = self._folder / "root"
        self.home = f"/home/{READER}"

    def __enter__(self) -> "Machine":
        try:
            self._make()
        except BaseException:
            self._unmake()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _error: BaseException | None, _traceback: TracebackType | None
    ) -> None:
        if kind is not None and self._log.exists():
            print(f"what the programs said last:\n{_last_lines(self.output(), 15)}", file=sys.stderr)
        self._unmake()

    def _make(self) -> None:
        if self._in_memory:  # quicker than any disk, and nothing has to be deleted afterwards
            subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(self._folder)], check=True)
        self.root.mkdir()
        if not self._overlay():
            say("no overlay can be mounted here: the root is copied")
            subprocess.run(["cp", "-a", f"{self._minimal}/.", str(self.root)], check=True)
        self._mount("proc", "proc", "proc")
        self._mount("tmpfs", "tmpfs", "dev/shm")
        self.share(self._archives, "/var/cache/apt/archives")
        self.share(SOCKETS, str(SOCKETS))
        self.run("useradd", "--create-home", "--shell", "/bin/bash", READER)

    def _overlay(self) -> bool:
        for name in ("changes", "work"):
            (self._folder / name).mkdir()
        layers = f"lowerdir={self._minimal},upperdir={self._folder}/changes,workdir={self._folder}/work"
        mounting = ["mount", "-t", "overlay", "overlay", "-o", layers, str(self.root)]
        return subprocess.run(mounting, check=False, capture_output=True).returncode == 0

    def _mount(self, kind: str, source: str, target: str) -> None:
        (self.root / target).mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "-t", kind, source, str(self.root / target)], check=True)

    def _unmake(self) -> None:
        self.end_processes()
        remove_folder(self._folder)

    def share(self, folder: Path, inside: str) -> None:
        """Let the machine see a folder from outside."""
        target = self.inside(inside)
        target.mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", "--bind", str(folder), str(target)], check=True)

    def inside(self, path: str) -> Path:
        """A path of the machine as it is called from outside."""
        return self.root / path.lstrip("/")

    def environment(self, user: str = "root") -> dict[str, str]:
        """All that a program gets: no language, so it is C."""
        home = self.home if user == READER else "/root"
        return {"PATH": TOOLS, "HOME": home, "USER": user, "LOGNAME": user, "SHELL": "/bin/bash"}

    def command(self, *words: str, user: str = "root", env: Mapping[str, str] | None = None) -> list[str]:
        """A command line that runs these words on the machine, in the user's home."""
        values = self.environment(user) | dict(env or {})
        settings = [f"{name}={value}" for name, value in values.items()]
        who = [] if user == "root" else [f"--userspec={user}:{user}", f"--groups={user}"]
        return ["chroot", *who, str(self.root), "/usr/bin/env", "-i", "-C", values["HOME"], *settings, *words]

    def ask(
        self, *words: str, user: str = "root", env: Mapping[str, str] | None = None, typed: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run a command to its end, whatever the end is."""
        return subprocess.run(
            self.command(*words, user=user, env=env), check=False, capture_output=True, input=typed, **TEXT
        )

    def run(self, *words: str, user: str = "root", env: Mapping[str, str] | None = None) -> str:
        """What a command prints; one that fails ends the check."""
        ended = self.ask(*words, user=user, env=env)
        if ended.returncode != 0:
            said = _last_lines(ended.stdout + ended.stderr)
            raise CheckFailed(f"`{' '.join(words)}` ended with {ended.returncode} on the clean machine: {said}")
        return ended.stdout

    def start(self, *words: str, user: str = READER, env: Mapping[str, str] | None = None) -> "subprocess.Popen[bytes]":
        """Start a program that stays. What it says is kept for the case that the check fails."""
        with self._log.open("ab") as log:
            return subprocess.Popen(
                self.command(*words, user=user, env=env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def output(self) -> str:
        """What the programs that were started have said so far."""
        return self._log.read_text("utf-8", "replace") if self._log.exists() else ""

    def install(self, *packages: str) -> None:
        """Install packages, or package files by their whole path, with what they depend on and no more."""
        self.apt("install", *packages)

    def apt(self, *words: str) -> None:
        """One apt-get command. Another check that fetches packages is waited for: apt itself would give up."""
        import fcntl  # deferred: Windows has none, and tests read this file there

        command = ("apt-get", "--yes", "--quiet", "--no-install-recommends", *words)
        with (self._archives.parent / "archives.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.run(*command, env={"DEBIAN_FRONTEND": "noninteractive"})

    def take_in(self, file: Path, folder: str = "/tmp") -> str:
        """Copy a file to the machine, for everybody to read, and return its path there."""
        target = self.inside(folder) / file.name
        shutil.copyfile(file, target)
        target.chmod(0o644)
        return f"{folder}/{file.name}"

    def processes(self, program: str = "") -> list[int]:
        """The processes that run on this machine: all, or those of the program with this path."""
        found = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdecimal():
                with suppress(OSError):  # it ended meanwhile
                    where, what = os.readlink(folder / "root"), os.readlink(folder / "exe")
                    if where == str(self.root) and (not program or what.removeprefix(where) == program):
                        found.append(int(folder.name))
        return found

    def end_processes(self) -> None:
        """End whatever still runs on this machine."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            for process in self.processes():
                with suppress(ProcessLookupError):
                    os.kill(process, number)
            with suppress(CheckFailed):
                wait_for(lambda: not self.processes(), "the end of the machine's processes", seconds=5)
                return


def _last_lines(text: str, count: int = 6) -> str:
    return "\n".join(text.strip().splitlines()[-count:])
