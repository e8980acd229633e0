"""The document of the API: valid, whole, and true of what the API does."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.cast import Cast

from ventanilla.channels.public_api.openapi import document
from ventanilla.channels.public_api.urls import api
from ventanilla.domains.catalogue.api import PublishedProcedure
from ventanilla.domains.parties.api import issue_token

OPERATIONS = {
    "get /api/v1/offices/{office}/calendar",
    "get /api/v1/offices/{office}/calendar/{version}",
    "get /api/v1/offices/{office}/procedures",
    "get /api/v1/offices/{office}/procedures/{slug}",
    "get /api/v1/offices/{office}/procedures/{slug}/versions/{version}/answers.schema.json",
    "post /api/v1/offices/{office}/filings",
    "get /api/v1/cases/{case_id}",
    "get /api/v1/cases/{case_id}/file",
    "post /api/v1/cases/{case_id}/notices/{item}/open",
    "get /api/v1/entries/{entry_id}/receipt",
    "get /api/v1/offices/{office}/titles/{code}",
}


PUBLIC = ("/procedures", "/calendar", "/titles/")


@pytest.fixture(name="described", scope="module")
def the_document() -> dict[str, Any]:
    return document(api)


def operations(described: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{method} {path}": operation
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    }


def test_it_is_valid_openapi_31(described: dict[str, Any]):
    assert described["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(described).validate()


def test_a_spoiled_document_would_not_be(described: dict[str, Any]):
    spoiled = {**described, "paths": {"/x": {"get": {"parameters": [{"in": "nowhere"}]}}}}
    with pytest.raises(Exception, match=r".+"):
        OpenAPIV31SpecValidator(spoiled).validate()


def test_it_describes_every_operation(described: dict[str, Any]):
    assert set(operations(described)) == OPERATIONS


def test_every_operation_declares_its_problems(described: dict[str, Any]):
    for name, operation in operations(described).items():
        declared = {int(status) for status in operation["responses"]}
        assert {404, 405, 429, 500, 503} <= declared, name
        if operation.get("security"):
            assert {401, 403} <= declared, name
    for response in described["components"]["responses"].values():
        assert set(response["content"]) == {"application/problem+json"}


def test_only_procedures_calendars_and_titles_are_public(described: dict[str, Any]):
    public = {name for name, op in operations(described).items() if not op.get("security")}
    assert public == {n for n in OPERATIONS if any(word in n for word in PUBLIC)}


@pytest.mark.django_db(transaction=True)
def test_it_is_served_to_anyone(client: Any):
    response = client.get("/api/v1/openapi.json")
    assert response.status_code == 200
    assert response.json()["info"]["title"] == "Ventanilla"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
@pytest.mark.parametrize("operation", sorted(OPERATIONS))
def test_it_is_true_of_generated_requests(
    operation: str,
    mode: schemathesis.GenerationMode,
    cast: Cast,
    procedure: PublishedProcedure,
):
    """Schemathesis: twenty examples of each operation, right and wrong, the same every time."""
    from ventanilla.config.wsgi import application

    token = issue_token(
        office_id=cast.office.id, role="filer", label="prueba", rate_per_minute=100_000
    )
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    method, path = operation.split()

    @given(case=schema[path][method].as_strategy(generation_mode=mode))
    @settings(
        max_examples=20,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def examples(case: Any) -> None:
        if mode is schemathesis.GenerationMode.POSITIVE:
            case.path_parameters = {**case.path_parameters, **_here(case, cast)}
        case.call_and_validate(
            headers={"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"},
            # what will do is decided by the procedure's own schema, not by this document
            excluded_checks=[positive_data_acceptance],
        )

    examples()


def _here(case: Any, cast: Cast) -> dict[str, str]:
    """The office and procedure that exist, so that examples get past the address."""
    real = {"office": cast.office.slug, "slug": "acceso-informacion"}
    return {name: value for name, value in real.items() if name in case.path_parameters}
