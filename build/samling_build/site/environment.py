"""What a kernel gets to know of the machine: an allow-list, and who its member is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

KEPT = frozenset(
    {
        # To run at all and to find its files, on each platform.
        *("PATH", "HOME", "USER", "LOGNAME", "SHELL", "TMPDIR", "TEMP", "TMP", "PWD"),
        *(
            "SYSTEMROOT",
            "SYSTEMDRIVE",
            "WINDIR",
            "COMSPEC",
            "PATHEXT",
            "USERPROFILE",
            "APPDATA",
            "LOCALAPPDATA",
            "PROGRAMDATA",
        ),
        *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "VIRTUAL_ENV", "CONDA_PREFIX"),
        # Language and clock.
        *("LANG", "LANGUAGE", "TZ"),
        # Python as this very process runs it.
        *("PYTHONPATH", "PYTHONUTF8", "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"),
        # Where the answers lie when it is not the data folder.
        "SAMLING_DATABASE",
    }
)


def kernel_environment(
    server: Mapping[str, str], member: str, role: str, data: Path, hosted: str, scratch: Path
) -> dict[str, str]:
    """The environment of a member's kernel. There is nothing secret in it: the key comes through standard input.

    ``role`` is the one the member acts in on this page, ``hosted`` the prefix of the widgets' modules, ``scratch`` a
    folder for IPython's own files: a kernel here neither runs the start-up files of whoever started the server, nor
    writes to their history.
    """
    kept = {name: value for name, value in server.items() if name.upper() in KEPT or name.startswith("LC_")}
    own = {
        "SAMLING_DATA": str(data),
        "SAMLING_MEMBER": member,
        "SAMLING_ROLE": role,
        "SAMLING_KEY": "stdin",
        "SAMLING_HOSTED": hosted,
        "IPYTHONDIR": str(scratch / "ipython"),
    }
    return {**kept, **own}
