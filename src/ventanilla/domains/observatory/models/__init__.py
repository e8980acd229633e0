"""Rows of the observatory. Its facts belong to no office: they are about countries."""

from ventanilla.domains.observatory.models.facts import Fact, FileRead
from ventanilla.domains.observatory.models.figures import Disagreement, Figure
from ventanilla.domains.observatory.models.keeping import (
    Edition,
    Editor,
    FocalPoint,
    LinkCheck,
    Proposal,
    Remark,
)
from ventanilla.domains.observatory.models.own_figures import Endpoint, OwnFigure

__all__ = [
    "Disagreement",
    "Edition",
    "Editor",
    "Endpoint",
    "Fact",
    "Figure",
    "FileRead",
    "FocalPoint",
    "LinkCheck",
    "OwnFigure",
    "Proposal",
    "Remark",
]
