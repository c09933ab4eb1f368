"""The one kernel there is: this very Python, whatever kernels the machine has installed under the name."""

from __future__ import annotations

import sys
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel

NAME = "python3"


class ThisPython(KernelSpecManager):
    """Kernel specs with a single entry, run by ``sys.executable``."""

    def find_kernel_specs(self) -> dict[str, str]:
        """The single name; there is no folder behind it."""
        return {NAME: ""}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """The spec of this Python. Raises NoSuchKernel for any other name."""
        if kernel_name != NAME:
            raise NoSuchKernel(kernel_name)
        return KernelSpec(
            argv=[
                sys.executable,
                "-m",
                "ipykernel_launcher",
                "-f",
                "{connection_file}",
                "--HistoryManager.enabled=False",
            ],
            display_name="Python 3 (ipykernel)",
            language="python",
        )

    def get_all_specs(self) -> dict[str, Any]:
        """The single spec, as Jupyter's interface wants it."""
        return {NAME: {"resource_dir": "", "spec": self.get_kernel_spec(NAME).to_dict()}}
