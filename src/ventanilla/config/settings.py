"""Django's settings, made from the environment (`config.environment`)."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from ventanilla.config import environment
from ventanilla.config.databases import databases
from ventanilla.config.deliveries import check_delivery
from ventanilla.config.logs import logging_config
from ventanilla.config.secrets import master_cipher, register_secret, secrets_for

MODE = environment.text("VENTANILLA_MODE")
DEMONSTRATION = MODE == "demonstration"
DEBUG = environment.flag("VENTANILLA_DEBUG")
VAR = Path(environment.text("VENTANILLA_VAR")).resolve()
VAR.mkdir(parents=True, exist_ok=True)
SECRET_KEY, _data_key = secrets_for(mode=MODE, debug=DEBUG, var=VAR)
DATA_MASTER_CIPHER = master_cipher(_data_key)
REGISTER_SECRET = register_secret(_data_key)  # never rotated: old idempotency keys hang on it
UNKNOWN_VARIABLES = environment.strangers()
FAULT_POINT = environment.text("VENTANILLA_FAULT_POINT")
if MODE == "production" and FAULT_POINT:
    raise SystemExit("VENTANILLA_FAULT_POINT is for fault tests: refused in production")

FILES_ROOT = environment.folder("VENTANILLA_FILES", below=VAR, otherwise="files")
KEYS_ROOT = environment.folder("VENTANILLA_KEYS", below=VAR, otherwise="keys")
HIGH_WATER_ROOT = environment.folder("VENTANILLA_HIGH_WATER", below=VAR, otherwise="mark")
JOURNAL_ROOT = environment.folder("VENTANILLA_JOURNAL", below=VAR, otherwise="journal")
WITNESSES = environment.items("VENTANILLA_WITNESSES")
SCANNER = environment.text("VENTANILLA_SCANNER")
SCANNER_CLASSES = {"clamav": "ventanilla.extensions.scanner_clamav.client.ClamAvScanner"}
DELIVERY = environment.text("VENTANILLA_DELIVERY") or (
    f"outbox://{VAR / 'outbox'}" if DEMONSTRATION else "none"
)
DELIVERY_CLASSES = {
    "outbox": "ventanilla.extensions.delivery_outbox.folder.FolderDelivery",
    **dict.fromkeys(
        ("smtp", "smtps", "smtp+plain"), "ventanilla.extensions.delivery_smtp.client.SmtpDelivery"
    ),
}
DELIVERY_SENDER = environment.text("VENTANILLA_DELIVERY_SENDER")
DELIVERY_PASSWORD = environment.secret("VENTANILLA_DELIVERY_PASSWORD")
check_delivery(DELIVERY, sender=DELIVERY_SENDER, kinds=DELIVERY_CLASSES, mode=MODE)
MAX_FILE_BYTES = environment.number("VENTANILLA_MAX_FILE_MB") * 1_000_000
MAX_DRAFT_BYTES = environment.number("VENTANILLA_MAX_DRAFT_MB") * 1_000_000
WEB_WORKERS = environment.number("VENTANILLA_WORKERS")
WEB_THREADS = environment.number("VENTANILLA_THREADS")
OWN_PROCESSOR = environment.flag("VENTANILLA_OWN_PROCESSOR")
OBSERVATORY_HOLDER = environment.text("VENTANILLA_OBSERVATORY_HOLDER")
BASE_URL = environment.text("VENTANILLA_BASE_URL").rstrip("/")
TRUSTED_PROXIES = environment.number("VENTANILLA_PROXIES")

ALLOWED_HOSTS = environment.items("VENTANILLA_HOSTS")
ROOT_URLCONF = "ventanilla.config.urls"
WSGI_APPLICATION = "ventanilla.config.wsgi.application"
AUTH_USER_MODEL = "parties.Account"
AUTHENTICATION_BACKENDS = ["ventanilla.domains.parties.api.SignInBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who walks the course that an example of a procedure tells.
EXAMPLE_COURSES = "ventanilla.domains.casefiles.api.walk_example"
NOTICE_OUTCOME = "ventanilla.domains.casefiles.noticing.record_settled"

# What each domain holds about people, the lowest first: see `privacy.ports`.
PERSONAL_DATA_HOLDERS = [
    f"ventanilla.domains.{domain}.personal_data_held.HOLDER"
    for domain in (
        *("privacy", "parties", "register", "notices", "titles", "casefiles", "drafting"),
        *("notes", "case_search", "counter", "datarights", "observatory"),
    )
]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "ventanilla.kernel.allowances",
    "ventanilla.domains.offices",
    "ventanilla.domains.legislation",
    "ventanilla.domains.privacy",
    "ventanilla.domains.parties",
    "ventanilla.domains.documents",
    "ventanilla.domains.forms",
    "ventanilla.domains.catalogue",
    "ventanilla.domains.clips",
    "ventanilla.domains.register",
    "ventanilla.domains.notices",
    "ventanilla.domains.titles",
    "ventanilla.domains.casefiles",
    "ventanilla.domains.drafting",
    "ventanilla.domains.case_search",
    "ventanilla.domains.notes",
    "ventanilla.domains.archive",
    "ventanilla.domains.counter",
    "ventanilla.domains.datarights",
    "ventanilla.domains.practice",
    "ventanilla.domains.observatory",
    "ventanilla.channels.public_api",
    # further domains are added here in the order of `.importlinter`
    "ventanilla.channels.look",
    "ventanilla.channels.filling",
    "ventanilla.channels.portal",
    "ventanilla.channels.portal.observatory",
    "ventanilla.channels.desk",
]
MIDDLEWARE = [
    "ventanilla.config.proxies.CallerAddress",
    "ventanilla.config.office_of_address.OfficeOfAddress",
    "ventanilla.channels.public_api.middleware.MachinesFirst",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # headers for every answer, also those that the parts below refuse
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "ventanilla.channels.look.keeping.NothingPersonalKept",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "ventanilla.channels.look.bodies.BoundedBodies",  # before anything reads what was posted
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ventanilla.channels.portal.middleware.OfficeFrames",
    "ventanilla.channels.look.problems.ProblemPages",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "ventanilla.channels.look.context.frame",
            ]
        },
    }
]

DATABASES = databases(
    url=environment.text("DATABASE_URL"), var=VAR, pool=environment.number("VENTANILLA_POOL")
)
DATABASE_ROUTERS = ["ventanilla.config.databases.VolatileRouter"]
FAILOVER = environment.flag("VENTANILLA_FAILOVER")  # then a synchronous standby is required
ATOMIC_REQUESTS = False  # the register refuses to append inside a transaction

LANGUAGE_CODE = "es"
LANGUAGES = [("es", "Castellano"), ("pt", "Português"), ("en", "English")]
USE_I18N = True
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "kernel" / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_SAMESITE = "Lax"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_MAX_AGE = 31_536_000

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # a library's computer: the next reader begins anew
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "ventanilla.channels.look.problems.csrf_failure"
HTTPS = environment.flag("VENTANILLA_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = False  # the proxy's business; doctor reports a missing one
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "font-src": [NONE],
        "script-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb")
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 40_000_000  # the API's own bound; pages are far below it
MAX_PAGE_BYTES = 12 * MAX_FILE_BYTES  # a page of a form with its files, refused unread beyond
MAX_PLAIN_PAGE_BYTES = 1_000_000  # a page that takes no files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_TEMP_DIR = None

LOGGING_CONFIG = None
LOGGING = logging_config(environment.text("VENTANILLA_LOG_LEVEL"))
