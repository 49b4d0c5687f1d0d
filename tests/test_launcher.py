"""`./selaras` from a fresh clone: finds Python, installs by hash, starts; says what is missing."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

REPO = Path(__file__).resolve().parents[1]
SHELL_TOOLS = ("sh", "cat", "cksum", "dirname", "mkdir", "readlink", "rm", "sleep", "uname")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The launcher with a small lock and a stand-in package, in a folder with a space."""
    place = tmp_path / "klon selaras"
    (place / "src" / "selaras").mkdir(parents=True)
    shutil.copy(REPO / "selaras", place)
    (place / "src" / "selaras" / "__init__.py").touch()
    (place / "src" / "selaras" / "__main__.py").write_text(
        "import sys; print('selaras', *sys.argv[1:])"
    )
    for name in ("requirements.lock", "requirements-dev.lock"):
        (place / name).write_text("")
    return place


def _run(clone: Path, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("SELARAS_", "VIRTUAL_ENV"))}
    return subprocess.run(
        [str(clone / "selaras"), *arguments],
        cwd="/",
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_makes_its_environment_once_and_hands_over(clone: Path) -> None:
    first = _run(clone, "hukum", "lihat", "dua kata")
    assert (first.returncode, first.stdout) == (0, "selaras hukum lihat dua kata\n"), first.stderr
    assert "Membuat lingkungan Python" in first.stderr
    second = _run(clone, "periksa")
    assert (second.stdout, second.stderr) == ("selaras periksa\n", "")


def test_installs_again_when_the_lock_changes(clone: Path) -> None:
    assert _run(clone).returncode == 0
    (clone / "requirements.lock").write_text("# baru\n")
    again = _run(clone)
    assert "Memasang paket Python dari requirements.lock" in again.stderr
    assert _run(clone).stderr == ""


def test_works_through_links(clone: Path, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "absolut").symlink_to(clone / "selaras")
    (tmp_path / "bin" / "selaras").symlink_to("absolut")
    linked = subprocess.run(
        ["selaras", "demo"],
        env={**os.environ, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert linked.stdout == "selaras demo\n", linked.stderr


def test_twelve_starters_make_one_environment(clone: Path) -> None:
    command = [str(clone / "selaras"), "demo"]
    started = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(12)
    ]
    outputs = [process.communicate() for process in started]
    assert {out for out, _ in outputs} == {"selaras demo\n"}
    assert sum("Membuat lingkungan" in err for _, err in outputs) == 1


def test_an_interrupted_installer_does_not_block_the_next(clone: Path) -> None:
    guard = clone / ".venv.kunci"
    guard.mkdir()
    (guard / "pid").write_text("99999999\n")
    assert _run(clone).returncode == 0
    assert not guard.exists()


def test_a_broken_environment_is_made_anew(clone: Path) -> None:
    assert _run(clone).returncode == 0
    python = clone / ".venv" / "bin" / "python"
    python.unlink()
    python.symlink_to("/nonexistent/python3")
    assert _run(clone, "demo").stdout == "selaras demo\n"


def test_refuses_a_package_whose_hash_differs(clone: Path) -> None:
    (clone / "requirements.lock").write_text(f"six==1.17.0 --hash=sha256:{'0' * 64}\n")
    refused = _run(clone)
    assert refused.returncode == 1
    assert "paket tidak dapat dipasang" in refused.stderr
    assert "selaras\n" not in refused.stdout


def test_says_plainly_that_python_is_missing(clone: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bin"
    bare.mkdir()
    for tool in SHELL_TOOLS:
        if found := shutil.which(tool):
            (bare / tool).symlink_to(found)
    missing = _run(clone, PATH=str(bare))
    assert missing.returncode == 1
    assert "tidak menemukan Python 3.11" in missing.stderr
    assert not (clone / ".venv").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_says_plainly_that_the_folder_is_read_only(clone: Path) -> None:
    clone.chmod(0o555)
    refused = _run(clone)
    clone.chmod(0o755)
    assert refused.returncode == 1 and "SELARAS_VENV" in refused.stderr


def test_the_environment_may_stand_elsewhere(clone: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "lingkungan"
    assert _run(clone, "demo", SELARAS_VENV=str(elsewhere)).stdout == "selaras demo\n"
    assert (elsewhere / "bin" / "python").exists() and not (clone / ".venv").exists()


@pytest.mark.parametrize(
    "lock", ["requirements.lock", "requirements-dev.lock", "requirements-node.lock"]
)
def test_locks_hold_hashes_and_no_addresses(lock: str) -> None:
    text = (REPO / lock).read_text()
    assert "http" not in text
    assert text.count("==") <= text.count("--hash=sha256:")


def test_the_test_tools_lock_agrees_with_the_main_one() -> None:
    def pins(name: str) -> set[str]:
        lines = (REPO / name).read_text().splitlines()
        return {line.split(" ")[0] for line in lines if "==" in line}

    assert pins("requirements.lock") <= pins("requirements-dev.lock")
