"""Loads Qt without what PySide needs only to word an error: that comes with the first wrong call, or when asked for.

At its first import shiboken6, PySide's lower half, unpacks, compiles and runs a dozen modules (`shibokensupport`), for
which Python's inspect, typing, argparse, logging and zipfile are loaded, too; and from then on it searches the source
of every module that is imported for the name PySide6. All of it serves the text of a TypeError, `__signature__`,
`help()` and `__feature__`. A window that opens needs none of it, and it costs as much as Qt itself.

shiboken6 hands the source of its start to `compile` and calls what is defined there. `load_qt` answers with functions
that do the real start when one of them is first called. Whoever comes by another way, an import of `shibokensupport` or
`__feature__`, is met by a finder at the end of `sys.meta_path`.

What would change our mind: a PySide that does so by itself. Other versions than those in TRIED are loaded as usual.
"""

import builtins
import os
import sys
from _thread import RLock
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any, cast

# Tried on Linux only. In these versions PySide6.support.deprecated has nothing to do after an import, either.
TRIED = ("6.11.3", "6.12.0") if sys.platform == "linux" else ()
SOURCE_NAME = "signature_bootstrap.py"
MAPPING = "shibokensupport.signature.mapping"  # libshiboken looks it up among the modules, without importing it
LATE = ("shibokensupport", "__feature__", "PySide6.support.feature", "PySide6.support.signature")


def load_qt() -> bool:
    """Import shiboken6 with late signatures; whether that was done. In any case PySide6 can be imported afterwards.

    Threads: before any other thread can import Qt.
    """
    if "shiboken6" in sys.modules or "PySide6" in sys.modules or sys.implementation.name != "cpython":
        return False
    package = _package_without_its_imports()
    if package is None:
        return False
    late = LateSignatures()
    compile_ = builtins.compile
    builtins.compile = late.compile_in_place_of(compile_)
    try:
        from shiboken6 import Shiboken
    finally:
        builtins.compile = compile_
    package.__dict__.update({name: each for name, each in vars(Shiboken).items() if not name.startswith("_")})
    if not late.waiting:  # shiboken6 did not ask: it is loaded as usual
        return False
    sys.meta_path.append(late)
    return True


def _package_without_its_imports() -> ModuleType | None:
    """shiboken6 without what its `__init__` imports for the signatures' sake; None if that is no version we know."""
    spec = find_spec("shiboken6")
    if spec is None or os.environ.get("SBK_EMBED"):
        return None
    folders = spec.submodule_search_locations or []
    if any(os.path.isdir(os.path.join(folder, "files.dir")) for folder in folders):
        return None  # SBK_EMBED was set once: somebody works on the signature modules themselves
    return _known(module_from_spec(spec))


def _known(package: ModuleType) -> ModuleType | None:
    sys.modules["shiboken6"] = package
    try:
        from shiboken6 import _config
    except ImportError:
        version = ""
    else:
        version = _config.version
    if version not in TRIED:
        for name in ("shiboken6._config", "shiboken6"):
            sys.modules.pop(name, None)
        return None
    package.__dict__.update(__version__=version, __version_info__=_config.version_info)
    return package


class LateSignatures:
    """Stands where shiboken6 expects its signature modules. Threads: any; one at a time words an error."""

    def __init__(self) -> None:
        self.waiting = False  # for the first who needs a signature
        self._lock = RLock()
        self._source: Any = None
        self._loader: Any = None  # the module that does it all, once it is there
        self._mapping = ModuleType(MAPPING)

    def compile_in_place_of(self, compile_: Callable[..., Any]) -> Callable[..., Any]:
        def compile_or_wait(source: Any, filename: Any, *rest: Any, **more: Any) -> Any:
            if filename != SOURCE_NAME or self.waiting:
                return compile_(source, filename, *rest, **more)
            self._source = source
            self.waiting = True
            # libshiboken runs this code in the module and looks up `bootstrap`; of its answer it takes what it calls.
            start = sys.modules["signature_bootstrap"] = ModuleType("signature_bootstrap")
            start.__dict__["bootstrap"] = lambda: self
            self._mapping.__dict__["update_mapping"] = self.update_mapping
            sys.modules[MAPPING] = self._mapping
            return _nothing.__code__

        return compile_or_wait

    # What libshiboken calls, by these names.

    def post_init(self) -> None:
        pass  # it changes `__import__`, for the sake of `__feature__`

    def finish_import(self, module: ModuleType) -> None:
        """After each module of Qt. The versions we know have nothing to put right there."""

    def pyside_type_init(self, *arguments: Any) -> Any:
        with self._lock:
            return self.load().pyside_type_init(*arguments)

    def create_signature(self, *arguments: Any) -> Any:
        with self._lock:
            return self.load().create_signature(*arguments)

    def seterror_argument(self, *arguments: Any) -> Any:
        with self._lock:
            return self.load().seterror_argument(*arguments)

    def make_helptext(self, *arguments: Any) -> Any:
        with self._lock:
            return self.load().make_helptext(*arguments)

    def feature_import(self, *arguments: Any, **more: Any) -> Any:
        return self.load().feature.feature_import(*arguments, **more)  # counts frames: one from the import to it

    def feature_imported(self, *arguments: Any, **more: Any) -> Any:
        return self.load().feature.feature_imported(*arguments, **more)

    def update_mapping(self) -> None:
        """Before libshiboken looks for the name of what was called wrongly in the mapping that it saw first: ours."""
        with self._lock:
            self.load()
            real = sys.modules[MAPPING].__dict__
            real["update_mapping"]()
            self._mapping.__dict__.update((name, each) for name, each in real.items() if name != "update_mapping")

    def load(self) -> Any:
        """The real loader; the first time this takes some 40 ms."""
        if self._loader is None:
            with self._lock:
                if self._loader is None:
                    self._loader = self._load()
        return self._loader

    def _load(self) -> Any:
        import zlib  # noqa: F401  here, and not by libshiboken, which holds a lock of its own meanwhile

        package = sys.modules["shiboken6"]
        cast(Any, package.__spec__).loader.exec_module(package)  # what was left out
        start = sys.modules["signature_bootstrap"]
        exec(compile(self._source, SOURCE_NAME, "exec"), start.__dict__)
        loader = start.__dict__["bootstrap"]()
        loader.post_init()
        return loader

    # A finder, behind all others.

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if not name.startswith(LATE) or self._loader is not None:
            return None
        self.load()
        # Out of the table for a moment: what importlib finds there meanwhile it would load once more.
        there = sys.modules.pop(name, None)
        return None if there is None else ModuleSpec(name, cast(Any, _Late(there)))


class _Late:
    """Gives a module that the real loader has put in its place meanwhile."""

    def __init__(self, there: ModuleType) -> None:
        self._there: Any = there
        self._spec = there.__spec__

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        if spec.name != "__feature__":
            return cast(ModuleType, self._there)
        asked = ModuleType(spec.name)
        asked.__dict__["__getattr__"] = self._switch
        return asked

    def exec_module(self, module: ModuleType) -> None:
        if module is self._there:
            module.__spec__ = self._spec

    def _switch(self, name: str) -> Any:
        """The first `from __feature__ import name` of the program: the later ones do not come here."""
        feature = self._there
        value = getattr(feature, name)
        if name in feature.all_feature_names:
            module = sys._getframe(1).f_globals.get("__name__", "__main__")
            chosen = feature.pyside_feature_dict.get(module, 0)
            feature.set_selection(value | max(chosen, 0), module)
        return value


def _nothing() -> None:
    pass
