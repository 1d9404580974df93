"""A piece of the record that may be said in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from kinwork.layouts.blocks import printed


@dataclass(frozen=True)
class Source:
    """A piece of the record that a face may lean on: what it says, what it is, where it stands."""

    ref: str
    words: str
    what: str
    address: str
    is_offered: bool = True  # beside the box; what is done, or long ago, is there only for what leans on it

    @property
    def kind(self) -> str:
        return self.ref.partition(":")[0]

    @property
    def print(self) -> str:
        """By which it is known whether it says the same: the words themselves are not kept anywhere else."""
        return printed(self.words)
