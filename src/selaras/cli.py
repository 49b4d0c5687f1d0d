"""The `selaras` command: collects the verbs of the rooms and runs one. Knows no domain itself.

A room offers verbs in its `cli.py` by plain argparse, importing what is heavy only inside `run`:

    def register(subparsers):                        # the verbs of `selaras`
        presensi = subparsers.add_parser("presensi", help="presensi dari berkas mesin")
        verbs = presensi.add_subparsers()
        baca = verbs.add_parser("baca", help="isi sebuah berkas mesin")
        baca.add_argument("berkas")
        baca.set_defaults(run=read_file, needs_django=False)

    def read_file(args: argparse.Namespace) -> int:  # the exit code; None counts as 0
        ...

`add_parser` and `add_subparsers` get or create, so two rooms may add leaves to one verb
(`impor attlog` from presensi, `impor pegawai` from impor). With needs_django=True (the default)
the database is there and Django is set up before `run`. A `CommandError` raised by `run` becomes a
plain message and exit code 2.
"""

import argparse
import importlib
import importlib.util
import os
import re
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

from selaras.core.pg.explain import explain_database_error
from selaras.operations.environment import prepare_django

# Which rooms offer leaves of which verb; only these are imported, so that a verb starts quickly.
VERBS: dict[str, tuple[str, ...]] = {
    "demo": ("selaras.operations.cli",),
    "serve": ("selaras.operations.cli",),
    "worker": ("selaras.operations.cli",),
    "migrate": ("selaras.operations.cli",),
    "instansi": ("selaras.operations.cli",),
    "periksa": ("selaras.operations.cli",),
    "cadangkan": ("selaras.operations.cli",),
    "pulihkan": ("selaras.operations.cli",),
    "impor": (
        "selaras.core.impor.cli",
        "selaras.organisasi.cli",
        "selaras.pegawai.cli",
        "selaras.cuti.cli",
        "selaras.perangkat.cli",
        "selaras.kinerja.cli",
        "selaras.tpp.cli",
    ),
    "presensi": ("selaras.perangkat.cli",),
    "tpp": ("selaras.tpp.cli",),
    "hukum": ("selaras.hukum.cli",),
    "akun": ("selaras.core.accounts.cli",),
    "contoh": ("selaras.contoh.cli",),
    "bench": ("selaras.bench.cli",),
    "simulasi": ("selaras.simulasi.cli",),
}
ARGPARSE_WORDS = (
    (r"^argument (\S+): ", r"\1: "),
    (r"invalid choice: (.*) \(choose from (.*)\)", r"tidak mengenal \1 (pilihannya: \2)"),
    (r"invalid \w+ value: ", "nilai tidak sah: "),
    (r"unrecognized arguments: ", "tidak dikenal: "),
    (r"the following arguments are required: ", "yang masih kurang: "),
    (r"expected (one|at least one) argument", "perlu sebuah nilai"),
)
MESSAGE_ERRORS = ("CommandError", "EmbeddedServerError", "BackupError", "NoFreePort")


class _Help(argparse.HelpFormatter):
    """Help whose first word is Indonesian too."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "pemakaian: " if prefix is None else prefix)


class CommandParser(argparse.ArgumentParser):
    """argparse whose groups can be opened twice and that speaks Indonesian."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        words: dict[str, Any] = {"formatter_class": _Help, "add_help": False}
        super().__init__(*args, **(words | kwargs))
        self._positionals.title, self._optionals.title = "isian", "pilihan"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")
        self.register("action", "parsers", _Verbs)
        self._verbs: argparse._SubParsersAction[CommandParser] | None = None

    def add_subparsers(self, **kwargs: Any) -> Any:
        """The group of verbs below this one, made at first asking."""
        if self._verbs is None:
            defaults = {"title": "perintah", "metavar": "PERINTAH"}
            self._verbs = super().add_subparsers(**(defaults | kwargs))
        return self._verbs

    def error(self, message: str) -> NoReturn:
        """Say what is missing and how to learn more."""
        for english, indonesian in ARGPARSE_WORDS:
            message = re.sub(english, indonesian, message)
        self.exit(2, f"{self.prog}: {message}\nLihat: {self.prog} --help\n")


class _Verbs(argparse._SubParsersAction):  # type: ignore[type-arg]
    def add_parser(self, name: str, **kwargs: Any) -> Any:
        if name in self.choices:
            return self.choices[name]
        if "help" in kwargs:
            kwargs.setdefault("description", kwargs["help"])
        return super().add_parser(name, **kwargs)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    parser = build_parser(_modules_for(arguments))
    args = parser.parse_args(arguments)
    run: Callable[[argparse.Namespace], int | None] | None = getattr(args, "run", None)
    if run is None:
        _print_group_help(parser, arguments)
        return 2
    signal.signal(signal.SIGTERM, _leave)
    try:
        if getattr(args, "needs_django", True):
            prepare_django()
        return run(args) or 0
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except Exception as error:
        if (message := _plain_message(error)) is None:
            raise
        print(f"selaras: {message}", file=sys.stderr)
        return 2


def build_parser(modules: Iterable[str]) -> CommandParser:
    """The parser with the verbs of these modules; a room not built yet is left out."""
    parser = CommandParser(
        prog="selaras",
        description="Kinerja, presensi, TPP dan kepegawaian ASN pemerintah daerah.",
    )
    verbs = parser.add_subparsers()
    for name in modules:
        if _exists(name):
            importlib.import_module(name).register(verbs)
    return parser


def _plain_message(error: Exception) -> str | None:
    """The words for people, or None for a mistake of ours, which deserves its trace."""
    if any(kind.__name__ in MESSAGE_ERRORS for kind in type(error).__mro__):
        return str(error)
    return explain_database_error(error)


def _modules_for(arguments: Sequence[str]) -> list[str]:
    verb = next((word for word in arguments if not word.startswith("-")), "")
    wanted = VERBS.get(verb) or tuple(name for names in VERBS.values() for name in names)
    return list(dict.fromkeys(wanted))


def _exists(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _print_group_help(parser: CommandParser, arguments: Sequence[str]) -> None:
    """Help of the deepest group that was named without a leaf."""
    group = parser
    for word in arguments:
        if group._verbs is None or word not in group._verbs.choices:
            break
        group = group._verbs.choices[word]
    group.print_help(sys.stderr)


def _leave(signum: int, frame: object) -> NoReturn:
    sys.exit(128 + signum)
