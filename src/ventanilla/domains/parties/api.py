"""The door of the parties domain."""

from ventanilla.domains.parties.accounts import (
    SignInBackend,
    account_by_name,
    open_account,
    sign_in_name,
)
from ventanilla.domains.parties.models import Account, ApiToken, Person, PersonKind, SignInName
from ventanilla.domains.parties.people import new_person
from ventanilla.domains.parties.tokens import (
    TokenGrant,
    authenticate_token,
    forget_tokens,
    issue_token,
)

__all__ = [
    "Account",
    "ApiToken",
    "Person",
    "PersonKind",
    "SignInBackend",
    "SignInName",
    "TokenGrant",
    "account_by_name",
    "authenticate_token",
    "forget_tokens",
    "issue_token",
    "new_person",
    "open_account",
    "sign_in_name",
]
