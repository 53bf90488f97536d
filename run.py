"""The two commands of Guiju: ``python3 run.py`` sets up and runs, ``python3 run.py test`` tests.

Any other first word goes to the command line: ``python3 run.py check vehicles LEDGER.xlsx``.
Needs a Python 3.11 and nothing else; works on Linux, macOS and Windows.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "guiju-lock"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
VERSION = "{}.{}".format(*sys.version_info[:2])
DEFAULT_PORT = 8000


def say(text: str) -> None:
    """Tell the person something; always on standard error, so that --json stays pure."""
    print(text, file=sys.stderr, flush=True)


def step(command: list[str], env: dict[str, str] | None = None) -> int:
    """Run one step of setting up, its output on standard error, and return its exit status."""
    return subprocess.run(command, env=env, stdout=sys.stderr, check=False).returncode


@contextlib.contextmanager
def only_one(path: Path):
    """Hold a lock file; a second run waits here. The system releases it if we die."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        if os.name == "nt":
            import msvcrt

            while True:
                with contextlib.suppress(OSError):  # it gives up after ten seconds: ask again
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def wanted(kind: str) -> str:
    """What the stamp says once requirements/<kind>.txt is installed for this Python."""
    lock = hashlib.sha256((ROOT / "requirements" / f"{kind}.txt").read_bytes()).hexdigest()
    return f"{kind} {VERSION} {lock}"


def installed(kind: str) -> bool:
    """Whether the environment already holds what requirements/<kind>.txt asks for."""
    there = STAMP.is_file() and PYTHON.exists()
    return there and wanted(kind) in STAMP.read_text("utf-8").splitlines()


def prepare(kind: str) -> None:
    """Make .venv and install the hash-locked requirements, unless that is done already."""
    if installed(kind):
        return
    with only_one(ROOT / ".venv.lock"):
        if installed(kind):
            return
        uv = shutil.which("uv")
        make_environment(uv)
        say(f"正在安装依赖（requirements/{kind}.txt）… / Installing the requirements …")
        STAMP.unlink(missing_ok=True)
        install(kind, uv)
        put_src_on_path()
        kinds = ("run", "dev") if kind == "dev" else (kind,)  # dev holds all of run
        STAMP.write_text("\n".join(wanted(each) for each in kinds) + "\n", "utf-8")


def make_environment(uv: str | None) -> None:
    """Make .venv where there is none of this Python's version."""
    settings = VENV / "pyvenv.cfg"
    if PYTHON.exists() and settings.is_file() and f"= {VERSION}." in settings.read_text("utf-8"):
        return
    if not uv and not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        sys.exit(
            "这个 Python 没有 venv 模块。Debian、Ubuntu 请先执行：sudo apt install python3-venv\n"
            "This Python lacks the venv module. On Debian or Ubuntu: sudo apt install python3-venv",
        )
    say("正在建立 .venv … / Making .venv …")
    options = ["--clear", *(["--without-pip"] if uv else [])]
    if step([sys.executable, "-m", "venv", *options, str(VENV)]):
        sys.exit(f"无法建立 {VENV}，原因见上。/ {VENV} could not be made; see above.")


def install(kind: str, uv: str | None) -> None:
    """Install requirements/<kind>.txt by uv where it is there, else (or if it fails) by pip."""
    lock = ["--quiet", "--require-hashes", "-r", str(ROOT / "requirements" / f"{kind}.txt")]
    if uv:
        if step([uv, "pip", "install", "--python", str(PYTHON), *lock]) == 0:
            return
        say("uv 没有成功，改用 pip。/ uv did not succeed; trying pip.")
        step([str(PYTHON), "-m", "ensurepip"])
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    if step([*pip, *lock]):
        sys.exit(
            "依赖没有装上，原因见上（常见的是连不上软件源）；改正后再执行一次即可。\n"
            "The requirements could not be installed (see above; often the package index cannot "
            "be reached). Put that right and run this again.",
        )


def put_src_on_path() -> None:
    """Name src in a .pth, relative to it: pure ASCII, and true after the folder was moved."""
    library = VENV / ("Lib" if os.name == "nt" else f"lib/python{VERSION}") / "site-packages"
    (library / "guiju.pth").write_text(os.path.relpath(ROOT / "src", library) + "\n", "utf-8")


def hand_over(command: list[str], env: dict[str, str], cwd: Path | None = None) -> int:
    """Let a command take our place; its exit status is ours."""
    if os.name != "nt":
        os.chdir(cwd or ".")
        os.execve(command[0], command, env)
    return subprocess.call(command, env=env, cwd=cwd)  # Windows cannot replace a process


def guiju(*words: str) -> list[str]:
    """The command line; -P keeps files of the working directory from shadowing modules."""
    return [str(PYTHON), "-P", "-m", "guiju", *words]


