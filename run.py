#!/usr/bin/env python3
"""Guiju 规矩: ``python3 run.py`` sets up and runs the demo city, ``run.py test`` the tests.

Any other word goes to the command line: ``python3 run.py check vehicles LEDGER.xlsx``.
Needs Python 3.11 or later and nothing else.
"""

import argparse
import contextlib
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
OPTIONS = ("--host", "--port", "--data", "--no-browser", "-h", "--help")


def say(text: str) -> None:
    """Tell the person at the terminal; standard output belongs to the commands."""
    print(text, file=sys.stderr, flush=True)


def fail(text: str) -> "None":
    """Tell what is wrong and leave."""
    say(text)
    raise SystemExit(1)


def main() -> int:
    """Set up and run, set up and test, or pass a command on."""
    if sys.version_info < (3, 11):
        fail(f"需要 Python 3.11 或更新的版本（Python 3.11 or later is needed）；现为 {sys.version}")
    words = sys.argv[1:]
    if words and words[0] == "test":
        prepare("dev")
        return subprocess.call([PYTHON, "-m", "pytest", *words[1:]], cwd=HERE)
    if words and words[0].split("=")[0] not in OPTIONS:
        prepare("run")
        return subprocess.call([PYTHON, "-m", "guiju", *words])
    return serve(words)


def prepare(kind: str) -> None:
    """Make .venv hold what the lock says, once; another run.py waits meanwhile."""
    lock = HERE / "requirements" / f"{kind}.txt"
    wanted = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    stamp = VENV / f"installed-{kind}"
    with _alone():
        fresh = VENV / "installed-dev" if kind == "run" else stamp
        dev = HERE / "requirements" / "dev.txt"
        full = hashlib.sha256(dev.read_bytes() + sys.version.encode()).hexdigest()
        if PYTHON.exists() and (_read(stamp) == wanted or _read(fresh) == full):
            return
        say("首次运行：正在准备（只此一次，约一分钟）… preparing, once …")
        if not PYTHON.exists():
            _make_venv()
        _install(lock)
        site = subprocess.check_output(
            [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
        )
        Path(site.strip(), "guiju.pth").write_text(f"{HERE / 'src'}\n", encoding="utf-8")
        stamp.write_text(wanted, encoding="ascii")


def _read(path: Path) -> str:
    return path.read_text(encoding="ascii") if path.exists() else ""


@contextlib.contextmanager
def _alone():
    """One run.py at a time; the lock goes when its process goes."""
    with (HERE / ".setup.lock").open("a+") as handle:
        if WINDOWS:
            import msvcrt

            handle.seek(0)
            while True:
                try:
                    msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:
                    time.sleep(1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _make_venv() -> None:
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        fail(
            "缺少 venv 模块。Debian/Ubuntu 请先安装：apt install python3-venv\n"
            "The venv module is missing; on Debian or Ubuntu: apt install python3-venv"
        )
    venv.EnvBuilder(with_pip=True).create(VENV)


def _install(lock: Path) -> None:
    uv = shutil.which("uv")
    flags = ["--require-hashes", "-r", str(lock)]
    if uv:
        command = [uv, "pip", "install", "--quiet", "--python", str(PYTHON), *flags]
    else:
        command = [str(PYTHON), "-m", "pip", "install", "--quiet",
                   "--disable-pip-version-check", *flags]  # fmt: skip
    if subprocess.call(command, stdout=sys.stderr):
        fail("安装失败，见上面的说明；改正后重新运行即可。Installing failed; see above.")


def serve(words: "list[str]") -> int:
    """Migrate, load the demo into a new database, start a worker, serve."""
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int)
    parser.add_argument("--data", type=Path, default=HERE / "data")
    parser.add_argument("--no-browser", action="store_true")
    options = parser.parse_args(words)
    prepare("run")
    port = _port(options.host, options.port)
    environment = {**os.environ, "GUIJU_DATA": str(options.data.resolve()),
                   "GUIJU_HOST": options.host}  # fmt: skip
    command = [str(PYTHON), "-m", "guiju"]
    for step in (["migrate"], ["demo", "load"]):
        if subprocess.call([*command, *step], env=environment, stdout=sys.stderr):
            fail("数据库没有准备好，见上面的说明。The database could not be prepared; see above.")
    children = [
        subprocess.Popen([*command, "jobs", "worker"], env=environment),
        subprocess.Popen(
            [*command, "serve", "--host", options.host, "--port", str(port)], env=environment
        ),
    ]
    shown = f"[{options.host}]" if ":" in options.host else options.host
    address = f"http://{shown}:{port}/"
    threading.Thread(target=_announce, args=(address, not options.no_browser), daemon=True).start()
    return _watch(children)


def _port(host: str, asked: "int | None") -> int:
    """The port asked for, or the first free one from 8000."""
    for port in [asked] if asked is not None else range(8000, 8050):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 0 if WINDOWS else 1)
            try:
                trial.bind((host, port))
            except OSError:
                continue
            return trial.getsockname()[1]
    fail(f"端口已被占用：{asked or '8000–8049'}；请用 --port 指定另一个。The port is taken.")
    return 0


def _announce(address: str, browser: bool) -> None:
    """Print the address once it answers, and open it."""
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"{address}healthz", timeout=2):
                break
        except urllib.error.HTTPError:
            break
        except OSError:
            time.sleep(0.1)
    else:
        return
    print(f"规矩 Guiju: {address}", flush=True)
    if browser:
        webbrowser.open(address)


def _watch(children: "list[subprocess.Popen]") -> int:
    """Wait for Ctrl-C or for a child to end; then end them all."""
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    while not stop.wait(0.5):
        if any(child.poll() is not None for child in children):
            break
    codes = [child.poll() for child in children]
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
    return 0 if stop.is_set() else next((code for code in codes if code), 1)


if __name__ == "__main__":
    sys.exit(main())
