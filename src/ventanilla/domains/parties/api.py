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
from ventanilla.domains.parties.people import (
    PersonFound,
    find_people,
    new_person,
    person_found,
)
from ventanilla.domains.parties.ports import DeliveryDown, Message, delivery
from ventanilla.domains.parties.support import NEEDS, Support, state_support, support_of
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
    "NEEDS",
    "Account",
    "ApiToken",
    "CodeSpent",
    "CodeWrong",
    "Contact",
    "ContactProof",
    "ContactState",
    "ContactUnreached",
    "ContactUnreadable",
    "DeliveryDown",
    "Message",
    "Person",
    "PersonFound",
    "PersonKind",
    "SignInBackend",
    "SignInName",
    "Support",
    "TokenGrant",
    "TooManyCodes",
    "account_by_name",
    "authenticate_token",
    "confirm_contact",
    "contact_kinds",
    "contact_state",
    "delivery",
    "display_names",
    "find_people",
    "forget_contacts",
    "forget_tokens",
    "issue_token",
    "new_person",
    "open_account",
    "person_found",
    "revoke_token",
    "send_contact_code",
    "shown_messages",
    "sign_in_name",
    "state_support",
    "support_of",
    "tokens_of",
]
