"""run.py, tried on a small house of its own whose command line only notes what it is asked."""

import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]

COMMAND_LINE = """
import http.server, json, os, signal, sys, time
from pathlib import Path
words = sys.argv[1:]
data = Path(os.environ.get("GUIJU_DATA", "."))
def note(text):
    with (data / "notes").open("a", encoding="utf-8") as file:
        file.write(text + "\\n")
if words[0] == "say":
    print(json.dumps({"words": words[1:], "cwd": os.getcwd(), "data": str(data)}))
    sys.exit(int(words[1]))
elif words[0] == "migrate":
    note("migrate")
    (data / "guiju.sqlite3").touch()
    print("chatter")
elif words[0] == "demo":
    note("demo load")
    sys.exit(3 if (data / "fail").exists() else 0)
elif words[0] == "jobs":
    note("worker")
    signal.signal(signal.SIGTERM, lambda *_: (note("worker stopped"), sys.exit(0)))
    time.sleep(60)
elif words[0] == "serve":
    def stopped(*_):
        note("server stopped")
        os._exit(0)
    signal.signal(signal.SIGTERM, stopped)
    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200); self.end_headers(); self.wfile.write(b"ok")
        def log_message(self, *_):
            pass
    http.server.HTTPServer((words[2], int(words[4])), Answer).serve_forever()
"""


