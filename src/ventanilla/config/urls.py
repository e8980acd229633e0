"""Every address, channel by channel."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("ventanilla.channels.public_api.urls")),
    path("<slug:office>/log/", include("ventanilla.channels.public_api.log_urls")),
    path("", include("ventanilla.channels.desk.urls")),
    path("", include("ventanilla.channels.portal.urls")),
]
handler400 = "ventanilla.channels.look.problems.bad_request"
handler403 = "ventanilla.channels.look.problems.forbidden"
handler404 = "ventanilla.channels.look.problems.not_found"
handler500 = "ventanilla.channels.look.problems.server_error"
