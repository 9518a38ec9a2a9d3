"""The virtual environment of the comparison, with as many of the peers as can be had."""

import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = HERE / ".venv"
PYTHON = FOLDER / "bin" / "python3"
REQUIREMENTS = HERE / "requirements.txt"
# PyTorch brings libraries for GPUs where the index has no other build of it.
GIGABYTES_OF_TORCH = 8

INSTALLED = """
import importlib.metadata, sys
for name in sys.argv[1:]:
    try: print(f"{name}=={importlib.metadata.version(name)}")
    except importlib.metadata.PackageNotFoundError: pass
"""


def say(text):
    print(f"peers: {text}", file=sys.stderr, flush=True)


def is_ours():
    return pathlib.Path(sys.prefix).resolve() == FOLDER.resolve()


def pins():
    """{package: requirement}."""
    lines = [line.strip() for line in REQUIREMENTS.read_text().splitlines()]
    requirements = [line for line in lines if line and not line.startswith("#")]
    return {line.partition("==")[0].partition("[")[0]: line for line in requirements}


def prepare(wanted):
    """Makes the environment and installs those of these packages that it lacks, each on its own. Without NumPy there
    is no comparison; without another peer there is one without it."""
    if not PYTHON.exists():
        say(f"making {FOLDER}")
        made = subprocess.run([sys.executable, "-m", "venv", "--clear", FOLDER], stdout=subprocess.DEVNULL)
        if made.returncode != 0:
            shutil.rmtree(FOLDER, ignore_errors=True)
            sys.exit(f"peers: {sys.executable} makes no virtual environment (Debian: apt-get install python3-venv)")
    known = pins()
    asked = subprocess.run([PYTHON, "-c", INSTALLED, *known], capture_output=True, text=True, check=True)
    installed = set(asked.stdout.split())
    for package, requirement in known.items():
        exact = f"{package}=={requirement.partition('==')[2]}"
        if package not in wanted or any(line == exact or line.startswith(exact + "+") for line in installed):
            continue
        if package == "torch" and shutil.disk_usage(HERE).free < GIGABYTES_OF_TORCH << 30:
            say(f"torch is left out: it can take {GIGABYTES_OF_TORCH} GB of disk")
            continue
        say(f"installing {requirement}")
        pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:"]
        ending = subprocess.run([*pip, "--constraint", constraints(), requirement], stdin=subprocess.DEVNULL)
        if ending.returncode != 0:
            if package == "numpy":
                sys.exit("peers: NumPy is the least that is needed")
            say(f"{package} cannot be installed here, and is left out")


def constraints():
    """What one peer needs of another is what is pinned; pip takes no extras in constraints."""
    path = FOLDER / "constraints.txt"
    path.write_text("".join(f"{name}=={line.partition('==')[2]}\n" for name, line in pins().items()))
    return path


def enter(script, arguments):
    """Goes on in the environment's Python."""
    os.execv(PYTHON, [str(PYTHON), str(script), *arguments])