def plain_environment(**more: str) -> dict[str, str]:
    """Our environment without uv on the path and without settings of Guiju or Python."""
    paths = os.environ["PATH"].split(os.pathsep)
    kept = [path for path in paths if not (Path(path) / "uv").exists()]
    env = {name: value for name, value in os.environ.items() if not name.startswith("GUIJU_")}
    return {**env, "PATH": os.pathsep.join(kept), **more}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a space and Chinese characters in its path, run.py and an empty lock."""
    folder = tmp_path_factory.mktemp("run") / "规矩 的 家"
    (folder / "src" / "guiju").mkdir(parents=True)
    (folder / "src" / "guiju" / "__main__.py").write_text(COMMAND_LINE, "utf-8")
    (folder / "requirements").mkdir()
    for kind in ("run", "dev"):
        (folder / "requirements" / f"{kind}.txt").write_text("# nothing\n", "utf-8")
    shutil.copy(ROOT / "run.py", folder)
    return folder


def run(
    house: Path, *words: str, cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess:
    """run.py of the small house with these words."""
    command = [base_python(), str(house / "run.py"), *words]
    return subprocess.run(
        command, cwd=cwd, env=plain_environment(**env), capture_output=True, text=True, timeout=120
    )


def base_python() -> str:
    """The Python outside our own environment."""
    return getattr(sys, "_base_executable", sys.executable)


@pytest.fixture(scope="module")
def ready(house: Path) -> Path:
    """The small house with its environment made."""
    first = run(house, "say", "0")
    assert first.returncode == 0, first.stderr
    assert json.loads(first.stdout)["words"] == ["0"], "installing must not speak on stdout"
    assert ".venv" in first.stderr
    return house


def free_port() -> int:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_word_goes_to_the_command_line_with_its_exit_status(ready: Path, tmp_path: Path) -> None:
    done = run(ready, "say", "7", "--json", "账 本.xlsx", cwd=tmp_path)
    assert done.returncode == 7
    assert done.stderr == ""
    told = json.loads(done.stdout)
    assert told["words"] == ["7", "--json", "账 本.xlsx"]
    assert Path(told["cwd"]) == tmp_path


def test_the_data_folder_is_handed_on_relative_to_where_one_stands(
    ready: Path, tmp_path: Path
) -> None:
    done = run(ready, "--data", "数据", "say", "0", cwd=tmp_path)
    assert json.loads(done.stdout)["data"] == str(tmp_path / "数据")


def test_files_of_the_working_directory_do_not_shadow_modules(ready: Path, tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(99)", "utf-8")
    assert run(ready, "say", "0", cwd=tmp_path).returncode == 0


def test_nothing_is_installed_again_until_the_lock_changes(ready: Path) -> None:
    stamp = ready / ".venv" / "guiju-lock"
    before = stamp.stat().st_mtime_ns
    assert run(ready, "say", "0").returncode == 0
    assert stamp.stat().st_mtime_ns == before
    (ready / "requirements" / "run.txt").write_text("# nothing, otherwise\n", "utf-8")
    again = run(ready, "say", "0")
    assert again.returncode == 0
    assert stamp.stat().st_mtime_ns > before
    assert "run.txt" in again.stderr


def test_the_folder_may_be_moved(ready: Path, tmp_path: Path) -> None:
    moved = tmp_path / "搬家 later"
    shutil.copytree(ready, moved, symlinks=True)
    (moved / "src" / "guiju" / "__main__.py").write_text("print('moved')", "utf-8")
    assert run(moved, "say", "0").stdout == "moved\n"


def test_two_at_once_leave_one_whole_environment(ready: Path) -> None:
    (ready / ".venv" / "guiju-lock").unlink()
    command = [base_python(), str(ready / "run.py"), "say", "0"]
    both = [
        subprocess.Popen(command, env=plain_environment(), stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    answers = [json.loads(each.communicate(timeout=120)[0]) for each in both]
    assert [each["words"] for each in answers] == [["0"], ["0"]]
    assert [each.returncode for each in both] == [0, 0]


def test_where_uv_fails_pip_is_taken(house: Path, tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows: the stand-in for uv is a shell script")
    other = tmp_path / "other"
    shutil.copytree(house, other, ignore=shutil.ignore_patterns(".venv*"))
    uv = tmp_path / "bin" / "uv"
    uv.parent.mkdir()
    uv.write_text("#!/bin/sh\necho no index >&2\nexit 2\n", "utf-8")
    uv.chmod(0o755)
    path = f"{uv.parent}{os.pathsep}{plain_environment()['PATH']}"
    done = run(other, "say", "4", PATH=path)
    assert done.returncode == 4
    assert "no index" in done.stderr


def test_tests_are_run_by_pytest_with_the_words_given(ready: Path) -> None:
    (ready / ".venv" / "guiju-lock").unlink()
    done = run(ready, "test", "--version")
    assert "No module named pytest" in done.stderr, "the empty lock of this house has no pytest"
    kinds = (ready / ".venv" / "guiju-lock").read_text("utf-8").split()
    assert "dev" in kinds
    assert "run" in kinds, "what holds the development lock holds the other"


def serve(house: Path, data: Path, *words: str) -> subprocess.Popen:
    """run.py serving, its address not yet printed."""
    command = [base_python(), str(house / "run.py"), "--data", str(data), "--no-browser", *words]
    return subprocess.Popen(
        command,
        env=plain_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def notes(data: Path) -> list[str]:
    """What the command line noted."""
    return (data / "notes").read_text("utf-8").splitlines()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to send")
@pytest.mark.parametrize("signal_name", ["SIGINT", "SIGTERM"])
def test_it_sets_up_serves_and_stops_every_child(
    ready: Path, tmp_path: Path, signal_name: str
) -> None:
    port = free_port()
    server = serve(ready, tmp_path, "--port", str(port))
    line = server.stdout.readline()
    assert f"http://127.0.0.1:{port}/" in line
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
        assert page.read() == b"ok"
    wait_until(lambda: "worker" in notes(tmp_path))
    server.send_signal(getattr(signal, signal_name))
    output, errors = server.communicate(timeout=30)
    assert server.returncode == 0
    assert output == ""
    assert "chatter" in errors
    assert notes(tmp_path)[:2] == ["migrate", "demo load"]
    assert sorted(notes(tmp_path)[-2:]) == ["server stopped", "worker stopped"]


def wait_until(true: object, seconds: float = 20) -> None:
    """Ask again until it is so."""
    end = time.monotonic() + seconds
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "it never came to be so"
        time.sleep(0.05)


@pytest.fixture
def module() -> ModuleType:
    """run.py as a module."""
    spec = importlib.util.spec_from_file_location("run_of_the_house", ROOT / "run.py")
    assert spec
    assert spec.loader
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def test_the_demo_is_loaded_into_a_new_database_alone(
    ready: Path, tmp_path: Path, module: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PYTHON", ready / module.PYTHON.relative_to(ROOT))
    env = plain_environment(GUIJU_DATA=str(tmp_path))
    (tmp_path / "fail").touch()
    with pytest.raises(SystemExit) as stopped:
        module.set_up(tmp_path, env)
    assert stopped.value.code == 3
    (tmp_path / "fail").unlink()
    module.set_up(tmp_path, env)
    module.set_up(tmp_path, env)
    assert notes(tmp_path) == ["migrate", "demo load", "migrate", "demo load", "migrate"]


def test_a_port_asked_for_and_taken_is_said(module: ModuleType) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit) as stopped:
            module.choose_port("127.0.0.1", port)
        assert f"Port {port} is taken" in str(stopped.value.code)
        module.DEFAULT_PORT = port
        assert module.choose_port("127.0.0.1", None) > port


def test_an_address_that_is_none_is_said(module: ModuleType) -> None:
    with pytest.raises(SystemExit) as stopped:
        module.choose_port("256.1.1.1", 8000)
    assert "256.1.1.1" in str(stopped.value.code)


def test_an_old_python_is_told_which_one_is_needed(
    module: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.sys, "version_info", (3, 9, 2))
    with pytest.raises(SystemExit) as stopped:
        module.main()
    assert "Python 3.11" in str(stopped.value.code)


def test_a_missing_venv_module_is_explained(
    module: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "python")
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(SystemExit) as stopped:
        module.make_environment(None)
    assert "python3-venv" in str(stopped.value.code)


def test_it_is_short_and_needs_the_standard_library_alone() -> None:
    text = (ROOT / "run.py").read_text("utf-8")
    assert len(text.splitlines()) < 300
    isolated = [base_python(), "-I", "-S", str(ROOT / "run.py"), "--help"]
    assert "--no-browser" in subprocess.run(isolated, capture_output=True, text=True).stdout
