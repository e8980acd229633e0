"""The door of forms."""

from ventanilla.domains.forms.errors import ExpressionInvalid, FormInvalid
from ventanilla.domains.forms.folder_part import FormPart
from ventanilla.domains.forms.rules.digest import answers_digest, canonical
from ventanilla.domains.forms.rules.expressions import Checker, Condition, Formula, pinned_values
from ventanilla.domains.forms.rules.field_types.base import FieldType, Option, Part
from ventanilla.domains.forms.rules.field_types.contact import address_lines
from ventanilla.domains.forms.rules.field_types.files import FileRef
from ventanilla.domains.forms.rules.field_types.numbers import money_text, money_typed
from ventanilla.domains.forms.rules.form import Form
from ventanilla.domains.forms.rules.loading import form_schema
from ventanilla.domains.forms.rules.norms import NORM_KEYS, Norm, NormShape
from ventanilla.domains.forms.rules.structure import Checked, Field, FieldError, Page

__all__ = [
    "NORM_KEYS",
    "Checked",
    "Checker",
    "Condition",
    "ExpressionInvalid",
    "Field",
    "FieldError",
    "FieldType",
    "FileRef",
    "Form",
    "FormInvalid",
    "FormPart",
    "Formula",
    "Norm",
    "NormShape",
    "Option",
    "Page",
    "Part",
    "address_lines",
    "answers_digest",
    "canonical",
    "form_schema",
    "money_text",
    "money_typed",
    "pinned_values",
]
