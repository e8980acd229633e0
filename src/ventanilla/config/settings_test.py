"""Settings of the test suite: the real ones, in test mode, with files under `var/test`."""

import os

os.environ.setdefault("VENTANILLA_MODE", "test")
os.environ.setdefault("VENTANILLA_VAR", f"var/test/{os.environ.get('PYTEST_XDIST_WORKER', 'main')}")
os.environ.setdefault("VENTANILLA_HOSTS", "localhost,127.0.0.1,testserver")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the same thread

from ventanilla.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