def set_up(data: Path, env: dict[str, str]) -> None:
    """Migrate, and load the demo city into a database that did not exist before."""
    pending = data / "demo-pending"
    with only_one(data / ".lock"):
        if not env.get("GUIJU_DATABASE_URL") and not (data / "guiju.sqlite3").exists():
            pending.touch()  # stays if we are interrupted: the next start finishes the work
        status = step(guiju("migrate"), env)
        if not status and pending.exists():
            say("正在建立演示城市… / Loading the demo city …")
            status = step(guiju("demo", "load"), env)
            if not status:
                pending.unlink()
        if status:
            raise SystemExit(status)


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen there now."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (PermissionError, socket.gaierror, OverflowError) as error:
            sys.exit(
                f"不能在 {host} 的端口 {port} 上提供服务：{error}\n"
                f"Cannot serve on port {port} of {host}: {error}",
            )
        except OSError:
            return False
    return True


def choose_port(host: str, asked: int | None) -> int:
    """The port asked for, or the first free one from 8000 on."""
    candidates = [asked] if asked is not None else range(DEFAULT_PORT, DEFAULT_PORT + 100)
    port = next((each for each in candidates if is_free(host, each)), None)
    if port is None:
        sys.exit(
            f"端口 {candidates[0]} 已被占用；请用 --port 另选一个，或不写 --port 由程序挑选。\n"
            f"Port {candidates[0]} is taken: choose another by --port, or leave --port out.",
        )
    if port != candidates[0]:
        say(f"端口 {DEFAULT_PORT} 已被占用，改用 {port}。/ Port {DEFAULT_PORT} is taken.")
    return port


def answers(address: str) -> bool:
    """Whether the server answers at its health route."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with contextlib.suppress(OSError):
        with contextlib.suppress(urllib.error.HTTPError):  # an answer too
            opener.open(f"{address}healthz", timeout=2).close()
        return True
    return False


def serve(host: str, port: int, browser: bool, env: dict[str, str]) -> int:
    """Start the server and a worker and stay until one is told to stop; then stop both."""
    children: dict[str, subprocess.Popen] = {}

    def start(name: str, *words: str) -> None:
        # a session of its own: Ctrl-C reaches us alone, and we stop the children in order
        children[name] = subprocess.Popen(guiju(*words), env=env, start_new_session=True)

    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    address = f"http://{shown}:{port}/"
    try:
        start("server", "serve", "--host", host, "--port", str(port))
        start("worker", "jobs", "worker")
        told = False
        while children["server"].poll() is None:
            if not told and answers(address):
                told = True
                print(f"规矩 Guiju: {address}  （Ctrl-C 停止 / to stop）", flush=True)
                if browser:
                    webbrowser.open(address)
            if children["worker"].poll() is not None:
                say("后台任务进程已结束，重新启动。/ The worker ended; starting it again.")
                time.sleep(2)
                start("worker", "jobs", "worker")
            time.sleep(0.5 if told else 0.1)
        return children["server"].returncode or 1
    except KeyboardInterrupt:
        return 0
    finally:
        stop(list(children.values()))


def stop(children: list[subprocess.Popen]) -> None:
    """Ask the children to end and end those that do not within fifteen seconds."""
    for number in (signal.SIGINT, signal.SIGTERM):  # a second one must not leave a child behind
        signal.signal(number, signal.SIG_IGN)
    say("正在停止… / Stopping …")
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(15)
        except subprocess.TimeoutExpired:
            child.kill() if os.name == "nt" else os.killpg(child.pid, signal.SIGKILL)


def main() -> int:
    """Read the words and do what they ask."""
    if sys.version_info < (3, 11):
        now = ".".join(map(str, sys.version_info[:3]))
        sys.exit(
            f"规矩需要 Python 3.11 或更新的版本，这是 {now}。\n"
            f"Guiju needs Python 3.11 or newer; this is {now}.",
        )
    for name in ("SIGTERM", "SIGHUP"):  # told to end is like Ctrl-C: no child is left behind
        number = getattr(signal, name, None)
        if number and signal.getsignal(number) == signal.SIG_DFL:  # not under nohup
            signal.signal(number, signal.default_int_handler)
    parser = argparse.ArgumentParser(prog="run.py", description=__doc__)
    parser.add_argument("--host", default=os.environ.get("GUIJU_HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int)
    parser.add_argument("--data", type=Path, metavar="DIR")
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="test | COMMAND …")
    asked = parser.parse_args()
    env = {**os.environ, "PYTHONUTF8": "1", "GUIJU_HOST": asked.host}
    if asked.data:
        env["GUIJU_DATA"] = str(asked.data.resolve())
    if asked.words[:1] == ["test"]:
        prepare("dev")
        return hand_over([str(PYTHON), "-m", "pytest", *asked.words[1:]], env, ROOT)
    prepare("run")
    if asked.words:
        return hand_over(guiju(*asked.words), env)
    data = Path(env.setdefault("GUIJU_DATA", str(ROOT / "data")))
    # without a desktop a text browser would take over the terminal
    desktop = os.name == "nt" or sys.platform == "darwin" or {"DISPLAY", "WAYLAND_DISPLAY"} & {*env}
    port = choose_port(asked.host, asked.port)
    set_up(data, env)
    return serve(asked.host, port, bool(desktop) and not asked.no_browser, env)


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit(130) from None
