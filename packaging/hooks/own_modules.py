"""Run before the program: what is loaded until the first paint comes out of one file, read at once.

PyInstaller keeps modules compressed in the program and looks into its archive for each; some of Python's own are in
another archive, which is opened anew for each. Both stay, for everything else and for those who list modules.
`building/start_modules.py` makes the file `start_modules` of the list of what the first paint needs. Where it is
missing, nothing changes.
"""

import marshal
import sys


class StartModules:
    """A finder and loader: a name is either in the table, or somebody else's. Threads: any."""

    def __init__(self, folder: str, packed: bytes) -> None:
        self._folder = folder
        size = 8 + int.from_bytes(packed[:8], "little")
        self._table = marshal.loads(packed[8:size])  # name -> (begin, end, whether it is a package)
        self._codes = memoryview(packed)[size:]

    def find_spec(self, name, _path=None, _target=None):
        row = self._table.get(name)
        if row is None:
            return None
        stem = f"{self._folder}/{name.replace('.', '/')}"
        package = row[2]
        # As PyInstaller says of its modules: no such file is there, but those beside it are.
        spec = ModuleSpec(name, self, origin=f"{stem}/__init__.pyc" if package else f"{stem}.pyc", is_package=package)
        spec.has_location = True
        if package:
            spec.submodule_search_locations.append(stem)
        return spec

    def create_module(self, _spec):
        return None

    def exec_module(self, module):
        exec(self.get_code(module.__name__), module.__dict__)

    def get_code(self, name):
        row = self._table.get(name)
        if row is None:
            raise ImportError(f"{name} is not among the modules of the start", name=name)
        return marshal.loads(self._codes[row[0] : row[1]])

    def get_source(self, _name):
        return None

    def is_package(self, name):
        return self._table[name][2]

    def get_filename(self, name):
        return self.find_spec(name).origin

    def get_data(self, path):
        with open(path, "rb") as file:
            return file.read()

    def get_resource_reader(self, name):
        from importlib.readers import FileReader  # deferred: seldom asked for

        return FileReader(_Place(self.get_filename(name)))


class _Place:
    def __init__(self, path):
        self.path = path


def _install() -> None:
    folder = sys._MEIPASS
    try:
        with open(f"{folder}/start_modules", "rb", buffering=0) as file:
            packed = file.readall()
    except OSError:
        return
    sys.meta_path.insert(0, StartModules(folder, packed))


ModuleSpec = type(sys.__spec__)
_install()
