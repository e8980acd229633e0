"""The door of the archive domain."""

from ventanilla.domains.archive.contents import Contents, Item, LeftOut, Reader, contents
from ventanilla.domains.archive.index_law import index_law
from ventanilla.domains.archive.whole_file import WholeFile, whole_file

__all__ = [
    "Contents",
    "Item",
    "LeftOut",
    "Reader",
    "WholeFile",
    "contents",
    "index_law",
    "whole_file",
]
