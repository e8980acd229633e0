"""The door of the parties domain."""

from ventanilla.domains.parties.accounts import (
    SignInBackend,
    account_by_name,
    display_names,
    open_account,
    sign_in_name,
)
from ventanilla.domains.parties.contacts import (
    Contact,
    ContactState,
    confirm_contact,
    contact_kinds,
    contact_state,
    forget_contacts,
    send_contact_code,
    shown_messages,
)
from ventanilla.domains.parties.errors import (
    CodeSpent,
    CodeWrong,
    ContactUnreached,
    ContactUnreadable,
    TooManyCodes,
)
from ventanilla.domains.parties.models import (
    Account,
    ApiToken,
    ContactProof,
    Person,
    PersonKind,
    SignInName,
)
from ventanilla.domains.parties.people import new_person
from ventanilla.domains.parties.tokens import (
    MOST_BACKDATE_DAYS,
    TokenGrant,
    authenticate_token,
    forget_tokens,
    issue_token,
    revoke_token,
    tokens_of,
)

__all__ = [
    "MOST_BACKDATE_DAYS",
    "Account",
    "ApiToken",
    "CodeSpent",
    "CodeWrong",
    "Contact",
    "ContactProof",
    "ContactState",
    "ContactUnreached",
    "ContactUnreadable",
    "Person",
    "PersonKind",
    "SignInBackend",
    "SignInName",
    "TokenGrant",
    "TooManyCodes",
    "account_by_name",
    "authenticate_token",
    "confirm_contact",
    "contact_kinds",
    "contact_state",
    "display_names",
    "forget_contacts",
    "forget_tokens",
    "issue_token",
    "new_person",
    "open_account",
    "revoke_token",
    "send_contact_code",
    "shown_messages",
    "sign_in_name",
    "tokens_of",
]
