"""The WSGI application that granian (or gunicorn) serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ventanilla.config.settings")

django = get_wsgi_application()

from ventanilla.config.access_log import AccessLog, to_standard_output  # noqa: E402
from ventanilla.config.own_processor import keep_to_one_processor  # noqa: E402
from ventanilla.config.warming import warm_up  # noqa: E402 - after Django is set up
from ventanilla.config.whole_bodies import WholeBodies  # noqa: E402

application = AccessLog(WholeBodies(django), to_standard_output())

warm_up()
if settings.OWN_PROCESSOR:
    keep_to_one_processor(settings.VAR / "processors", processes=settings.WEB_WORKERS)
