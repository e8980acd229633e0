"""The door of forms."""

from ventanilla.domains.forms.errors import DocumentError, ExpressionInvalid, FormInvalid, Path
from ventanilla.domains.forms.folder_part import FormPart
from ventanilla.domains.forms.rules.digest import answers_digest, canonical
from ventanilla.domains.forms.rules.field_types.base import Option, Part
from ventanilla.domains.forms.rules.field_types.files import FileRef
from ventanilla.domains.forms.rules.form import Checked, Field, FieldError, Form, Page
from ventanilla.domains.forms.rules.loading import form_schema
from ventanilla.domains.forms.rules.norms import Norm, NormShape

__all__ = [
    "Checked",
    "DocumentError",
    "ExpressionInvalid",
    "Field",
    "FieldError",
    "FileRef",
    "Form",
    "FormInvalid",
    "FormPart",
    "Norm",
    "NormShape",
    "Option",
    "Page",
    "Part",
    "Path",
    "answers_digest",
    "canonical",
    "form_schema",
]
